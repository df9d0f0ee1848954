import ConstatClaims
import ConstatRecords
import ConstatText

/// Where events come from, as PROV-O (2013) in JSON-LD: documents, claims read from them, events brought together from
/// claims.
struct Provenance {
    let events: [CodedEvent]
    let records: [ClaimRecord]
    let options: ExportOptions
    private let documents: [String: ReportedDocument]

    init(events: [CodedEvent], records: [ClaimRecord], options: ExportOptions) {
        self.events = events
        self.records = records
        self.options = options
        documents = Dictionary(records.map { ($0.document.id, $0.document) }, uniquingKeysWith: { $1 })
    }

    func text() -> String {
        var json = JSONWriter()
        json.object { json in
            json.key("@context")
            json.object { json in
                for (prefix, namespace) in Self.prefixes { json.field(prefix, namespace) }
            }
            json.key("@graph")
            json.array(nodes) { json, write in json.object { write(&$0) } }
        }
        return json.text + "\n"
    }

    private static let prefixes = [
        ("prov", "http://www.w3.org/ns/prov#"), ("dcterms", "http://purl.org/dc/terms/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"), ("constat", ConstatNames.namespace),
    ]

    private typealias Node = (inout JSONWriter) -> Void

    private var nodes: [Node] {
        [file, program, activity("reading"), activity("merging")] + publishers + records.flatMap(nodes)
            + events.map(node)
    }

    private var file: Node {
        { json in
            json.field("@id", "urn:constat:export")
            json.field("@type", "prov:Entity")
            json.field("constat:codebook", options.profile.codebook)
            Self.link("prov:wasGeneratedBy", ["urn:constat:activity:merging"], &json)
        }
    }

    private var program: Node {
        { json in
            json.field("@id", "urn:constat:program")
            json.field("@type", "prov:SoftwareAgent")
            json.field("dcterms:title", options.program)
        }
    }

    private func activity(_ name: String) -> Node {
        { json in
            json.field("@id", "urn:constat:activity:\(name)")
            json.field("@type", "prov:Activity")
            Self.link("prov:wasAssociatedWith", ["urn:constat:program"], &json)
        }
    }

    private var publishers: [Node] {
        Set(records.compactMap(\.document.publisher)).sorted().map { name in
            { json in
                json.field("@id", Self.publisher(name))
                json.field("@type", "prov:Organization")
                json.field("dcterms:title", name)
            }
        }
    }

    private static func publisher(_ name: String) -> String { "urn:constat:publisher:" + ConstatNames.escaped(name) }

    private func nodes(_ record: ClaimRecord) -> [Node] { [document(record.document)] + record.claims.map(claim) }

    private func document(_ document: ReportedDocument) -> Node {
        { json in
            json.field("@id", ConstatNames.document(document))
            json.field("@type", "prov:Entity")
            json.field("dcterms:identifier", document.id)
            if let title = document.title { json.field("dcterms:title", title) }
            if let day = document.publishedOn {
                json.key("dcterms:issued")
                json.object { json in
                    json.field("@value", day.description)
                    json.field("@type", "xsd:date")
                }
            }
            if let publisher = document.publisher {
                Self.link("prov:wasAttributedTo", [Self.publisher(publisher)], &json)
            }
            if document.origin != document.id {
                let origin = documents[document.origin] ?? ReportedDocument(id: document.origin)
                Self.link("prov:wasDerivedFrom", [ConstatNames.document(origin)], &json)
            }
        }
    }

    private func claim(_ claim: ReportedClaim) -> Node {
        { json in
            json.field("@id", ConstatNames.claim(claim.id))
            json.field("@type", "prov:Entity")
            json.field("constat:type", claim.type.rawValue)
            json.field("constat:status", claim.status.rawValue)
            json.field("constat:hedged", claim.isHedged)
            json.field("constat:start", claim.evidence.start)
            json.field("constat:end", claim.evidence.end)
            json.field("prov:value", claim.evidence.quote)
            let source = documents[claim.id.document].map { [ConstatNames.document($0)] }
            Self.link("prov:wasQuotedFrom", source ?? [], &json)
            Self.link("prov:wasGeneratedBy", ["urn:constat:activity:reading"], &json)
        }
    }

    private func node(_ event: CodedEvent) -> Node {
        { json in
            json.field("@id", ConstatNames.event(event.id))
            json.field("@type", "prov:Entity")
            json.field("constat:type", event.type.rawValue)
            json.field("constat:grade", event.event.grade.rawValue)
            Self.link("prov:wasDerivedFrom", event.claims.map { ConstatNames.claim($0.id) }, &json)
            Self.link("prov:wasGeneratedBy", ["urn:constat:activity:merging"], &json)
        }
    }

    private static func link(_ property: String, _ targets: [String], _ json: inout JSONWriter) {
        json.key(property)
        json.array(targets) { json, target in json.object { $0.field("@id", target) } }
    }

    /// What stands in the file about each event, for `--explain`.
    static func row(_ event: CodedEvent) -> Row {
        var row = Row(id: event.id)
        row.put("constat:type", .text(event.type.rawValue, .certainOnly, event.typeGrounds))
        row.put("constat:grade", .text(event.event.grade.rawValue, .asStated, event.allGrounds))
        let claims = event.claims.map { ConstatNames.claim($0.id) }
        row.put("prov:wasDerivedFrom", .text(claims.joined(separator: " "), .certainOnly, event.allGrounds))
        return row
    }
}
