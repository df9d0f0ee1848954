import Synchronization

// The C library under its different names, once for the whole target.
#if canImport(Darwin)
    @_exported import Darwin
#elseif canImport(Glibc)
    @_exported import Glibc
#elseif canImport(Musl)
    @_exported import Musl
#endif

/// Signals that ask the command to stop: it ends after the current document, and says what it has done.
enum Interruption {
    private static let signalNumber = Atomic<Int32>(0)

    static var isRequested: Bool { signalNumber.load(ordering: .relaxed) != 0 }

    static var exitStatus: Int32 { 128 + signalNumber.load(ordering: .relaxed) }

    /// A second signal ends the program at once. A reader that closes the pipe shows as a failed write, not as a signal.
    static func install() {
        signal(SIGPIPE, SIG_IGN)
        // Whoever starts the program may have blocked them.
        var wanted = sigset_t()
        sigemptyset(&wanted)
        for number in [SIGINT, SIGTERM] { sigaddset(&wanted, number) }
        sigprocmask(SIG_UNBLOCK, &wanted, nil)
        for number in [SIGINT, SIGTERM] {
            var action = sigaction()
            // No SA_RESTART: a read that waits must wake up.
            action.sa_flags = Int32(bitPattern: UInt32(truncatingIfNeeded: SA_RESETHAND))
            #if canImport(Darwin)
                action.__sigaction_u.__sa_handler = { Interruption.note($0) }
            #else
                action.__sigaction_handler.sa_handler = { Interruption.note($0) }
            #endif
            sigaction(number, &action, nil)
        }
    }

    private static func note(_ number: Int32) { signalNumber.store(number, ordering: .relaxed) }
}

/// What the terminal is like.
enum Terminal {
    static var inputIsTerminal: Bool { isatty(0) == 1 }
    static var outputIsTerminal: Bool { isatty(1) == 1 }
    static var errorIsTerminal: Bool { isatty(2) == 1 }

    static var usesColour: Bool {
        outputIsTerminal && variable("NO_COLOR") == nil && variable("TERM") != "dumb"
    }

    /// In columns; 100 where nothing says so.
    static var width: Int {
        var size = winsize()
        if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 20 { return Int(size.ws_col) }
        if let columns = variable("COLUMNS").flatMap({ Int($0) }), (20...1000).contains(columns) { return columns }
        return 100
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    static func say(_ words: String) {
        // Nobody can be told that standard error is gone.
        try? writeAll(words + "\n", to: 2)
    }
}

/// The system's reason why bytes could not be written.
struct WriteFailure: Error {
    var number: Int32
    var isClosedPipe: Bool { number == EPIPE }
    var words: String { strerror(number).map { String(cString: $0) } ?? "error \(number)" }
}

func writeAll(_ text: String, to descriptor: Int32) throws(WriteFailure) {
    try writeAll(Array(text.utf8), to: descriptor)
}

func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(WriteFailure) {
    var failure: WriteFailure?
    bytes.withUnsafeBufferPointer { bytes in
        var offset = 0
        while offset < bytes.count, let start = bytes.baseAddress {
            let written = write(descriptor, start + offset, bytes.count - offset)
            if written >= 0 {
                offset += written
            } else if errno != EINTR {
                failure = WriteFailure(number: errno)
                return
            }
        }
    }
    if let failure { throw failure }
}

/// The C library's `exit`, which commands' own methods of that name hide.
func endProcess(_ status: Int32) -> Never { exit(status) }
