import ConstatClaims
import ConstatRecords

/// The same phrases for claims of records.
extension ClaimPhrases {
    package func place(_ place: ReportedClaim.Place) -> String {
        self.place(
            ClaimPlace(
                name: place.name, id: place.id, latitude: place.latitude, longitude: place.longitude,
                radiusKm: place.radiusKm, relation: place.relation, mention: nil))
    }

    /// nil where both bounds are open.
    package func time(_ time: ReportedClaim.Time) -> String? {
        self.time(ClaimTime(start: time.start, end: time.end, precision: time.precision, mention: nil))
    }

    package func bounds(_ quantity: ReportedClaim.Quantity) -> String {
        bounds(quantity.low, quantity.best, quantity.high)
    }
}
