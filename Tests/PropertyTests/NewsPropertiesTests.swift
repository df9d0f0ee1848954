import ConstatClaims
import ConstatRendering
import ConstatText
import Testing

/// What must hold of every reading, tried on real news texts, those of conflict above all.
@Suite struct NewsPropertiesTests {
    /// Two readers, the second in the other order and on other threads: the same records, byte for byte.
    @Test func readingsAreSoundAndTheSameEachTimeInAnyOrder() async throws {
        let documents = try SampleReports.documents() + NewsFiles.documents()
        let first = await records(of: documents, checking: true)
        let second = await records(of: documents.reversed(), checking: false)
        for fault in first.flatMap(\.faults) { Issue.record("\(fault)") }
        for (one, other) in zip(first, second.reversed()) where one.record != other.record {
            Issue.record("\(one.id): two readings of one text differ")
        }
        let claims = first.reduce(0) { $0 + $1.claims }
        print("properties hold over \(documents.count) texts, \(claims) claims")
        #expect(claims >= 40)
    }

    private struct Outcome: Sendable {
        var id: String
        var record: String
        var claims: Int
        var faults: [String]
    }

    private func records(of documents: [Document], checking: Bool) async -> [Outcome] {
        let reader = ReportReader()
        return await withTaskGroup(of: (Int, Outcome).self) { group in
            for (index, document) in documents.enumerated() {
                group.addTask {
                    let reading = reader.reading(of: document)
                    let faults =
                        checking ? ReadingFaults(reading).lines + SpanFaults.lines(JSONLines.record(reading)) : []
                    return (
                        index,
                        Outcome(
                            id: document.id, record: JSONLines.record(reading), claims: reading.claims.count,
                            faults: faults)
                    )
                }
            }
            var outcomes: [Int: Outcome] = [:]
            for await (index, outcome) in group { outcomes[index] = outcome }
            return documents.indices.compactMap { outcomes[$0] }
        }
    }
}
