import ConstatText
import TestSupport
import Foundation
import Testing

@testable import ConstatStore

@Suite struct OriginTests {
    private func origins(_ documents: [PreparedDocument]) throws -> [String: String] {
        let store = try StoreFolder().store()
        try store.add(documents)
        return try Self.origins(of: store)
    }

    /// Names of origins by names of documents.
    static func origins(of store: Store) throws -> [String: String] {
        var names: [String: String] = [:]
        var origins: [String: String] = [:]
        try store.eachDocument { document in
            names[document.id] = document.name
            origins[document.name] = document.origin
        }
        return origins.mapValues { names[$0] ?? "?" }
    }

    private static let dispatch = Made.text(1, words: 120)
    private static let other = Made.text(2, words: 120)
    /// Half of the dispatch with as much of the newspaper's own.
    private static let cut =
        dispatch.split(separator: " ").prefix(60).joined(separator: " ") + " " + Made.text(9, words: 60)

    @Test func aTextPrintedElsewhereHasTheOriginOfTheFirst() throws {
        let longer = Self.dispatch + " " + Made.text(8, words: 20)
        #expect(
            try origins([
                Made.document("journal", longer, published: "2016-06-03"),
                Made.document("agence", Self.dispatch, published: "2016-06-02"),
                Made.document("autre", Self.other, published: "2016-06-01"),
            ]) == ["journal": "agence", "agence": "agence", "autre": "autre"])
    }

    @Test func halfADispatchIsACopyOnlyWhereBothNameTheAgency() throws {
        let (named, cutNamed) = ("GAO (AFP) - \(Self.dispatch)", "\(Self.cut)\nAvec AFP")
        let days = ["2016-06-01", "2016-06-02"]
        #expect(
            try origins([
                Made.document("agence", named, published: days[0]),
                Made.document("journal", cutNamed, published: days[1]),
            ])["journal"] == "agence")
        #expect(
            try origins([
                Made.document("agence", named, published: days[0]),
                Made.document("journal", Self.cut + "\nAvec Reuters", published: days[1]),
            ])["journal"] == "journal")
        #expect(
            try origins([
                Made.document("agence", Self.dispatch, published: days[0]),
                Made.document("journal", Self.cut, published: days[1]),
            ])["journal"] == "journal")
    }

    @Test func twoTextsOfOneAgencyThatShareNothingAreTwo() throws {
        #expect(
            try origins([
                Made.document("un", "GAO (AFP) - \(Self.dispatch)"), Made.document("deux", "GAO (AFP) - \(Self.other)"),
            ]) == ["un": "un", "deux": "deux"])
    }

    @Test func shortTextsMustBeEqual() throws {
        let text = "Quatre soldats tués à Gao mardi matin"
        let found = try origins([
            Made.document("a", text, published: "2016-06-01"), Made.document("b", text + ".", published: "2016-06-02"),
            Made.document("c", "Cinq soldats tués à Gao mardi matin", published: "2016-06-03"),
        ])
        #expect(found == ["a": "a", "b": "a", "c": "c"])
    }

    /// b holds a and c together; without it they are two.
    @Test func whatALinkHeldTogetherFallsApartWithoutIt() throws {
        let parts = (0..<3).map { Made.text(20 + $0, words: 60) }
        let documents = [
            Made.document("a", parts[0] + " " + parts[1], published: "2016-06-01"),
            Made.document("b", parts[1], published: "2016-06-02"),
            Made.document("c", parts[1] + " " + parts[2], published: "2016-06-03"),
            Made.document("d", parts[2], published: "2016-06-04"),
        ]
        for seed in 0..<4 {
            let store = try StoreFolder().store()
            try store.add(AddingTests.shuffled(documents, seed))
            #expect(try Self.origins(of: store) == ["a": "a", "b": "a", "c": "a", "d": "a"])
            _ = try store.forget("b", reason: "essai")
            #expect(try Self.origins(of: store) == ["a": "a", "c": "c", "d": "c"])
            #expect(try store.verify().damages == [])
        }
    }

    @Test func shinglesAreOfWordsNotOfSpelling() {
        let one = Shingles(of: "L’ARMÉE a repris, mardi soir : le cœur de la ville !")
        let other = Shingles(of: "l'armee a repris mardi soir le coeur de la ville")
        #expect(one.hashes == other.hashes)
        #expect(one.hashes.count == 7)
        #expect(Shingles(of: "Trois mots seulement").hashes.count == 1)
        #expect(Shingles(of: " ... ").hashes.isEmpty)
        #expect(Shingles.sharedCount([1, 3, 5, 7], [2, 3, 4, 7, 9]) == 2)
    }

    @Test func agenciesAreReadAsTheExamplesSay() throws {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/ConstatStore/Resources/NewsAgencies.examples").path
        let examples = try ExamplesFile.read(path)
        #expect(examples.count > 10)
        for example in examples {
            let found = Made.preparation.agencies.byline(of: example.text)
            #expect([found].compactMap { $0 } == example.expected, "line \(example.line): \(example.text)")
        }
    }
}
