import ConstatEvents
public import ConstatRecords
import ConstatText

extension StoredDocument {
    /// A JSON object on one line, keys always in this order.
    public var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("document", id)
            json.field("name", name)
            json.field("language", language)
            json.field("published", published)
            json.field("title", title)
            json.field("url", url)
            json.field("publisher", publisher)
            json.field("captured", captured)
            json.field("method", method)
            json.field("origin", origin)
            json.field("agency", agency)
            json.field("bytes", byteCount)
            json.field("claims", claimCount)
            json.field("program", version.program)
            json.field("resources", version.resources)
        }
        return json.text
    }
}

extension DocumentHit {
    /// A JSON object on one line, keys always in this order.
    public var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("document", id)
            json.field("name", name)
            json.field("published", published)
            json.field("title", title)
            json.field("excerpt", excerpt)
        }
        return json.text
    }
}

extension ClaimHit {
    /// A JSON object on one line: the document's identifier and name, and the claim as in its record.
    public var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("document", document)
            json.field("name", name)
        }
        return json.text.dropLast() + ",\"claim\":\(record)}"
    }
}

extension Kept<StoredDecision> {
    /// A JSON object on one line. Claims are named by document, type and the trigger's place in Unicode scalars.
    public var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("number", number)
            json.field("verdict", value.decision.verdict.rawValue)
            json.key("claims")
            json.array(value.decision.claims) { $1.write(to: &$0) }
            json.field("reviewer", value.reviewer)
            json.field("decided", value.decided)
            json.field("reason", value.reason)
            writeRetraction(to: &json)
        }
        return json.text
    }
}

extension Kept<StoredReview> {
    /// A JSON object on one line; values as in claim records.
    ///
    /// - Parameter standing: how it bears on its document's claims; nil for one that is taken back.
    public func json(_ standing: ReviewStanding?) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("number", number)
            json.field("action", value.review.verdict.action)
            json.key("claim")
            value.review.claim.write(to: &json)
            writeValues(to: &json)
            json.field("reading", value.review.reading.rawValue)
            json.field("reviewer", value.reviewer)
            json.field("decided", value.decided)
            json.field("reason", value.reason)
            json.field("state", state(standing))
            writeRetraction(to: &json)
        }
        return json.text
    }

    /// How it stands, in a word or two.
    public func state(_ standing: ReviewStanding?) -> String {
        isInForce ? standing?.rawValue ?? ReviewStanding.noClaim.rawValue : "retracted"
    }

    private func writeValues(to json: inout JSONWriter) {
        var field: ClaimField.Name?
        if case .correct(_, let after) = value.review.verdict { field = after.name }
        json.field("field", field?.rawValue)
        json.key("before")
        if case .correct(let before, _) = value.review.verdict { before.write(to: &json) } else { json.null() }
        json.key("after")
        switch value.review.verdict {
        case .accept, .reject: json.null()
        case .correct(_, let after): after.write(to: &json)
        case .add(let claim): claim.write(to: &json)
        }
    }
}

extension Kept {
    fileprivate func writeRetraction(to json: inout JSONWriter) {
        json.key("retraction")
        guard let retraction, let retractionNumber else { return json.null() }
        json.object { json in
            json.field("number", retractionNumber)
            json.field("reviewer", retraction.reviewer)
            json.field("decided", retraction.decided)
            json.field("reason", retraction.reason)
        }
    }
}

extension ClaimReference {
    /// `{"document","type","start","end"}`
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("document", document)
            json.field("type", type)
            json.field("start", start)
            json.field("end", end)
        }
    }
}
