import ConstatPlaces
import ConstatRecords
import ConstatText

/// Where a claim puts what it tells of.
struct Spot: Hashable, Sendable {
    var name: String
    var foldedName: String
    var id: String?
    /// Degrees; nil for a name that is nowhere.
    var point: Point?
    var radiusKm: Double

    /// No two places lie farther apart.
    private static let halfGirthKm = 20_040.0

    struct Point: Hashable, Sendable {
        var latitude: Double
        var longitude: Double
        var geoPoint: GeoPoint { GeoPoint(latitude: latitude, longitude: longitude) }
    }

    init(_ place: ReportedClaim.Place) {
        name = place.name
        foldedName = place.name.folded
        id = place.id
        // Values come from anywhere: what no place can have is not stated.
        radiusKm = (0...Self.halfGirthKm).contains(place.radiusKm) ? place.radiusKm : 0
        if let latitude = place.latitude, let longitude = place.longitude, (-90...90).contains(latitude),
            (-180...180).contains(longitude)
        {
            point = Point(latitude: latitude, longitude: longitude)
        }
    }

    /// A region rather than a place: what happens in it need not be one thing.
    var isVague: Bool { radiusKm > EventRules.vagueRadiusKm }

    /// nil where one of them is nowhere.
    func distanceKm(_ other: Spot) -> Double? {
        other.point.flatMap { distanceKm(latitude: $0.latitude, longitude: $0.longitude) }
    }

    func distanceKm(latitude: Double, longitude: Double) -> Double? {
        point.map { Sphere.distanceKm($0.geoPoint, GeoPoint(latitude: latitude, longitude: longitude)) }
    }

    /// 1 for the same place down to 0 at the edge of what both may mean; nil beyond.
    ///
    /// - Parameter slackKm: how much farther than their radii the two may lie.
    func closeness(_ other: Spot, slackKm: Double = 0) -> Double? {
        guard let distance = distanceKm(other) else { return foldedName == other.foldedName ? 1 : nil }
        let reach = min(max(radiusKm + other.radiusKm, EventRules.leastReachKm), EventRules.greatestReachKm) + slackKm
        return distance <= reach ? 1 - distance / reach : nil
    }
}

/// A closed interval of days.
struct Days: Hashable, Sendable {
    var start: Int
    var end: Int

    /// The years 1 to 9999, so that sums of days stay in bounds.
    private static let calendar = -719_162...2_932_896

    init(_ start: Int, _ end: Int) {
        self.start = min(max(start, Self.calendar.lowerBound), Self.calendar.upperBound)
        self.end = min(max(self.start, end), Self.calendar.upperBound)
    }

    /// nil when the claim states no day. A side left open takes the other bound, or the day of publication.
    init?(_ time: ReportedClaim.Time?, publishedOn: CalendarDay?) {
        guard let time, let start = (time.start ?? time.end)?.number else { return nil }
        self.init(start, (time.end ?? publishedOn ?? time.start)?.number ?? start)
    }

    var count: Int { end - start + 1 }
    func overlaps(_ other: Days) -> Bool { start <= other.end && other.start <= end }
    func union(_ other: Days) -> Days { Days(min(start, other.start), max(end, other.end)) }
    /// Whether two intervals can be of one thing: a happening of some days, a campaign of some more, or one period.
    /// A total over a period is not the toll of a day in it.
    func mayBeOne(_ other: Days, areCampaigns: Bool) -> Bool {
        guard overlaps(other) else { return false }
        let together = union(other).count
        return together <= (areCampaigns ? EventRules.longestCampaign : EventRules.longestHappening)
            || Double(together) <= EventRules.onePeriod * Double(min(count, other.count))
    }

    /// Days between two intervals that do not touch; 0 where they overlap.
    func gap(_ other: Days) -> Int { max(0, max(start, other.start) - min(end, other.end)) }
}
