import ConstatLanguage
import ConstatText

/// Precision, recall and F1 of names on articles: span and kind must both agree.
public struct NameMeasurement {
    private struct Name: Hashable {
        let range: Range<Int>
        let kind: String
    }

    private struct Counts {
        var right = 0
        var gold = 0
        var found = 0

        var line: String {
            func percent(_ part: Int, _ whole: Int) -> Double {
                whole == 0 ? 0 : (Double(part) * 1000 / Double(whole)).rounded() / 10
            }
            return
                "P \(percent(right, found)) R \(percent(right, gold)) F1 \(percent(2 * right, gold + found)) n \(gold)"
        }
    }

    private var counts: [String: Counts] = [:]
    private var articleCount = 0

    public init(articles: [EntityArticle], analyser: FrenchAnalyser) {
        for article in articles {
            articleCount += 1
            add(gold: Self.gold(article), found: Self.found(article, analyser))
        }
    }

    private static func gold(_ article: EntityArticle) -> Set<Name> {
        let kinds = ["Person": "PER", "Location": "LOC", "Organization": "ORG"]
        return Set(
            article.entities.compactMap { entity in
                kinds[entity.type].map { Name(range: entity.start..<entity.end, kind: $0) }
            })
    }

    private static func found(_ article: EntityArticle, _ analyser: FrenchAnalyser) -> Set<Name> {
        let document = Document(id: article.id, text: article.text)
        let offsets = ScalarOffsets(document)
        var names: Set<Name> = []
        for sentence in analyser.sentences(of: document) {
            for name in sentence.names {
                names.insert(Name(range: offsets.scalarRange(sentence.span(of: name.range)), kind: name.kind.rawValue))
            }
        }
        return names
    }

    private mutating func add(gold: Set<Name>, found: Set<Name>) {
        for name in gold { for key in ["all", name.kind] { counts[key, default: Counts()].gold += 1 } }
        for name in found { for key in ["all", name.kind] { counts[key, default: Counts()].found += 1 } }
        for name in gold.intersection(found) {
            for key in ["all", name.kind] { counts[key, default: Counts()].right += 1 }
        }
    }

    public var summary: String {
        "articles \(articleCount)\n"
            + counts.keys.sorted().map { key in "\(key) \((counts[key] ?? Counts()).line)" }
            .joined(separator: "\n")
    }
}
