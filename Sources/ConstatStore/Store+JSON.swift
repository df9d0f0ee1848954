import ConstatEvents
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

extension StoredDecision {
    /// A JSON object on one line. Claims are named by document, type and the trigger's place in Unicode scalars.
    public var json: String {
        var json = JSONWriter()
        json.object { json in
            json.field("verdict", decision.verdict.rawValue)
            json.key("claims")
            decision.claims.write(to: &json)
            json.field("reviewer", reviewer)
            json.field("decided", decided)
            json.field("reason", reason)
        }
        return json.text
    }
}

extension [ClaimReference] {
    /// `[{"document","type","start","end"}]`
    func write(to json: inout JSONWriter) {
        json.array(self) { json, claim in
            json.object { json in
                json.field("document", claim.document)
                json.field("type", claim.type)
                json.field("start", claim.start)
                json.field("end", claim.end)
            }
        }
    }
}
