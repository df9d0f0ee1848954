/// Which verb a form that looks like a past participle may come from.
enum FrenchParticiple {
    /// Endings of participles and of their infinitives, the longest first. Unaccented capitals ("CHASSES") are served too.
    private static let endings: [(participle: String, infinitive: String)] = [
        ("ées", "er"), ("és", "er"), ("ée", "er"), ("é", "er"), ("ies", "ir"), ("is", "ir"), ("ie", "ir"), ("i", "ir"),
        ("ues", "re"), ("us", "re"), ("ue", "re"), ("u", "re"), ("ees", "er"), ("es", "er"), ("ee", "er"), ("e", "er"),
    ]

    static func infinitive(of form: String) -> String? {
        for ending in endings where form.hasSuffix(ending.participle) && form.count > ending.participle.count + 2 {
            return String(form.dropLast(ending.participle.count)) + ending.infinitive
        }
        return nil
    }
}
