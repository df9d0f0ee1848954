public import ConstatClaims
public import ConstatText

/// Which events are asked for; what is nil asks for nothing.
public struct EventQuery: Sendable {
    public var types: Set<ClaimType>?
    /// Events that may have lasted until that day or later; those without a time are left out.
    public var from: CalendarDay?
    /// Events that may have begun by that day; those without a time are left out.
    public var to: CalendarDay?
    /// Events whose point lies there; those without coordinates are left out.
    public var area: Area?

    public init(
        types: Set<ClaimType>? = nil, from: CalendarDay? = nil, to: CalendarDay? = nil, area: Area? = nil
    ) {
        self.types = types
        self.from = from
        self.to = to
        self.area = area
    }

    public func matches(_ event: Event) -> Bool {
        if let types, !types.contains(event.type) { return false }
        if from != nil || to != nil {
            guard let time = event.time else { return false }
            if let from, let end = time.end, end < from { return false }
            if let to, let start = time.start, start > to { return false }
        }
        return area?.contains(event.place) ?? true
    }
}
