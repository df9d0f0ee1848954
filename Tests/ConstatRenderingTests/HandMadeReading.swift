import ConstatClaims
import ConstatText

/// An invented report with accents, pictures and Arabic, read by hand.
enum HandMadeReading {
    static let text = """
        Mercredi à l'aube 💥, des frappes auraient tué douze civils, dont trois enfants, à Raqqa (الرقة), selon un médecin.
        L'armée syrienne a repris Palmyre ; elle dément avoir visé l'hôpital.

        Rien d'autre.
        """

    static func document(id: String = "essai-1", title: String? = "Frappes à l'aube") -> Document {
        Document(
            id: id, text: text, language: "fr", publishedOn: CalendarDay("2016-06-02"), title: title,
            url: "https://example.org/a?b=1&c=2", publisher: "Agence d'essai")
    }

    /// The first place of the words in the text, or of their `occurrence`-th one.
    static func span(_ words: String, _ occurrence: Int = 1, in text: String = text) -> TextSpan {
        let (haystack, needle) = (Array(text.utf8), Array(words.utf8))
        var found = 0
        for start in 0...(haystack.count - needle.count) where Array(haystack[start..<start + needle.count]) == needle {
            found += 1
            if found == occurrence { return TextSpan(start, start + needle.count) }
        }
        preconditionFailure("the sample has no \(words)")
    }

    static func reading(id: String = "essai-1", title: String? = "Frappes à l'aube") -> Reading {
        let lines = text.split(separator: "\n").map(String.init)
        let first = span(lines[0])
        let second = span(lines[1])
        let strike = Claim(
            id: "c1", type: .airstrike, trigger: span("frappes"), evidence: first,
            actors: [Participant(role: .victim, name: "civilians", id: nil, mention: span("civils"))],
            place: ClaimPlace(
                name: "Raqqa", id: "gn:172955", latitude: 35.95283, longitude: 39.00788, radiusKm: 5, relation: .at,
                mention: span("Raqqa")),
            time: ClaimTime(
                start: CalendarDay("2016-06-01"), end: CalendarDay("2016-06-01"), precision: .hour,
                mention: span("Mercredi à l'aube")),
            quantities: [
                Quantity(
                    measure: .killed, unit: "civilian", low: 12, best: 12, high: 12, party: nil, isCivilian: true,
                    mention: span("douze civils")),
                Quantity(
                    measure: .killed, unit: "child", low: 3, best: 3, high: 3, party: nil, isCivilian: true,
                    mention: span("trois enfants")),
            ],
            attribution: [Source(name: "doctor", kind: .medical, mention: span("un médecin"))],
            status: .occurred, isHedged: true, confidence: 0.875, frame: "strike-kills")
        let capture = Claim(
            id: "c2", type: .captured, trigger: span("repris"), evidence: second,
            actors: [Participant(role: .agent, name: "Syrian Arab Army", id: "saa", mention: span("L'armée syrienne"))],
            place: ClaimPlace(
                name: "Palmyra", id: "gn:163959", latitude: 34.56, longitude: 38.28, radiusKm: 4.5, relation: .near,
                mention: span("Palmyre")),
            frame: "retake")
        let denial = Claim(
            id: "c3", type: .damage, trigger: span("visé"), evidence: second,
            actors: [Participant(role: .agent, name: "Syrian Arab Army", id: "saa", mention: span("elle"))],
            quantities: [
                Quantity(
                    measure: .buildings, unit: "hospital", low: nil, best: 1, high: nil, party: nil, isCivilian: nil,
                    mention: span("l'hôpital"))
            ],
            attribution: [Source(name: "Syrian Arab Army", kind: .military, mention: span("elle"))],
            status: .denied, confidence: 0.5, frame: "deny")
        return Reading(
            document: document(id: id, title: title), claims: [strike, capture, denial],
            notes: [Note("place-ambiguous", at: span("Raqqa"), "Plusieurs lieux portent ce nom.")],
            sentences: [first, second, span("Rien d'autre.")])
    }
}
