import ConstatRecords
import Foundation

/// The box of degrees around a place with its radius, never smaller than the circle.
public struct PlaceBox: Equatable, Sendable {
    public var west: Double
    public var east: Double
    public var south: Double
    public var north: Double

    /// In degrees, WGS 84; a box over the date line is given as one around the globe.
    public init(west: Double, east: Double, south: Double, north: Double) {
        (self.west, self.east, self.south, self.north) =
            west > east ? (-180, 180, south, north) : (west, east, south, north)
    }

    /// Nil for a place without coordinates.
    init?(_ place: ReportedClaim.Place) {
        guard let latitude = place.latitude, let longitude = place.longitude else { return nil }
        self.init(latitude: latitude, longitude: longitude, radiusKm: place.radiusKm)
    }

    public init(latitude: Double, longitude: Double, radiusKm: Double) {
        // 111.2 km a degree of latitude; a hair more than the sphere's, so that rounding takes nothing away.
        let height = radiusKm / 111.0
        south = max(-90, latitude - height)
        north = min(90, latitude + height)
        // The circle is widest towards the nearer pole.
        let narrowest = max(abs(south), abs(north)) * .pi / 180
        let width = narrowest > 1.55 ? 360 : height / cos(narrowest)
        west = longitude - width
        east = longitude + width
        // A box over the date line would need two rows; one around the globe finds too much, never too little.
        if west < -180 || east > 180 { (west, east) = (-180, 180) }
    }
}
