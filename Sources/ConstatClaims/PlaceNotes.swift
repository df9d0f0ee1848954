import ConstatPlaces
import ConstatText

/// Notes on distances and directions that the map contradicts. The text's words stay the value: it may be the map that
/// has another place of that name.
enum PlaceNotes {
    static func notes(on mentions: [PlaceMention]) -> [Note] {
        mentions.compactMap { mention in
            guard let contradiction = mention.contradiction, let place = mention.place else { return nil }
            let stated = words(mention.distanceKm, mention.bearing)
            let measured = words(contradiction.distanceKm, contradiction.bearing)
            return Note(
                "place-contradicted", at: contradiction.span,
                "The text puts \(contradiction.place.name) \(stated) of \(place.name), where the map has it \(measured)."
            )
        }
    }

    /// "40 km west", "40 km", "west".
    private static func words(_ kilometres: Double?, _ bearing: Double?) -> String {
        let distance = kilometres.map { "\(Int($0.rounded())) km" }
        return [distance, bearing.map(direction)].compactMap { $0 }.joined(separator: " ")
    }

    private static let directions = [
        "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west",
    ]

    private static func direction(_ bearing: Double) -> String {
        let eighth = Int((bearing / 45).rounded()) % 8
        return directions[(eighth + 8) % 8]
    }
}
