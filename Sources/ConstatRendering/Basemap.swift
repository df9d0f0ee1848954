import ConstatResources

/// Country outlines from the embedded resource: one ring a line, `FR|lon lat,lon lat,...`, `#` comments.
struct Basemap: Sendable {
    struct Point: Sendable, Equatable {
        var x: Double
        var y: Double
    }

    /// A closed line; x is the longitude, y the latitude.
    struct Ring: Sendable {
        /// ISO 3166-1 alpha-2.
        let country: String
        let points: [Point]
        let west: Double
        let east: Double
        let south: Double
        let north: Double
    }

    let rings: [Ring]

    static let embedded = Basemap(bytes: EmbeddedResource.bytes(named: "basemap.outline"))

    init(bytes: UnsafeRawBufferPointer) {
        rings = bytes.split(separator: 0x0A).compactMap { Self.ring(Array($0)) }
    }

    /// Nil for comments and lines that are no ring.
    private static func ring(_ line: [UInt8]) -> Ring? {
        guard line.first != 0x23, let bar = line.firstIndex(of: 0x7C) else { return nil }
        let points = line[(bar + 1)...].split(separator: 0x2C).compactMap { pair -> Point? in
            let numbers = pair.split(separator: 0x20).compactMap { Double(String(decoding: $0, as: UTF8.self)) }
            return numbers.count == 2 ? Point(x: numbers[0], y: numbers[1]) : nil
        }
        guard points.count > 2 else { return nil }
        let (xs, ys) = (points.map(\.x), points.map(\.y))
        guard let west = xs.min(), let east = xs.max(), let south = ys.min(), let north = ys.max() else { return nil }
        let country = String(decoding: line[..<bar], as: UTF8.self)
        return Ring(country: country, points: points, west: west, east: east, south: south, north: north)
    }

    /// A rectangle in pixels; y grows downward.
    struct Frame {
        let left: Double
        let top: Double
        let right: Double
        let bottom: Double
    }

    /// The part of a closed line inside a rectangle (Sutherland and Hodgman); may run along the rectangle's edges.
    static func clipped(_ points: [Point], to frame: Frame) -> [Point] {
        var ring = cut(points, \.x, at: frame.left, keepsGreater: true)
        ring = cut(ring, \.x, at: frame.right, keepsGreater: false)
        ring = cut(ring, \.y, at: frame.top, keepsGreater: true)
        return cut(ring, \.y, at: frame.bottom, keepsGreater: false)
    }

    private static func cut(
        _ points: [Point], _ coordinate: KeyPath<Point, Double>, at bound: Double, keepsGreater: Bool
    ) -> [Point] {
        guard var previous = points.last else { return [] }
        func isInside(_ value: Double) -> Bool { keepsGreater ? value >= bound : value <= bound }
        var kept: [Point] = []
        for point in points {
            let (from, to) = (previous[keyPath: coordinate], point[keyPath: coordinate])
            if isInside(from) != isInside(to), from != to {
                let share = (bound - from) / (to - from)
                let (dx, dy) = (point.x - previous.x, point.y - previous.y)
                kept.append(Point(x: previous.x + share * dx, y: previous.y + share * dy))
            }
            if isInside(to) { kept.append(point) }
            previous = point
        }
        return kept
    }

    /// The area of a closed line and its centre of mass.
    static func middle(of points: [Point]) -> (area: Double, middle: Point) {
        guard var previous = points.last else { return (0, Point(x: 0, y: 0)) }
        var (twice, x, y) = (0.0, 0.0, 0.0)
        for point in points {
            let cross = previous.x * point.y - point.x * previous.y
            twice += cross
            x += (previous.x + point.x) * cross
            y += (previous.y + point.y) * cross
            previous = point
        }
        guard twice != 0 else { return (0, previous) }
        return (abs(twice) / 2, Point(x: x / (3 * twice), y: y / (3 * twice)))
    }
}
