import ConstatPlaces
import ConstatRendering
import ConstatResources
import ConstatText

/// How a place is called in the reader's language. Claims and the gazetteer have names as English texts write them.
struct PlaceNames: Sendable {
    static let french = PlaceNames(.workbench(.french), towns: "FrenchPlaceNames.lexicon")
    static let english = PlaceNames(.workbench(.english), towns: nil)

    static func of(_ language: Wording.Language) -> PlaceNames { language == .french ? french : english }

    private let wording: Wording
    /// By identifier.
    private var towns: [String: String] = [:]
    /// Codes of countries by their folded English name.
    private let countries: [String: String]

    private init(_ wording: Wording, towns resource: String?) {
        self.wording = wording
        let english = Wording.workbench(.english)
        countries = Dictionary(
            english.keys.filter { $0.hasPrefix("country.") }.map { (english[$0].folded, $0) }.sorted { $0.1 < $1.1 },
            uniquingKeysWith: { first, _ in first })
        allCountries = countries.values.sorted().map { (String($0.dropFirst("country.".count)), wording[$0]) }
        guard let resource else { return }
        let gazetteer = Gazetteer()
        for (_, line) in EmbeddedResource.lines(named: resource) {
            // "IQ Mosul = Mossoul"
            guard let equals = line.firstRange(of: " = "), let space = line.firstIndex(of: " ") else { continue }
            let (code, name) = (line[..<space], line[line.index(after: space)..<equals.lowerBound])
            let place = gazetteer.places(named: String(name)).first { $0.country == code && $0.kind == .settlement }
            if let place { towns[place.id] = String(line[equals.upperBound...]) }
        }
    }

    /// - Parameter id: as the gazetteer has it; nil for a place that is in none.
    func name(_ name: String, id: String?) -> String {
        if let id, let known = towns[id] { return known }
        return countries[name.folded].map { wording[$0] } ?? name
    }

    /// Countries by code.
    let allCountries: [(code: String, name: String)]

    /// How many of the resource's lines name a place that the gazetteer has.
    var knownTowns: Int { towns.count }
}
