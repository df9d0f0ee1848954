import Dispatch

/// Independent pieces of work on all cores; the result does not depend on how many there are.
package enum Parallel {
    package static func map<Result>(_ indices: Range<Int>, _ work: @escaping (Int) -> Result) -> [Result] {
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

    /// The same of each element, in order; elements are taken so many at a time, so that small ones are worth a thread.
    package static func map<Element, Result>(
        _ elements: [Element], each partSize: Int, _ work: @escaping (Element) -> Result
    ) -> [Result] {
        let parts = map(0..<(elements.count + partSize - 1) / partSize) { part in
            elements[part * partSize..<min(elements.count, (part + 1) * partSize)].map(work)
        }
        return Array(parts.joined())
    }
}
