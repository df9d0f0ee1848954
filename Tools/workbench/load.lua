-- For wrk: asks for the paths given behind "--", one after the other, and says how long answers took.
local paths, turn = {}, 0

function init(arguments)
    for index = 1, #arguments do paths[index] = arguments[index] end
end

function request()
    turn = turn % #paths + 1
    return wrk.format("GET", paths[turn])
end

function done(summary, latency)
    local errors = summary.errors
    local function milliseconds(share) return latency:percentile(share) / 1000 end
    io.write(string.format("p50 %.0f ms, p95 %.0f ms, p99 %.0f ms, %.0f requests a second, %d refused, %d broken off\n",
        milliseconds(50), milliseconds(95), milliseconds(99), summary.requests / summary.duration * 1e6,
        errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
