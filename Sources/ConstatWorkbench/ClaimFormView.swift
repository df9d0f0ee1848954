import ConstatClaims
import ConstatPlaces
import ConstatRecords
import ConstatRendering
import ConstatTime

/// The form that corrects a claim or adds one, with what is wrong beside the field that it is wrong in.
struct ClaimFormView {
    private let visit: Visit
    private let form: ClaimForm
    private let action: String
    /// Hidden fields beside the token.
    private let hidden: [(name: String, value: String)]
    private let button: String
    /// What pages with the form need.
    static let assets = ["review.css", "leaflet.css", "review.js", "leaflet.js", "place.js"]
    private var wording: Wording { visit.wording }

    /// Corrects a claim.
    ///
    /// - Parameter next: where saving leads.
    init(_ visit: Visit, claim: ReviewedClaim, form: ClaimForm, next: String?) {
        self.visit = visit
        self.form = form
        action = ClaimView(visit).address(claim.claim.id)
        hidden = [("next", next ?? ""), ("seen", ClaimPages.mark(of: claim))]
        button = "claim.save"
    }

    /// Adds one.
    init(_ visit: Visit, adding form: ClaimForm, action: String) {
        self.visit = visit
        self.form = form
        self.action = action
        hidden = []
        button = "claim.add"
    }

    func html() -> HTML {
        let fields = hidden.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" as HTML }
        return """
            <form class="claim-form" method="post" action="\(action)">\(visit.tokenField)\(fields)
            \(general())
            \(quantities())
            \(actors())
            \(time())
            \(place())
            \(sources())
            <label class="wide">\(wording["claim.reason"]) <textarea name="reason" rows="2" maxlength="2000" placeholder="\(wording["claim.reason.hint"])">\(form.value("reason"))</textarea></label>
            <p class="form-end">\(ReviewButton(wording[button], name: "action", value: "correct", style: "primary").html)
            <span class="hint">\(wording["claim.save.hint"])</span></p>
            <datalist id="known-actors"></datalist>
            </form>
            """
    }

    // MARK: Groups

    private func general() -> HTML {
        """
        <fieldset class="line"><legend>\(wording["claim.field.type"])</legend>
        <label>\(wording["label.type"]) <select name="type"\(marks("type"))>\(types())</select></label>
        <label>\(wording["claim.field.status"]) \(choice("status", AssertionStatus.allCases.map(\.rawValue), "status"))</label>
        <label class="choice"><input type="checkbox" name="hedged" value="on"\(form.values["hedged"] == nil ? "" : " checked")> <span>\(wording["hedged"])</span></label>
        \(faults("type", "status"))</fieldset>
        """
    }

    private func types() -> HTML {
        let groups = Queue.families.map { family -> HTML in
            let options = ClaimType.allCases.filter { $0.family == family }.map { type -> HTML in
                option(type.rawValue, wording["type.\(type.rawValue)"], chosen: form.value("type"))
            }
            return "<optgroup label=\"\(wording["family.\(family.rawValue)"])\">\(options)</optgroup>"
        }
        let empty: HTML = form.value("type").isEmpty ? "<option value=\"\"></option>" : .empty
        return "\(empty)\(groups)"
    }

    private func actors() -> HTML {
        group("actor", "claim.field.actors") { row in
            """
            <label><span class="sr">\(wording["claim.role"])</span> \(choice("actor.\(row).role", Participant.Role.allCases.map(\.rawValue), "claim.role"))</label>
            <label class="grow"><span class="sr">\(wording["claim.name"])</span> <input name="actor.\(row).name" value="\(form.value("actor.\(row).name"))" list="known-actors" data-search="/actors" autocomplete="off" maxlength="300" placeholder="\(wording["claim.name"])"></label>
            \(faults("actor.\(row).role"))
            """
        }
    }

    private func quantities() -> HTML {
        group("quantity", "claim.field.quantities") { row in
            let name = "quantity.\(row)"
            return """
                <label><span class="sr">\(wording["claim.measure"])</span> \(choice("\(name).measure", Measure.allCases.map(\.rawValue), "measure", empty: wording["claim.measure"]))</label>
                \(number("\(name).low", "claim.low"))\(number("\(name).best", "claim.best"))\(number("\(name).high", "claim.high"))
                <label><span>\(wording["claim.unit"])</span> <input name="\(name).unit" value="\(form.value("\(name).unit"))" size="9" maxlength="100"></label>
                <label><span>\(wording["claim.party"])</span> <input name="\(name).party" value="\(form.value("\(name).party"))" size="16" list="known-actors" data-search="/actors" autocomplete="off" maxlength="300"></label>
                <label><span>\(wording["claim.civilian"])</span> \(choice("\(name).civilian", ["yes", "no"], "claim.civilian", empty: wording["claim.civilian.unsaid"]))</label>
                \(faults("\(name).measure", "\(name).low", "\(name).best", "\(name).high"))
                """
        }
    }

    private func sources() -> HTML {
        group("source", "claim.sources") { row in
            """
            <label class="grow"><span class="sr">\(wording["claim.name"])</span> <input name="source.\(row).name" value="\(form.value("source.\(row).name"))" list="known-actors" data-search="/actors" autocomplete="off" maxlength="300" placeholder="\(wording["claim.name"])"></label>
            <label><span class="sr">\(wording["claim.kind"])</span> \(choice("source.\(row).kind", Source.Kind.allCases.map(\.rawValue), "kind", default: "other"))</label>
            \(faults("source.\(row).kind"))
            """
        }
    }

    private func time() -> HTML {
        """
        <fieldset class="line"><legend>\(wording["claim.field.time"])</legend>
        \(day("time.start", "claim.start"))\(day("time.end", "claim.end"))
        <label><span>\(wording["claim.precision"])</span> \(choice("time.precision", ["hour", "day", "week", "month", "year"], "claim.precision", default: "day"))</label>
        \(faults("time.start", "time.end", "time.precision"))</fieldset>
        """
    }

    /// The candidates of the gazetteer stand there without a script, too.
    private func place() -> HTML {
        let picked = form.values["place.pick"]
        let candidates = KnownPlaces.named(form.value("place.name")).map { match -> HTML in
            candidate(match.place, isPicked: match.place.id == picked)
        }
        return """
            <fieldset class="place"><legend>\(wording["claim.field.place"])</legend>
            <div class="line">
            <label class="grow"><span>\(wording["claim.place.name"])</span> <input name="place.name" value="\(form.value("place.name"))" data-places="/places" autocomplete="off" maxlength="300"></label>
            <label><span>\(wording["claim.place.relation"])</span> \(choice("place.relation", ["at", "in", "near", "around", "direction"], "claim.relation", default: "at"))</label>
            \(number("place.latitude", "claim.latitude"))\(number("place.longitude", "claim.longitude"))\(number("place.radius", "claim.radius"))
            </div>
            \(faults("place.name", "place.latitude", "place.longitude", "place.radius"))
            <div class="place-choice"><div class="candidates" role="radiogroup" aria-label="\(wording["claim.place.candidates"])">
            <label class="choice"><input type="radio" name="place.pick" value=""\(picked == nil ? " checked" : "")> <span>\(wording["claim.place.typed"])</span></label>
            \(candidates)</div>
            <div class="place-map" data-outlines="\(Assets.path("world.json"))" hidden></div></div></fieldset>
            """
    }

    private func candidate(_ place: Place, isPicked: Bool) -> HTML {
        let (latitude, longitude) = (place.latitude.rounded(decimals: 5), place.longitude.rounded(decimals: 5))
        let phrases = ClaimPhrases(wording)
        let point = phrases.degrees(latitude: latitude) + " " + phrases.degrees(longitude: longitude)
        let country = place.country.isEmpty ? "" : wording["country.\(place.country)"]
        let facts = [
            wording["claim.place.\(place.kind.rawValue)"], country.hasPrefix("country.") ? place.country : country,
            point,
        ]
        return """
            <label class="choice"><input type="radio" name="place.pick" value="\(place.id)"\(isPicked ? " checked" : "") data-latitude="\(latitude.plain ?? "")" data-longitude="\(longitude.plain ?? "")" data-radius="\(place.radiusKm.rounded(decimals: 2).plain ?? "")" data-name="\(place.name)"> \
            <span><bdi>\(place.name)</bdi> <span class="hint">\(facts.filter { !$0.isEmpty }.joined(separator: " · "))</span></span></label>
            """
    }

    /// The claim's rows and one more; a script adds others.
    private func group(_ group: String, _ title: String, _ row: (Int) -> HTML) -> HTML {
        let numbers = form.rows(group)
        let next = (numbers.last ?? -1) + 1
        let rows = (numbers + [next]).map { number -> HTML in
            let from = form.value("\(group).\(number).from")
            let kept: HTML =
                from.isEmpty ? .empty : "<input type=\"hidden\" name=\"\(group).\(number).from\" value=\"\(from)\">"
            return "<div class=\"line row\" data-row=\"\(group).\(number)\">\(kept)\(row(number))</div>"
        }
        return """
            <fieldset data-group="\(group)" data-remove="\(wording["claim.row.remove"])"><legend>\(wording[title])</legend>\(rows)
            <button type="button" class="small" data-add hidden>\(wording["claim.row.add"])</button></fieldset>
            """
    }

    // MARK: Fields

    private func number(_ name: String, _ label: String) -> HTML {
        """
        <label><span>\(wording[label])</span> <input class="figure" name="\(name)" value="\(form.value(name))" inputmode="decimal" size="7" maxlength="30"\(marks(name))></label>
        """
    }

    private func day(_ name: String, _ label: String) -> HTML {
        """
        <label><span>\(wording[label])</span> <input type="date" name="\(name)" value="\(form.value(name))"\(marks(name))></label>
        """
    }

    private func choice(
        _ name: String, _ values: [String], _ key: String, empty: String? = nil, default standard: String? = nil
    ) -> HTML {
        let chosen = form.values[name] ?? standard ?? ""
        let none: HTML = empty.map { "<option value=\"\">\($0)</option>" } ?? .empty
        let options = values.map { option($0, wording["\(key).\($0)"], chosen: chosen) }
        return "<select name=\"\(name)\"\(marks(name))>\(none)\(options)</select>"
    }

    private func option(_ value: String, _ label: String, chosen: String) -> HTML {
        let selected: HTML = value == chosen ? " selected" : ""
        return "<option value=\"\(value)\"\(selected)>\(label)</option>"
    }

    // MARK: Faults

    private func id(_ name: String) -> String { "fault-" + name.map { $0 == "." ? "-" : String($0) }.joined() }

    private func marks(_ name: String) -> HTML {
        form.faults[name] == nil ? .empty : " aria-invalid=\"true\" aria-describedby=\"\(id(name))\""
    }

    private func faults(_ names: String...) -> HTML {
        names.compactMap { name -> HTML? in
            form.faults[name].map {
                "<p class=\"fault\" id=\"\(id(name))\">\(wording($0, form.value(name)))</p>"
            }
        }.joined()
    }
}
