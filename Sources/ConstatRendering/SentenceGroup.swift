import ConstatClaims
import ConstatText

/// A sentence with the claims whose trigger stands in it.
struct SentenceGroup {
    var span: TextSpan
    var claims: [Claim]

    /// In reading order. A claim whose trigger is in no sentence is grouped by its evidence.
    static func groups(of reading: Reading) -> [SentenceGroup] {
        let sentences = reading.sentences.sorted()
        var groups: [SentenceGroup] = []
        var indices: [TextSpan: Int] = [:]
        for claim in reading.claims {
            let span = sentence(of: claim, sentences)
            if let index = indices[span] {
                groups[index].claims.append(claim)
            } else {
                indices[span] = groups.count
                groups.append(SentenceGroup(span: span, claims: [claim]))
            }
        }
        return groups.sorted { $0.span < $1.span }
    }

    private static func sentence(of claim: Claim, _ sentences: [TextSpan]) -> TextSpan {
        // The last sentence that starts at or before the trigger.
        var (low, high) = (0, sentences.count)
        while low < high {
            let middle = (low + high) / 2
            if sentences[middle].lower <= claim.trigger.lower { low = middle + 1 } else { high = middle }
        }
        guard low > 0, sentences[low - 1].contains(claim.trigger) else { return claim.evidence }
        return sentences[low - 1]
    }
}

extension Claim {
    /// The words of every slot but the trigger, in reading order.
    var slotSpans: [TextSpan] {
        var spans = actors.compactMap(\.mention) + quantities.map(\.mention) + attribution.compactMap(\.mention)
        if let mention = place?.mention { spans.append(mention) }
        if let mention = time?.mention { spans.append(mention) }
        return spans.sorted()
    }
}
