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
