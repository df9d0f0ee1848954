import ConstatEvents
import ConstatRecords
import ConstatRendering
import ConstatStore
import HTTPTypes

/// What pages share on which reviewers decide: who they are, what was just saved, and taking it back.
struct ReviewPages {
    func add(to site: Site) {
        site.post("/undo") { visit in try await undo(visit) }
    }

    private func undo(_ visit: Visit) async throws -> Answer {
        let form = try await visit.form()
        func numbers(_ name: String) -> [Int] { form.all(name).compactMap { Int($0) } }
        let targets =
            numbers("review").map(StoredRetraction.Target.review)
            + numbers("decision").map(StoredRetraction.Target.decision)
        guard !targets.isEmpty else { throw Refusal(.badRequest, "refusal.form") }
        let name = visit.visitor.name
        try await visit.desk.change { try $0.retract(targets, by: name, reason: form["reason"]) }
        let next = form["next"] ?? "/history"
        return .seeOther(Saved.address(next, targets))
    }
}

/// What was just decided, as an address carries it: `saved=r12,r13` or `saved=d4`.
enum Saved {
    static func address(_ page: String, _ targets: [StoredRetraction.Target]) -> String {
        let fragment = page.firstIndex(of: "#").map { page[$0...] } ?? ""
        let path = page.prefix { $0 != "#" && $0 != "?" }
        let query = Query(encoded: page.dropLast(fragment.count).dropFirst(path.count + 1)) ?? Query()
        let names = targets.prefix(100).map { target in
            switch target {
            case .review(let number): "r\(number)"
            case .decision(let number): "d\(number)"
            }
        }
        return path + "?" + query.setting("saved", names.joined(separator: ",")).encoded + fragment
    }

    /// Those that the address names and the store has.
    static func targets(_ visit: Visit) -> [StoredRetraction.Target] {
        (visit.query["saved"] ?? "").split(separator: ",").prefix(100).compactMap { name in
            guard let number = Int(name.dropFirst()) else { return nil }
            switch name.first {
            case "r": return visit.world.review(number) == nil ? nil : .review(number)
            case "d": return visit.world.decision(number) == nil ? nil : .decision(number)
            default: return nil
            }
        }
    }
}

extension Saved {
    /// The claim that was decided about; nil for decisions about events.
    static func claim(_ visit: Visit) -> ClaimID? {
        guard case .review(let number) = targets(visit).first, let review = visit.world.review(number) else {
            return nil
        }
        let reference = review.review.claim
        return visit.world.reviewed(reference.document, by: review.review.reading)?.claim(reference)?.claim.id
    }
}

extension Visit {
    private var words: ClaimWords { ClaimWords(wording) }
    private var view: ClaimView { ClaimView(self) }

    /// Says what was saved, once the world has it, with the button that takes it back; nil where nothing was.
    ///
    /// - Parameter back: where taking it back leads.
    func savedLine(back: String) -> HTML? {
        let targets = Saved.targets(self)
        guard let first = targets.first else { return nil }
        let isTakenBack = isRetracted(first)
        let button: HTML =
            isTakenBack
            ? .empty
            : undoForm(targets, back: back, label: wording["queue.undo"], key: "u")
        return """
            <div class="saved" role="status"><span>\(wording[isTakenBack ? "queue.takenback" : "queue.saved"])\(wording["sign.colon"]) \(summary(targets))</span>\(button)</div>
            """
    }

    private func isRetracted(_ target: StoredRetraction.Target) -> Bool {
        switch target {
        case .review(let number): world.review(number)?.retraction != nil
        case .decision(let number): world.decision(number)?.retraction != nil
        }
    }

    private func summary(_ targets: [StoredRetraction.Target]) -> HTML {
        let reviews = targets.compactMap { target -> Kept<StoredReview>? in
            if case .review(let number) = target { world.review(number) } else { nil }
        }
        if let first = reviews.first {
            let verdicts = reviews.map { words.verdict($0.review.verdict) }.joined(separator: ", ")
            return "\(verdicts) · \(name(of: first.review.claim, by: first.review.reading))"
        }
        if case .decision(let number) = targets[0], let decision = world.decision(number) {
            return "\(words.verdict(decision.decision.verdict))"
        }
        return .empty
    }

    /// The claim that a reference means, as a link; its place in the text where no claim is read there any more.
    func name(of reference: ClaimReference, by reading: ClaimReview.Reading = .first) -> HTML {
        if let claim = world.reviewed(reference.document, by: reading)?.claim(reference) {
            return view.name(claim.claim.id)
        }
        return "<bdi>\(world.document(reference.document)?.name ?? DocumentID.short(reference.document))</bdi>"
    }

    /// A button that takes decisions back.
    func undoForm(_ targets: [StoredRetraction.Target], back: String, label: String, key: String? = nil) -> HTML {
        let fields = targets.map { target -> HTML in
            switch target {
            case .review(let number): "<input type=\"hidden\" name=\"review\" value=\"\(number)\">"
            case .decision(let number): "<input type=\"hidden\" name=\"decision\" value=\"\(number)\">"
            }
        }
        return """
            <form class="undo" method="post" action="/undo">\(tokenField)\(fields)<input type="hidden" name="next" value="\(back)">\
            \(ReviewButton(label, key: key).html)</form>
            """
    }

    /// Whose reviews these are, as records call it.
    var reading: ClaimReview.Reading { visitor.reading == .first ? .first : .second }
}

/// A button that names its key.
struct ReviewButton {
    let label: String
    var key: String?
    var name: String?
    var value: String?
    var style: String?

    init(_ label: String, key: String? = nil, name: String? = nil, value: String? = nil, style: String? = nil) {
        self.label = label
        self.key = key
        self.name = name
        self.value = value
        self.style = style
    }

    var html: HTML {
        let attributes = [("data-key", key), ("name", name), ("value", value), ("class", style)].compactMap {
            attribute, value -> HTML? in value.map { " \(HTML(trusted: attribute))=\"\($0)\"" }
        }
        let shown: HTML = key.map { " <kbd>\($0)</kbd>" } ?? .empty
        return "<button\(attributes)>\(label)\(shown)</button>"
    }
}
