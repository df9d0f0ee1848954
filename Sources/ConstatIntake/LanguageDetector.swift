import ConstatResources
import ConstatText

/// Tells a text's language by its commonest words, or by its script.
///
/// It needs a few sentences and says nothing of less: a wrong guess would hide a report, or read one as nonsense.
struct LanguageDetector: Sendable {
    /// Which languages have the word (lower case, with its accents: "à" is French, "a" is not), as bits in the order of `languages`.
    private let words: [String: UInt32]
    private let languages: [String]
    private static let examinedWords = 3000

    init() { self.init(lines: EmbeddedResource.lines(named: "StopWords.lexicon").map(\.text)) }

    /// One language a line: `fr: le la les`.
    init(lines: [Substring]) {
        var words: [String: UInt32] = [:]
        var languages: [String] = []
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let language = String(line[..<colon])
            let index = languages.firstIndex(of: language) ?? languages.count
            if index == languages.count { languages.append(language) }
            for word in line[line.index(after: colon)...].split(separator: " ") where index < 32 {
                words[word.lowercased(), default: 0] |= 1 << UInt32(index)
            }
        }
        self.words = words
        self.languages = languages
    }

    /// The ISO 639-1 code of a language that the text is surely in; nil where its words do not settle it.
    func language(of text: String) -> String? {
        var hits = [Int](repeating: 0, count: languages.count)
        var count = 0
        var scripts = ScriptCount()
        for word in text.unicodeScalars.prefix(40_000).split(whereSeparator: { !$0.properties.isAlphabetic }) {
            scripts.add(word)
            count += 1
            if count > Self.examinedWords { break }
            guard let found = words[String(String.UnicodeScalarView(word)).lowercased()] else { continue }
            for index in hits.indices where found & 1 << UInt32(index) != 0 { hits[index] += 1 }
        }
        if let language = scripts.otherLanguage { return language }
        return winner(hits, of: count)
    }

    /// One word in eight at least, five in all, and half as many again as the next language. In a phrase, three that no
    /// other language has.
    private func winner(_ hits: [Int], of count: Int) -> String? {
        let ranked = hits.enumerated().sorted {
            $0.element != $1.element ? $0.element > $1.element : $0.offset < $1.offset
        }
        guard let best = ranked.first, best.element * 8 >= count else { return nil }
        let second = ranked.dropFirst().first?.element ?? 0
        guard best.element >= 5 || (best.element >= 3 && second == 0) else { return nil }
        return best.element * 2 >= second * 3 ? languages[best.offset] : nil
    }
}

/// How many letters a text has of which script.
private struct ScriptCount {
    private var latin = 0
    private var arabic = 0
    private var cyrillic = 0
    private var other = 0

    mutating func add(_ word: Substring.UnicodeScalarView) {
        for scalar in word {
            switch scalar.value {
            case 0x41...0x24F, 0x1E00...0x1EFF: latin += 1
            case 0x600...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: arabic += 1
            case 0x400...0x52F: cyrillic += 1
            default: other += 1
            }
        }
    }

    /// A language (or script) that is not written in Latin letters, where half of the letters are not.
    var otherLanguage: String? {
        let foreign = arabic + cyrillic + other
        guard foreign > latin, foreign >= 10 else { return nil }
        if arabic * 2 > foreign { return "ar" }
        if cyrillic * 2 > foreign { return "ru" }
        return "und"
    }
}

/// Which language a document is read in, or that it cannot be read.
enum LanguageDecision: Equatable {
    enum Reservation: Equatable {
        /// Too few words to tell; read as French.
        case assumed(String)
        /// The page states one language, its words are plainly of another.
        case mismatch(stated: String, found: String)
    }

    case supported(String, Reservation?)
    case unsupported(String, isStated: Bool)

    /// What the record or the user states is believed; what a page's template states gives way to plain words.
    init(document: Document, declared: String?, detector: LanguageDetector) {
        if let stated = document.language {
            self = Self.isSupported(stated) ? .supported(stated, nil) : .unsupported(stated, isStated: true)
            return
        }
        let declared = declared.map(Self.code)
        let found = detector.language(of: document.text)
        switch (found, declared) {
        case (let found?, let declared) where Self.isSupported(found):
            let mismatch = declared.flatMap { $0 == found ? nil : Reservation.mismatch(stated: $0, found: found) }
            self = .supported(found, mismatch)
        case (let found?, _): self = .unsupported(found, isStated: false)
        case (nil, let declared?):
            self = Self.isSupported(declared) ? .supported(declared, nil) : .unsupported(declared, isStated: true)
        case (nil, nil):
            let assumed = DocumentReader.supportedLanguages[0]
            self = .supported(assumed, .assumed(assumed))
        }
    }

    private static func isSupported(_ language: String) -> Bool { DocumentReader.supportedLanguages.contains(language) }

    /// The two-letter code of `fr-FR`, `fr_CA`, `FR`, `fra`, `fre`; anything else comes back in lower case.
    static func code(_ language: String) -> String {
        let first = language.lowercased().split { $0 == "-" || $0 == "_" }.first.map(String.init) ?? ""
        switch first {
        case "fra", "fre", "français", "francais", "french": return "fr"
        case "eng", "english", "anglais": return "en"
        case "ara", "arabic", "arabe": return "ar"
        default: return first
        }
    }
}
