import ConstatClaims
import ConstatEvents
import ConstatRecords
import ConstatText
import TestSupport
import Testing

@Suite struct ReviewOrderTests {
    private static let day = "2024-05-11"

    /// An attack with tolls by several sources.
    private static func tolls(_ figures: [(String, Double)]) -> [ClaimRecord] {
        figures.map { name, killed in
            report(
                name, "2024-05-12",
                [
                    claim(.attack, 0, on: day),
                    claim(.casualties, 1, on: day, [count(.killed, killed)], by: name, .ngo),
                ])
        }
    }

    private static func weight(_ name: String, _ records: [ClaimRecord]) throws -> ReviewWeight {
        let claim = try #require(records.flatMap(\.claims).first { $0.id.description == name })
        let event = try #require(merged(records).holding(name))
        return ReviewWeight(claim, in: event, ReviewWeight.effects(of: event)[claim.id] ?? .none)
    }

    @Test func whoSetsABoundAloneWeighsWhatItMoves() throws {
        let records = Self.tolls([("a", 12), ("b", 40), ("c", 64)])
        let weight = try Self.weight("c#c1x0", records)
        #expect(weight.impact == 24)
        guard case .figure(let measure, let before, let after) = weight.effect else {
            Issue.record("\(weight.effect)")
            return
        }
        #expect(measure == .killed)
        #expect((before.low, before.high) == (12, 64))
        #expect((after.low, after.high) == (12, 40))
    }

    @Test func whatTwoSayStandsWithoutEither() throws {
        let records = Self.tolls([("a", 12), ("b", 12), ("c", 12)])
        #expect(try Self.weight("b#c1x0", records).effect == .none)
        #expect(try Self.weight("b#c1x0", records).impact == 0.1)
    }

    @Test func woundedWeighLessThanKilled() throws {
        func impact(_ measure: Measure) throws -> Double {
            let records = [
                report("a", "2024-05-12", [claim(.attack, 0, on: Self.day, [count(measure, 30)])])
            ]
            return try Self.weight("a#c0x0", records).impact
        }
        #expect(try impact(.killed) == 30)
        #expect(try impact(.wounded) == 9)
        #expect(try impact(.displaced) == 1)
        #expect(try impact(.abducted) == 15)
        #expect(try impact(.distance) == 1)
    }

    @Test func aLoneCaptureWeighsAndASecondVoiceRelievesIt() throws {
        let one = report("a", "2024-05-12", [claim(.captured, 0, on: Self.day, agent: "M23")])
        let other = report("b", "2024-05-12", [claim(.captured, 0, on: Self.day, agent: "M23")])
        #expect(try Self.weight("a#c0x0", [one]).effect == .control(.captured, isDenial: false))
        #expect(try Self.weight("a#c0x0", [one]).impact == 10)
        #expect(try Self.weight("a#c0x0", [one, other]).effect == .none)
    }

    @Test func doubtsAddUp() throws {
        var sure = claim(.attack, 0, on: Self.day, [count(.killed, 10)])
        sure.confidence = 0.9
        var unsure = sure
        unsure.confidence = 0.5
        unsure.isHedged = true
        let weights = try [sure, unsure].map { try Self.weight("a#c0x0", [report("a", "2024-05-12", [$0])]) }
        // A single origin each.
        #expect(abs(weights[0].doubt - 0.4) < 1e-9)
        #expect(abs(weights[1].doubt - 1) < 1e-9)
        #expect(weights[0].doubts == [.singleOrigin] && !weights[0].isUncertain)
        #expect(weights[1].doubts == [.confidence(0.5), .hedged, .singleOrigin] && weights[1].isUncertain)
        #expect(abs(weights[0].score - 4) < 1e-9)
    }

    @Test func theWeightiestComesFirstAndEqualsByDay() {
        let records = [
            report("a", "2024-06-12", [claim(.attack, 0, at: Town.gao, on: "2024-06-11", [count(.killed, 5)])]),
            report("b", "2024-05-12", [claim(.attack, 0, at: Town.kidal, on: "2024-05-11", [count(.killed, 5)])]),
            report("c", "2024-07-12", [claim(.attack, 0, at: Town.ansongo, on: "2024-07-11", [count(.killed, 50)])]),
        ]
        let order = ReviewOrder(merged(records), records: records)
        #expect(order.entries.map(\.claim.document) == ["c", "b", "a"])
    }

    @Test func everyClaimIsThereOnceAndTheOrderOfRecordsMakesNoDifference() {
        let records = World.reports(40, seed: 5)
        let events = merged(records)
        let order = ReviewOrder(events, records: records)
        #expect(Set(order.entries.map(\.claim)) == Set(records.flatMap(\.claims).map(\.id)))
        #expect(order.entries.count == records.flatMap(\.claims).count)
        #expect(ReviewOrder(events.reversed(), records: records.reversed()).entries == order.entries)
        #expect(zip(order.entries, order.entries.dropFirst()).allSatisfy { $0.score >= $1.score })
    }

    @Test func bringingItUpToDateGivesWhatMakingItAnewGives() throws {
        var records = World.reports(40, seed: 9)
        var merger = EventMerger()
        merger.add(records)
        let before = merger.events()
        var order = ReviewOrder(before, records: records)
        records[7].claims.removeLast()
        records[11].claims[0].quantities = [count(.killed, 300)]
        merger.add([records[7], records[11]])
        let after = merger.events()
        let changed = Set(before.filter { !after.contains($0) }.flatMap(\.members).map(\.claim.document))
            .union(after.filter { !before.contains($0) }.flatMap(\.members).map(\.claim.document))
            .union([records[7].document.id, records[11].document.id])
        let events = Dictionary(
            after.flatMap { event in event.members.map { ($0.claim, event) } }, uniquingKeysWith: { $1 })
        order.update(changed, to: records.filter { changed.contains($0.document.id) }) { events[$0] }
        #expect(order.entries == ReviewOrder(after, records: records).entries)
    }
}
