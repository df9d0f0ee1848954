import Dispatch

/// Does independent pieces of work on all cores and hands over the results in the order in which the work came.
///
/// Belongs to one thread, which gives and takes; only the work itself runs elsewhere.
final class OrderedWork<Input: Sendable, Output: Sendable> {
    private final class Slot: @unchecked Sendable {
        // Written once before `done` is signalled, read after it.
        var output: Output?
        let done = DispatchSemaphore(value: 0)
    }

    private let queue = DispatchQueue(label: "constat.work", attributes: .concurrent)
    private let work: @Sendable (Input) -> Output
    private var slots: [Slot] = []

    init(_ work: @escaping @Sendable (Input) -> Output) { self.work = work }

    func give(_ input: Input) {
        let slot = Slot()
        slots.append(slot)
        queue.async { [work] in
            slot.output = work(input)
            slot.done.signal()
        }
    }

    /// Waits for the result of the oldest work that was not taken yet; nil where there is none.
    func take() -> Output? {
        guard !slots.isEmpty else { return nil }
        let slot = slots.removeFirst()
        slot.done.wait()
        return slot.output
    }
}
