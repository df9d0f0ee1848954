import ConstatLanguage

/// Collects the forms that have one label only, in text annotated by hand and by the teacher.
enum SureForms {
    private static let leastCount = 40
    private static let leastShare = 0.998

    /// Lines of form and class, sorted.
    static func lines(_ sentences: [TreebankSentence], labels: [String]) -> [String] {
        let classes = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        var counts: [String: [String: Int]] = [:]
        for token in sentences.joined() {
            counts[WordSpelling.lower(token.form), default: [:]][token.label, default: 0] += 1
        }
        return counts.compactMap { form, labels in
            let total = labels.values.reduce(0, +)
            guard total >= leastCount, !form.contains(" "), let best = labels.max(by: { $0.value < $1.value }),
                Double(best.value) >= leastShare * Double(total), let index = classes[best.key]
            else { return nil }
            return "\(form) \(index)"
        }.sorted()
    }
}
