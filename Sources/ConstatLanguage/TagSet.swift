/// The classes of the tagger: part of speech and features in one label, as `VERB|Mood=Ind|Number=Sing|...`.
package struct TagSet: Sendable {
    package let labels: [String]
    let partsOfSpeech: [PartOfSpeech]
    let morphologies: [Morphology]
    /// What the parser sees of a tag: part of speech with verb form and pronoun type, and the same with agreement.
    let coarse: [UInt64]
    let fine: [UInt64]
    /// The classes of each part of speech, by its number.
    private let classes: [[Int]]

    package init(labels: [String]) {
        self.labels = labels
        let parts = labels.map { $0.split(separator: "|") }
        partsOfSpeech = parts.map { PartOfSpeech(rawValue: String($0.first ?? "X")) ?? .other }
        var classes = [[Int]](repeating: [], count: PartOfSpeech.allCases.count + 1)
        for (index, part) in partsOfSpeech.enumerated() { classes[Int(part.number)].append(index) }
        self.classes = classes
        morphologies = parts.map { Morphology(features: $0.dropFirst()) }
        coarse = parts.map { Self.hash($0, keeping: ["VerbForm", "PronType"]) }
        fine = parts.map { Self.hash($0, keeping: ["VerbForm", "Number", "Gender", "Person", "Mood", "Voice"]) }
    }

    /// The class of a part of speech that agrees best with `morphology`; nil when there is none.
    func nearest(_ part: PartOfSpeech, _ morphology: Morphology) -> Int? {
        var best: (index: Int, agreement: Int)?
        for index in labels.indices where partsOfSpeech[index] == part {
            let agreement = morphologies[index].agreement(with: morphology)
            if agreement > best?.agreement ?? -1 { best = (index, agreement) }
        }
        return best?.index
    }

    /// The class with the highest score among those whose part of speech is allowed; the first of equals.
    package func best(_ scores: [Int32], among allowed: PartSet) -> Int {
        var best = labels.count
        var bestScore = Int32.min
        for part in 1..<classes.count where allowed.rawValue >> UInt32(part - 1) & 1 == 1 {
            for index in classes[part] where scores[index] > bestScore || (scores[index] == bestScore && index < best) {
                (best, bestScore) = (index, scores[index])
            }
        }
        return best < labels.count ? best : 0
    }

    private static func hash(_ parts: [Substring], keeping names: [String]) -> UInt64 {
        let kept = parts.enumerated().filter { index, part in
            index == 0 || names.contains { part.hasPrefix($0 + "=") }
        }
        return FeatureHash.fnv(kept.map(\.element).joined(separator: "|").utf8)
    }

    package func coarseHashes(_ tags: [Int]) -> [UInt64] { tags.map { coarse[$0] } }
    package func fineHashes(_ tags: [Int]) -> [UInt64] { tags.map { fine[$0] } }
    package func partsOfSpeech(_ tags: [Int]) -> [PartOfSpeech] { tags.map { partsOfSpeech[$0] } }

    package static func morphology(ofLabel label: String) -> Morphology {
        Morphology(features: label.split(separator: "|").dropFirst())
    }

    /// The label of a treebank's UPOS and FEATS columns, without the features that no rule reads.
    package static func label(partOfSpeech: String, features: String) -> String {
        let kept = features.split(separator: "|").filter { feature in
            guard let name = feature.split(separator: "=").first else { return false }
            switch name {
            case "Gender", "Mood", "Number", "Person", "Tense", "VerbForm": return true
            case "PronType": return feature != "PronType=Art"
            case "Voice": return feature == "Voice=Pass"
            default: return false
            }
        }
        return ([Substring(partOfSpeech)] + kept).joined(separator: "|")
    }
}

extension Morphology {
    /// Reads `Name=Value` features; names and values that it does not know are left out.
    init(features: some Sequence<Substring>) {
        self.init()
        for feature in features {
            let pair = feature.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { continue }
            let value = String(pair[1])
            switch pair[0] {
            case "Mood": mood = Mood(rawValue: value)
            case "Tense": tense = Tense(rawValue: value)
            case "VerbForm": verbForm = VerbForm(rawValue: value)
            case "Gender": gender = Gender(rawValue: value)
            case "Number": number = Number(rawValue: value)
            case "Person": person = UInt8(value)
            case "Voice": isPassive = value == "Pass"
            default: break
            }
        }
    }

    /// How many features two words share, verb form and mood first.
    func agreement(with other: Morphology) -> Int {
        (verbForm == other.verbForm ? 16 : 0) + (mood == other.mood ? 8 : 0) + (tense == other.tense ? 4 : 0)
            + (number == other.number ? 2 : 0) + (person == other.person ? 2 : 0) + (gender == other.gender ? 1 : 0)
            + (isPassive == other.isPassive ? 1 : 0)
    }

    /// UD's FEATS column: names in alphabetical order, "_" for none.
    public var features: String {
        var parts: [String] = []
        if let gender { parts.append("Gender=" + gender.rawValue) }
        if let mood { parts.append("Mood=" + mood.rawValue) }
        if let number { parts.append("Number=" + number.rawValue) }
        if let person { parts.append("Person=\(person)") }
        if let tense { parts.append("Tense=" + tense.rawValue) }
        if let verbForm { parts.append("VerbForm=" + verbForm.rawValue) }
        if isPassive { parts.append("Voice=Pass") }
        return parts.isEmpty ? "_" : parts.joined(separator: "|")
    }
}
