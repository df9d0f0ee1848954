import Dispatch

/// Independent pieces of training on all cores; the result does not depend on how many there are.
enum Parallel {
    static func map<Result>(_ indices: Range<Int>, _ work: @escaping (Int) -> Result) -> [Result] {
        let results = UnsafeMutablePointer<Result?>.allocate(capacity: indices.count)
        results.initialize(repeating: nil, count: indices.count)
        defer {
            results.deinitialize(count: indices.count)
            results.deallocate()
        }
        nonisolated(unsafe) let (slots, piece) = (results, work)
        DispatchQueue.concurrentPerform(iterations: indices.count) { index in
            slots[index] = piece(indices.lowerBound + index)
        }
        return (0..<indices.count).compactMap { results[$0] }
    }
}
