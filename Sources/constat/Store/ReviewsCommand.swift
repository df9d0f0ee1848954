import ArgumentParser
import ConstatIntake
import ConstatRecords
import ConstatRendering
import ConstatStore

struct ReviewsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reviews", abstract: "What reviewers said of claims.",
        discussion: CommandMessages.reviewsDiscussion, subcommands: [ReviewListCommand.self])
}

struct ReviewListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Prints the reviews in a store, one a line, the first made first.")

    @OptionGroup var store: StoreOption

    @Option(help: ArgumentHelp("How to print them.", valueName: "text|jsonl"))
    var format = "text"

    func validate() throws { _ = try Options.format(format, among: ["text", "jsonl"]) }

    func run() throws {
        try store.run { store in
            let standings = ReviewStandings(store)
            for kept in try store.reviews() {
                let standing = try standings.standing(of: kept)
                try writeAll(
                    format == "jsonl" ? kept.json(standing) + "\n" : ReviewLine.text(kept, standing), to: 1)
            }
            return ExitStatus.done
        }
    }
}

/// How reviews bear on their documents' claims; each document is looked at once.
final class ReviewStandings {
    private let store: Store
    private var known: [String: [Int: ReviewStanding]] = [:]

    init(_ store: Store) { self.store = store }

    /// nil for one that is taken back.
    func standing(of kept: Kept<StoredReview>) throws -> ReviewStanding? {
        try standings(of: kept.review.claim.document)[kept.number]
    }

    private func standings(of document: String) throws -> [Int: ReviewStanding] {
        if let found = known[document] { return found }
        var found: [Int: ReviewStanding] = [:]
        for reading in ClaimReview.Reading.allCases {
            found.merge(try store.reviewedRecord(of: document, reading: reading).standings) { $1 }
        }
        known[document] = found
        return found
    }
}

/// A review on a line of cells: number, state, reading, claim, what it says, who, when, why.
enum ReviewLine {
    static func text(_ kept: Kept<StoredReview>, _ standing: ReviewStanding?) -> String {
        let claim = kept.review.claim
        return TableLine.text([
            String(kept.number), state(kept, standing), kept.review.reading.rawValue,
            "\(DocumentID.short(claim.document)):\(claim.start)-\(claim.end) \(claim.type)",
            said(kept.review.verdict), kept.reviewer ?? "-", kept.decided ?? "-", kept.reason ?? "-",
        ])
    }

    /// Of one claim that is named already.
    static func ofClaim(_ kept: Kept<StoredReview>, _ standing: ReviewStanding?) -> String {
        let who = [kept.reviewer, kept.decided].compactMap { $0 }.joined(separator: ", ")
        let reading = kept.review.reading == .second ? "second reading, " : ""
        return TableLine.text([
            "  \(kept.number)", reading + state(kept, standing), said(kept.review.verdict), who.isEmpty ? "-" : who,
            kept.reason ?? "-",
        ])
    }

    private static func state(_ kept: Kept<StoredReview>, _ standing: ReviewStanding?) -> String {
        guard let retraction = kept.retraction else { return kept.state(standing) }
        return RetractionPhrase.text(retraction)
    }

    private static func said(_ verdict: ClaimReview.Verdict) -> String {
        switch verdict {
        case .accept, .reject: verdict.action
        case .correct(let before, let after):
            "\(after.name.rawValue): \(FieldLine.text(before)) → \(FieldLine.text(after))"
        case .add(let claim): "add: \(FieldLine.text(claim))"
        }
    }
}

/// "retracted by C, 2016-07-02: reason"
enum RetractionPhrase {
    static func text(_ retraction: StoredRetraction) -> String {
        let who = [retraction.reviewer, retraction.decided].compactMap { $0 }.joined(separator: ", ")
        return "retracted" + (who.isEmpty ? "" : " by \(who)") + (retraction.reason.map { ": \($0)" } ?? "")
    }
}
