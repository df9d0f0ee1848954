/// The moves of the arc-hybrid transition system.
package enum ParserMove: Int, CaseIterable, Sendable {
    /// The next word goes onto the stack.
    case shift
    /// The top of the stack becomes a dependent of the next word.
    case left
    /// The top of the stack becomes a dependent of the word below it.
    case right
}

/// A half-built dependency tree: a stack of words that still lack a head, and the next word.
///
/// The artificial root stands after the last word and has the number of words as its index; -1 stands for "no such word".
package struct ParserState {
    package let count: Int
    package private(set) var stack: [Int] = []
    package private(set) var next = 0
    package private(set) var heads: [Int]
    package private(set) var relations: [Int]
    private(set) var leftmost: [Int]
    private(set) var rightmost: [Int]
    private(set) var leftCounts: [Int]
    private(set) var rightCounts: [Int]

    package init(count: Int) {
        self.count = count
        heads = [Int](repeating: -1, count: count + 1)
        relations = [Int](repeating: 0, count: count + 1)
        leftmost = heads
        rightmost = heads
        leftCounts = relations
        rightCounts = relations
        stack.reserveCapacity(count)
    }

    package var root: Int { count }
    package var isFinished: Bool { next == count && stack.isEmpty }

    /// The stack's word at `depth` (0 is the top).
    @inline(__always)
    package func stacked(_ depth: Int) -> Int { depth < stack.count ? stack[stack.count - 1 - depth] : -1 }
    @inline(__always)
    func ahead(_ distance: Int) -> Int { next + distance <= count ? next + distance : -1 }
    @inline(__always)
    func leftmost(_ word: Int) -> Int { word < 0 ? -1 : leftmost[word] }
    @inline(__always)
    func rightmost(_ word: Int) -> Int { word < 0 ? -1 : rightmost[word] }
    @inline(__always)
    func valency(_ word: Int) -> UInt64 {
        word < 0 ? 0 : UInt64(min(rightCounts[word], 7) + 8 * min(leftCounts[word], 7))
    }
    @inline(__always)
    func leftValency(_ word: Int) -> UInt64 { UInt64(min(leftCounts[word], 7)) }
    @inline(__always)
    func relation(_ word: Int) -> UInt64 { word < 0 ? 99 : UInt64(relations[word]) }

    /// Only one word may hang from the root.
    @inline(__always)
    package func isLegal(_ move: ParserMove) -> Bool {
        switch move {
        case .shift: next < count
        case .left: !stack.isEmpty && (next < count || stack.count == 1)
        case .right: stack.count > 1
        }
    }

    /// The one legal move where there is one only: nothing needs to be weighed then.
    @inline(__always)
    package var onlyMove: ParserMove? {
        if stack.isEmpty { return .shift }
        guard next == count else { return nil }
        return stack.count == 1 ? .left : .right
    }

    /// The word that `move` would take from the stack and its head; nil for shift.
    package func arc(_ move: ParserMove) -> (dependent: Int, head: Int)? {
        guard move != .shift, let dependent = stack.last else { return nil }
        return (dependent, move == .left ? next : stacked(1))
    }

    package mutating func shift() {
        stack.append(next)
        next += 1
    }

    package mutating func attach(_ dependent: Int, to head: Int, relation: Int) {
        stack.removeLast()
        heads[dependent] = head
        relations[dependent] = relation
        if dependent < head {
            leftmost[head] = dependent
            leftCounts[head] += 1
        } else {
            rightmost[head] = dependent
            rightCounts[head] += 1
        }
    }
}
