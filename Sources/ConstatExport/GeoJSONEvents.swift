import ConstatPlaces
import ConstatText

/// A shape on the map: a point where the place is known to a few kilometres, else a circle around it.
enum EventShape {
    case point(longitude: Double, latitude: Double)
    /// Counter-clockwise, the last corner equal to the first.
    case ring([(longitude: Double, latitude: Double)])

    private static let corners = 32

    /// nil for a place that is nowhere.
    init?(_ place: CodedPlace?, _ rules: ExportRules) {
        guard let place, let point = place.point else { return nil }
        let isCircle = rules[.circle] && (place.isVague || place.coarsenedToKm != nil)
        self =
            isCircle ? Self.circle(point, place.radiusKm) : .point(longitude: point.longitude, latitude: point.latitude)
    }

    /// A circle that holds a pole or crosses the date line would need cutting; it stays a point with its radius.
    private static func circle(_ middle: GeoPoint, _ radiusKm: Double) -> EventShape {
        let point = EventShape.point(longitude: middle.longitude, latitude: middle.latitude)
        let degrees = radiusKm / 111
        guard radiusKm > 0, abs(middle.latitude) + degrees < 89 else { return point }
        var ring = (0..<corners).map { corner -> (longitude: Double, latitude: Double) in
            let bearing = 360 - 360 * Double(corner) / Double(corners)
            let point = Geodesic.point(from: middle, bearing: bearing, distanceKm: radiusKm)
            return (point.longitude.rounded(decimals: 5), point.latitude.rounded(decimals: 5))
        }
        guard ring.allSatisfy({ abs($0.longitude - middle.longitude) < 180 }) else { return point }
        ring.append(ring[0])
        return .ring(ring)
    }
}

/// A GeoJSON feature collection (RFC 7946), one feature an event.
struct GeoJSONEvents {
    let rules: ExportRules

    func text(_ events: [(event: CodedEvent, row: Row)], codebook: String) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("type", "FeatureCollection")
            json.key("constat")
            json.object { json in
                json.field("codebook", codebook)
                json.field(
                    "place",
                    "place_lat and place_lon are the middle, place_radius_km how far from it; "
                        + "a circle is drawn where a point would say too much")
            }
            json.key("features")
            json.array(events) { json, event in
                json.object { json in
                    json.field("type", "Feature")
                    json.field("id", event.row.id)
                    json.key("geometry")
                    write(EventShape(event.event.place, rules), to: &json)
                    json.key("properties")
                    json.object { json in for (column, cell) in event.row.cells { json.value(column, cell.value) } }
                }
            }
        }
        return json.text + "\n"
    }

    private func write(_ shape: EventShape?, to json: inout JSONWriter) {
        guard let shape else { return json.null() }
        json.object { json in
            switch shape {
            case .point(let longitude, let latitude):
                json.field("type", "Point")
                json.key("coordinates")
                write(longitude, latitude, to: &json)
            case .ring(let ring):
                json.field("type", "Polygon")
                json.key("coordinates")
                json.array([ring]) { json, ring in
                    json.array(ring) { json, corner in write(corner.longitude, corner.latitude, to: &json) }
                }
            }
        }
    }

    private func write(_ longitude: Double, _ latitude: Double, to json: inout JSONWriter) {
        json.array([longitude, latitude]) { json, degrees in json.number(degrees.rounded(decimals: 5)) }
    }
}
