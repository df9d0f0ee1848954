import Testing

@testable import ConstatText

@Suite struct ParallelTests {
    @Test(arguments: [0, 1, 7, 8, 9, 100]) func resultsComeInOrder(count: Int) {
        let numbers = Array(0..<count)
        #expect(Parallel.map(numbers, each: 8) { $0 * $0 } == numbers.map { $0 * $0 })
    }
}

@Suite struct SharedTests {
    @Test func aChangedCopyLeavesTheOther() {
        let first = Shared(["a", "b"])
        var second = first
        #expect(second == first)
        second.value[1] = "c"
        #expect(first.value == ["a", "b"])
        #expect(second.value == ["a", "c"])
        #expect(second != first)
        #expect(Set([first, second, Shared(["a", "b"])]).count == 2)
    }
}
