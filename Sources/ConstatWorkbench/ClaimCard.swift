import ConstatClaims
import ConstatRecords
import ConstatRendering
import ConstatText

/// A claim with all its fields and the words of each, and with what reviewers changed.
struct ClaimCard {
    let wording: Wording
    /// Where the words are: the claim's place in the text.
    let home: String

    /// A field: its values now, and those before a correction.
    private struct Row {
        let slot: HighlightedText.Slot
        let values: [HTML]
        let before: [HTML]
    }

    private var says: ClaimWords { ClaimWords(wording) }

    /// What the claim is, and how it is asserted.
    func head(_ shown: ReviewedClaim) -> HTML {
        let (claim, read) = (shown.claim, shown.read ?? shown.claim)
        return """
            <p class="card-head"><a class="jump" href="\(home)">\(shown.name)</a>
            <span class="chip">\(wording["type.\(claim.type.rawValue)"])</span>
            \(read.type == claim.type ? nil : before(["\(wording["type.\(read.type.rawValue)"])"]))
            <q dir="auto">\(claim.trigger.quote)</q>
            \(state(claim))
            \(Self.sameState(read, claim) ? nil : before([state(read)]))
            \(badge(shown))</p>
            """
    }

    /// Who, where, when, how many, says who: a line each; what is not said is told too.
    func fields(_ shown: ReviewedClaim) -> HTML {
        let rows = rows(shown.claim, read: shown.read)
        let unsaid = rows.filter { $0.values.isEmpty && $0.before.isEmpty }.map { wording["label.\($0.slot.rawValue)"] }
        let items = rows.filter { !$0.values.isEmpty || !$0.before.isEmpty }.map { row -> HTML in
            """
            <div class="field" data-slot="\(shown.name).\(row.slot.rawValue)"><dt>\(wording["label.\(row.slot.rawValue)"])</dt>
            <dd>\(list(row.values))\(before(row.before))</dd></div>
            """
        }
        return """
            <dl>\(items)</dl>
            \(unsaid.isEmpty ? nil : "<p class=\"unsaid\">\(wording("reader.unsaid.fields", unsaid.joined(separator: ", ")))</p>")
            """
    }

    /// How sure the reading is, and by which rule.
    func reading(_ claim: ReportedClaim) -> HTML {
        let share = wording.number((claim.confidence * 100).rounded())
        let (type, frame) = (claim.type.rawValue, claim.frame ?? "")
        // Frames are called by their type and line.
        let rule = frame.hasPrefix(type) ? frame : frame.isEmpty ? type : type + " · " + frame
        return "\(wording("label.confidence", share)) · <code>\(rule)</code>"
    }

    private func badge(_ shown: ReviewedClaim) -> HTML? {
        let key: String
        if shown.isRejected {
            key = "rejected"
        } else if shown.read == nil {
            key = "added"
        } else if shown.read != shown.claim {
            key = "corrected"
        } else if shown.isSeen {
            key = "accepted"
        } else {
            return nil
        }
        return "<span class=\"review r-\(key)\">\(wording["reader.\(key)"])</span>"
    }

    private func state(_ claim: ReportedClaim) -> HTML {
        let hedged: HTML? = claim.isHedged ? " <span class=\"hedged\">\(wording["hedged"])</span>" : nil
        let status = claim.status.rawValue
        return "<span class=\"state s-\(status)\">\(wording["status.\(status)"])</span>\(hedged)"
    }

    private static func sameState(_ left: ReportedClaim, _ right: ReportedClaim) -> Bool {
        left.status == right.status && left.isHedged == right.isHedged
    }

    private func list(_ values: [HTML]) -> HTML {
        if values.isEmpty { return "<span class=\"none\">\(wording["reader.unsaid"])</span>" }
        return values.map { "<div>\($0)</div>" }.joined()
    }

    /// What was read before a reviewer corrected it.
    private func before(_ values: [HTML]) -> HTML? {
        guard !values.isEmpty else { return nil }
        return """
            <div class="before"><span class="label">\(wording["reader.before"])</span> \
            <del>\(values.joined(separator: " · "))</del></div>
            """
    }

    // MARK: Fields

    private func rows(_ claim: ReportedClaim, read: ReportedClaim?) -> [Row] {
        func row<Value: Equatable>(
            _ slot: HighlightedText.Slot, _ field: (ReportedClaim) -> [Value], _ show: (Value) -> HTML
        ) -> Row {
            let (now, then) = (field(claim), read.map(field) ?? field(claim))
            let unsaid: HTML = "\(wording["reader.unsaid"])"
            return Row(
                slot: slot, values: now.map(show),
                before: now == then ? [] : then.isEmpty ? [unsaid] : then.map(show))
        }
        return [
            row(.who, \.actors, actor), row(.where, { [$0.place].compactMap { $0 } }, place),
            row(.when, { [$0.time].compactMap { $0 } }, time), row(.amount, \.quantities, quantity),
            row(.source, \.attribution, speaker),
        ]
    }

    private func actor(_ actor: ReportedClaim.Actor) -> HTML {
        """
        <span class="role">\(wording["role.\(actor.role.rawValue)"])</span> <bdi>\(actor.name)</bdi> \
        \(code(actor.id))\(words(actor.mention, .who))
        """
    }

    private func place(_ place: ReportedClaim.Place) -> HTML {
        "<bdi>\(says.place(place))</bdi> \(code(place.id))\(words(place.mention, .where))"
    }

    private func time(_ time: ReportedClaim.Time) -> HTML {
        """
        \(says.time(time) ?? wording["reader.open"]) \
        <span class="soft">\(wording["reader.precision.\(time.precision.rawValue)"])</span> \(words(time.mention, .when))
        """
    }

    private func quantity(_ quantity: ReportedClaim.Quantity) -> HTML {
        let civilians: HTML? = quantity.isCivilian.map {
            "<span class=\"soft\">\(wording[$0 ? "reader.civilian" : "reader.not-civilian"])</span> "
        }
        let party: HTML? = quantity.party.map { "<span class=\"soft\">(<bdi>\($0)</bdi>)</span> " }
        return """
            <b>\(says.figure(low: quantity.low, best: quantity.best, high: quantity.high))</b> \(wording["measure.\(quantity.measure.rawValue)"]) \
            \(code(quantity.unit))\(party)\(civilians)\(words(quantity.mention, .amount))
            """
    }

    private func speaker(_ speaker: ReportedClaim.Speaker) -> HTML {
        """
        <bdi>\(speaker.name)</bdi> <span class="soft">\(wording["kind.\(speaker.kind.rawValue)"])</span> \
        \(words(speaker.mention, .source))
        """
    }

    private func code(_ name: String?) -> HTML? { name.map { "<code>\($0)</code> " } }

    /// The words that a value comes from; without any it was carried over, or a reviewer knew it.
    private func words(_ mention: QuotedSpan?, _ slot: HighlightedText.Slot) -> HTML {
        guard let mention else { return "<span class=\"carried\">\(wording["reader.carried"])</span>" }
        return
            "<a class=\"said\" href=\"\(home)\" data-slot=\"\(slot.rawValue)\"><q dir=\"auto\">\(mention.quote)</q></a>"
    }
}
