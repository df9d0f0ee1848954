import ConstatLanguage
import ConstatText

/// What rules ask of the words of a sentence.
extension TimeScan {
    /// The end of the longest phrase of the section that starts at `position`.
    func phraseEnd(_ section: TimeWords.Section, _ position: Int) -> Int? {
        guard mayOpen(section, position) else { return nil }
        return words[section].end(in: text, from: position)
    }

    /// The same with the phrase's value.
    func phrase(_ section: TimeWords.Section, _ position: Int) -> (value: Int, end: Int)? {
        guard let end = phraseEnd(section, position) else { return nil }
        return words.value(section, text[position..<end].joined(separator: " ")).map { ($0, end) }
    }

    /// Whether the word by itself is in the section.
    func isIn(_ section: TimeWords.Section, _ position: Int) -> Bool {
        mayOpen(section, position) && words[section].contains(text[position])
    }

    func wordValue(_ section: TimeWords.Section, _ position: Int) -> Int? {
        guard mayOpen(section, position) else { return nil }
        return words.value(section, text[position])
    }

    /// The value of a plural's singular: "semaines".
    func pluralValue(_ section: TimeWords.Section, _ position: Int) -> Int? {
        guard word(position).utf8.last == UInt8(ascii: "s") else { return nil }
        return words.value(section, PlainWord.stem(text[position]))
    }

    func isFeastWord(_ position: Int) -> Bool { roles.indices.contains(position) && roles[position].contains(.feast) }

    /// Most words open no phrase of a section; asking is a test of one bit.
    private func mayOpen(_ section: TimeWords.Section, _ position: Int) -> Bool {
        roles.indices.contains(position) && roles[position].opens(section)
    }

    func word(_ position: Int) -> String { text.indices.contains(position) ? text[position] : "" }

    func form(_ position: Int) -> String {
        sentence.tokens.indices.contains(position) ? sentence.tokens[position].form : ""
    }

    func isOneOf(_ position: Int, _ candidate: String) -> Bool { word(position) == candidate }

    // Lists of a fixed length cost no array each time; rules ask this of every word.
    func isOneOf(_ position: Int, _ first: String, _ second: String) -> Bool {
        let word = word(position)
        return word == first || word == second
    }

    func isOneOf(_ position: Int, _ first: String, _ second: String, _ third: String) -> Bool {
        let word = word(position)
        return word == first || word == second || word == third
    }

    func isOneOf(_ position: Int, _ first: String, _ second: String, _ third: String, _ fourth: String) -> Bool {
        isOneOf(position, first, second) || isOneOf(position, third, fourth)
    }

    func isOneOf(
        _ position: Int, _ first: String, _ second: String, _ third: String, _ fourth: String, _ fifth: String
    ) -> Bool {
        isOneOf(position, first, second, third) || isOneOf(position, fourth, fifth)
    }

    func isOneOf(_ position: Int, _ candidates: String...) -> Bool { candidates.contains(word(position)) }

    func isCapitalised(_ position: Int) -> Bool {
        form(position).unicodeScalars.first?.properties.isUppercase ?? false
    }

    func isLetter(_ position: Int) -> Bool {
        form(position).unicodeScalars.first?.properties.isAlphabetic ?? false
    }

    func isNounLike(_ position: Int) -> Bool {
        guard sentence.tokens.indices.contains(position) else { return false }
        switch sentence.tokens[position].partOfSpeech {
        case .noun, .properNoun, .adjective, .numeral: return true
        default: return false
        }
    }

    /// The day that the text tells of, else the day of publication.
    var toldDay: (day: CalendarDay, anchor: TimeMention.Anchor)? {
        if let day = focus.span?.end { return (day, .text) }
        return reference.day.map { ($0, reference.anchor) }
    }

    func single(_ day: CalendarDay, _ precision: TimePrecision = .day) -> DateSpan {
        DateSpan(start: day, end: day, precision: precision)
    }

    /// A small whole number in figures without separators; nil for anything else.
    func figure(_ position: Int) -> Int? {
        guard text.indices.contains(position) else { return nil }
        return Self.integer(text[position].utf8)
    }

    static func integer(_ bytes: some Sequence<UInt8>) -> Int? {
        var value = 0
        var count = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39, count < 6 else { return nil }
            value = value * 10 + Int(byte - 0x30)
            count += 1
        }
        return count > 0 ? value : nil
    }
}
