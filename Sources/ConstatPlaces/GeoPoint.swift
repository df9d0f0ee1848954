/// A point of the earth: WGS 84 degrees.
public struct GeoPoint: Hashable, Sendable {
    /// -90 ... 90, north positive.
    public var latitude: Double
    /// -180 ... 180, east positive.
    public var longitude: Double

    public init(latitude: Double, longitude: Double) {
        self.latitude = latitude
        self.longitude = longitude
    }
}
