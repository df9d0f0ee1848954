import ConstatClaims
import ConstatText

/// A small map of the places of some claims, as SVG that needs no network: outlines, a grid, a scale bar, points with
/// their uncertainty, labels that do not cover each other.
struct PlaceMap {
    /// A place with the claims that name it.
    struct Site {
        let name: String
        /// "près de Mossoul": the name as the map prints it.
        var label: String
        let latitude: Double
        let longitude: Double
        let radiusKm: Double
        /// A country or region: its point says little.
        var isCoarse: Bool { radiusKm > 120 }
        /// Page identifiers of the claims.
        var claims: [String]
        var families: [ClaimType.Family]
    }

    let sites: [Site]
    let basemap: Basemap
    let wording: Wording

    static let width = 400.0
    static let height = 320.0
    private static let kmPerDegree = 111.32

    // MARK: Sites

    /// Places with coordinates, the most often named first.
    static func sites(_ claims: [(page: String, claim: Claim)], _ phrases: ClaimPhrases) -> [Site] {
        struct Key: Hashable {
            let name: String
            let latitude: Int
            let longitude: Int
        }
        var sites: [Site] = []
        var indices: [Key: Int] = [:]
        for (page, claim) in claims {
            guard let place = claim.place, let latitude = place.latitude, let longitude = place.longitude,
                abs(latitude) <= 85, abs(longitude) <= 180
            else { continue }
            let isInside = place.relation == .at || place.relation == .in
            let label = isInside ? place.name : phrases.shortPlace(place)
            let (north, east) = (Int((latitude * 1000).rounded()), Int((longitude * 1000).rounded()))
            let key = Key(name: place.name, latitude: north, longitude: east)
            if let index = indices[key] {
                sites[index].claims.append(page)
                sites[index].families.append(claim.type.family)
                if isInside { sites[index].label = label }
            } else {
                indices[key] = sites.count
                let radius = place.radiusKm.isFinite ? max(0, place.radiusKm) : 0
                sites.append(
                    Site(
                        name: place.name, label: label, latitude: latitude, longitude: longitude, radiusKm: radius,
                        claims: [page], families: [claim.type.family]))
            }
        }
        return sites.sorted {
            ($1.claims.count, $0.label, $0.latitude, $0.longitude)
                < ($0.claims.count, $1.label, $1.latitude, $1.longitude)
        }
    }

    // MARK: Projection

    /// Plate carrée with true distances on the frame's middle parallel: right enough for a few hundred kilometres.
    struct Projection {
        let latitude: Double
        let longitude: Double
        /// Pixels for a degree of latitude.
        let scale: Double
        let shrink: Double

        func point(_ longitude: Double, _ latitude: Double) -> Basemap.Point {
            Basemap.Point(
                x: PlaceMap.width / 2 + (longitude - self.longitude) * shrink * scale,
                y: PlaceMap.height / 2 - (latitude - self.latitude) * scale)
        }
        func longitude(x: Double) -> Double { longitude + (x - PlaceMap.width / 2) / (shrink * scale) }
        func latitude(y: Double) -> Double { latitude - (y - PlaceMap.height / 2) / scale }
        func pixels(km: Double) -> Double { km / PlaceMap.kmPerDegree * scale }
    }

    /// Fits the exact places; a country or region only sets the frame where nothing finer is known.
    private func projection() -> Projection? {
        let exact = sites.filter { !$0.isCoarse }
        guard let whole = extent(exact.isEmpty ? sites : exact), let core = extent(core(exact.isEmpty ? sites : exact))
        else { return nil }
        let framed = core.size * 4 < whole.size ? core : whole
        let (latitude, longitude) = ((framed.south + framed.north) / 2, (framed.west + framed.east) / 2)
        let shrink = Self.shrink(latitude)
        let spanY = max((framed.north - framed.south) * 1.3, 240 / Self.kmPerDegree)
        let spanX = max((framed.east - framed.west) * shrink * 1.35, 300 / Self.kmPerDegree)
        let scale = min(Self.height / spanY, Self.width / spanX)
        return Projection(latitude: latitude, longitude: longitude, scale: scale, shrink: shrink)
    }

    private struct Extent {
        var south: Double
        var north: Double
        var west: Double
        var east: Double
        var size: Double { max(north - south, east - west) }
    }

    /// The places nearest to the middle one that hold five sixths of the claims: talks held a continent away must not
    /// shrink the battlefield to a dot.
    private func core(_ sites: [Site]) -> [Site] {
        func middle(_ coordinate: (Site) -> Double) -> Double {
            let values = sites.flatMap { site in site.claims.map { _ in coordinate(site) } }.sorted()
            return values.isEmpty ? 0 : values[values.count / 2]
        }
        let (latitude, longitude) = (middle(\.latitude), middle(\.longitude))
        func distance(_ site: Site) -> Double {
            let (north, east) = (site.latitude - latitude, (site.longitude - longitude) * Self.shrink(latitude))
            return north * north + east * east
        }
        let total = sites.reduce(0) { $0 + $1.claims.count }
        var core: [Site] = []
        var held = 0
        for site in sites.sorted(by: { (distance($0), $0.label) < (distance($1), $1.label) }) {
            if held * 6 >= total * 5 { break }
            core.append(site)
            held += site.claims.count
        }
        return core
    }

    /// Points with their uncertainty, of which an exact place shows at most 40 km.
    private func extent(_ sites: [Site]) -> Extent? {
        guard let first = sites.first else { return nil }
        var extent = Extent(south: first.latitude, north: first.latitude, west: first.longitude, east: first.longitude)
        for site in sites {
            let reach = min(site.radiusKm, site.isCoarse ? 600 : 40) / Self.kmPerDegree
            let shrink = Self.shrink(site.latitude)
            extent.south = min(extent.south, site.latitude - reach)
            extent.north = max(extent.north, site.latitude + reach)
            extent.west = min(extent.west, site.longitude - reach / shrink)
            extent.east = max(extent.east, site.longitude + reach / shrink)
        }
        return extent
    }

    /// The cosine of the latitude (its Taylor series: exact to a thousandth up to 85°), without the platform's library.
    static func shrink(_ latitude: Double) -> Double {
        let square = (latitude * .pi / 180) * (latitude * .pi / 180)
        let cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))))
        return max(0.05, cosine)
    }

    // MARK: Drawing

    /// "" where no place has coordinates.
    func svg() -> String {
        guard let projection = projection() else { return "" }
        let visible = sites.filter { isInFrame(projection.point($0.longitude, $0.latitude)) }
        let land = outlines(projection)
        let (width, height) = (Self.number(Self.width), Self.number(Self.height))
        let label = HTMLText.escaped(wording["page.map.label"])
        return """
            <svg class="map\(land.isEmpty ? " bare" : "")" viewBox="0 0 \(width) \(height)" role="group" \
            aria-label="\(label)">
            <clipPath id="map-frame"><rect width="\(width)" height="\(height)" rx="6"/></clipPath>
            <g clip-path="url(#map-frame)">
            <rect class="sea" width="\(width)" height="\(height)"/>
            \(land)\(grid(projection))\(areas(visible, projection))\(points(visible, projection))\
            \(labels(visible, projection))\(scaleBar(projection))</g>
            </svg>\(hiddenNames(visible))

            """
    }

    private func isInFrame(_ point: Basemap.Point) -> Bool {
        (0...Self.width).contains(point.x) && (0...Self.height).contains(point.y)
    }

    private func outlines(_ projection: Projection) -> String {
        let path = visibleRings(projection, margin: 20).map { Self.path($0.points) }.joined()
        return path.isEmpty ? "" : "<path class=\"land\" d=\"\(path)\"/>\n"
    }

    /// The parts of the outlines in the frame and a margin around it, in pixels.
    private func visibleRings(
        _ projection: Projection, margin: Double
    ) -> [(country: String, points: [Basemap.Point])] {
        let (west, east) = (projection.longitude(x: 0), projection.longitude(x: Self.width))
        let (north, south) = (projection.latitude(y: 0), projection.latitude(y: Self.height))
        let frame = Basemap.Frame(
            left: -margin, top: -margin, right: Self.width + margin, bottom: Self.height + margin)
        return basemap.rings.compactMap { ring in
            guard ring.west <= east, ring.east >= west, ring.south <= north, ring.north >= south else { return nil }
            let points = Basemap.clipped(ring.points.map { projection.point($0.x, $0.y) }, to: frame)
            return points.count > 2 ? (ring.country, points) : nil
        }
    }

    /// Without the points that would fall less than a pixel from the last.
    private static func path(_ points: [Basemap.Point]) -> String {
        guard points.count > 2, let first = points.first else { return "" }
        var path = "M\(number(first.x)) \(number(first.y))"
        var last = first
        for point in points.dropFirst() where abs(point.x - last.x) + abs(point.y - last.y) >= 0.8 {
            path += "L\(number(point.x)) \(number(point.y))"
            last = point
        }
        return path + "Z"
    }

    private func grid(_ projection: Projection) -> String {
        let (west, east) = (projection.longitude(x: 0), projection.longitude(x: Self.width))
        let (north, south) = (projection.latitude(y: 0), projection.latitude(y: Self.height))
        let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30]
        let step = steps.first { (east - west) / $0 <= 5 } ?? 60
        let phrases = ClaimPhrases(wording)
        var lines = ""
        var labels = ""
        for multiple in Self.multiples(of: step, west, east) {
            let x = Self.number(projection.point(multiple, 0).x)
            lines += "M\(x) 0V\(Self.number(Self.height))"
            let text = phrases.degrees(longitude: multiple)
            labels += "<text class=\"grid-label\" x=\"\(x)\" y=\"12\" text-anchor=\"middle\">\(text)</text>"
        }
        for multiple in Self.multiples(of: step, south, north) {
            let y = projection.point(0, multiple).y
            lines += "M0 \(Self.number(y))H\(Self.number(Self.width))"
            guard y > 24, y < Self.height - 10 else { continue }
            let text = phrases.degrees(latitude: multiple)
            labels += "<text class=\"grid-label\" x=\"4\" y=\"\(Self.number(y - 3))\">\(text)</text>"
        }
        return "<path class=\"grid\" d=\"\(lines)\"/>\(labels)\n"
    }

    private static func multiples(of step: Double, _ low: Double, _ high: Double) -> [Double] {
        let first = Int((low / step).rounded(.up))
        let last = Int((high / step).rounded(.down))
        return first <= last ? (first...last).prefix(40).map { (Double($0) * step).rounded(decimals: 3) } : []
    }

    /// Circles of uncertainty; one that is wider than the frame would only tint it, and a country is no circle.
    private func areas(_ visible: [Site], _ projection: Projection) -> String {
        var circles = ""
        for site in visible where !site.isCoarse || visible.allSatisfy(\.isCoarse) {
            let radius = projection.pixels(km: site.radiusKm)
            guard radius > 5, radius < Self.width * 0.6 else { continue }
            let point = projection.point(site.longitude, site.latitude)
            circles += "<circle class=\"area f-\(family(site))\" cx=\"\(Self.number(point.x))\""
            circles += " cy=\"\(Self.number(point.y))\" r=\"\(Self.number(radius))\"/>\n"
        }
        return circles
    }

    private func points(_ visible: [Site], _ projection: Projection) -> String {
        visible.map { site in
            let point = projection.point(site.longitude, site.latitude)
            let count = wording.count("claims", site.claims.count)
            let radius = ClaimPhrases(wording).radius(site.radiusKm)
            let name = HTMLText.escaped("\(site.label) · \(count) · \(radius)")
            return """
                <g class="site\(site.isCoarse ? " coarse" : "") f-\(family(site))" tabindex="0" role="button" \
                aria-label="\(name)" data-claims="\(site.claims.joined(separator: " "))"><title>\(name)</title>\
                <circle class="hit" cx="\(Self.number(point.x))" cy="\(Self.number(point.y))" r="12"/>\
                <circle class="dot" cx="\(Self.number(point.x))" cy="\(Self.number(point.y))" \
                r="\(Self.number(dotRadius(site)))"/></g>

                """
        }.joined()
    }

    private func dotRadius(_ site: Site) -> Double { min(8, 3.6 + Double(site.claims.count) * 0.4) }

    /// The family most often claimed there; the first of the claim types' order where two are even.
    private func family(_ site: Site) -> String {
        var best = (family: "control", count: 0)
        for family in HTMLPage.families {
            let count = site.families.filter { $0 == family }.count
            if count > best.count { best = (family.rawValue, count) }
        }
        return best.family
    }

    // MARK: Labels

    private struct Box {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    /// Labels in order of importance, each at the first free place around its point, or left out: the point still
    /// tells its name.
    private func labels(_ visible: [Site], _ projection: Projection) -> String {
        let places = visible.map { projection.point($0.longitude, $0.latitude) }
        let dots = zip(visible, places).map { site, point in
            let reach = dotRadius(site) + 1
            return Box(left: point.x - reach, top: point.y - reach, right: point.x + reach, bottom: point.y + reach)
        }
        var taken = [scaleBarBox]
        var text = ""
        for (index, site) in visible.enumerated() {
            let obstacles = dots.indices.filter { $0 != index }.map { dots[$0] } + taken
            guard let box = labelBox(site, places[index], obstacles) else { continue }
            taken.append(box)
            let (x, y) = (Self.number(box.left), Self.number(box.bottom - 3.5))
            text += "<text class=\"place-label\(site.isCoarse ? " coarse" : "")\" x=\"\(x)\" y=\"\(y)\">"
            text += HTMLText.escaped(Self.shortened(site.label)) + "</text>\n"
        }
        return countryLabels(projection, taken + dots) + text
    }

    /// Names of the countries in the frame, each in the middle of its largest part there, where nothing else stands.
    private func countryLabels(_ projection: Projection, _ obstacles: [Box]) -> String {
        var largest: [String: (area: Double, middle: Basemap.Point)] = [:]
        for (country, points) in visibleRings(projection, margin: 0) {
            let (area, middle) = Basemap.middle(of: points)
            if area > largest[country]?.area ?? 1500 { largest[country] = (area, middle) }
        }
        var taken = obstacles
        var text = ""
        for (country, part) in largest.sorted(by: { $0.key < $1.key }) {
            let name = wording["country.\(country)"]
            let half = Double(TerminalText.width(name)) * 4.1
            let shifts = [0.0, -18, 18, -36, 36, -60, 60]
            let boxes = shifts.map { shift in
                Box(
                    left: part.middle.x - half, top: part.middle.y + shift - 7, right: part.middle.x + half,
                    bottom: part.middle.y + shift + 7)
            }
            guard let box = boxes.first(where: { $0.left >= 38 && isFree($0, taken) }) else { continue }
            taken.append(box)
            let (x, y) = (Self.number(part.middle.x), Self.number(box.bottom - 3.5))
            text += "<text class=\"country\" x=\"\(x)\" y=\"\(y)\" text-anchor=\"middle\">"
            text += "\(HTMLText.escaped(name))</text>\n"
        }
        return text
    }

    private func isFree(_ box: Box, _ obstacles: [Box]) -> Bool {
        let isInside = box.left >= 3 && box.right <= Self.width - 3 && box.top >= 15 && box.bottom <= Self.height - 3
        return isInside && !obstacles.contains { $0.overlaps(box) }
    }

    private static func shortened(_ name: String) -> String {
        let scalars = name.unicodeScalars
        return scalars.count <= 26 ? name : String(String.UnicodeScalarView(scalars.prefix(25))) + "…"
    }

    private func labelBox(_ site: Site, _ point: Basemap.Point, _ obstacles: [Box]) -> Box? {
        let width = Double(TerminalText.width(Self.shortened(site.label))) * 6.8 + 2
        let (height, gap) = (15.0, dotRadius(site) + 3)
        let near = gap * 0.7
        let corners = [
            (point.x + gap, point.y - height / 2), (point.x - gap - width, point.y - height / 2),
            (point.x - width / 2, point.y - gap - height), (point.x - width / 2, point.y + gap),
            (point.x + near, point.y - near - height), (point.x + near, point.y + near),
            (point.x - near - width, point.y - near - height), (point.x - near - width, point.y + near),
        ]
        for (left, top) in corners {
            let box = Box(left: left, top: top, right: left + width, bottom: top + height)
            if isFree(box, obstacles) { return box }
        }
        return nil
    }

    private func hiddenNames(_ visible: [Site]) -> String {
        let shown = Set(visible.map(\.name))
        var names: [String] = []
        for site in sites where !shown.contains(site.name) && !names.contains(site.name) { names.append(site.name) }
        guard !names.isEmpty else { return "" }
        let list = names.sorted().joined(separator: ", ")
        return "\n<p class=\"outside\">\(HTMLText.escaped(wording("page.map.hidden", list)))</p>"
    }

    // MARK: Scale

    private var scaleBarBox: Box {
        Box(left: Self.width - 126, top: Self.height - 26, right: Self.width, bottom: Self.height)
    }

    private func scaleBar(_ projection: Projection) -> String {
        let lengths = [1.0, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]
        let length = lengths.last { projection.pixels(km: $0) <= 110 } ?? 1
        let (right, y) = (Self.width - 10, Self.height - 9)
        let left = right - projection.pixels(km: length)
        let text = wording.number(length) + " km"
        return """
            <path class="scale" d="M\(Self.number(left)) \(Self.number(y - 4))V\(Self.number(y))\
            H\(Self.number(right))V\(Self.number(y - 4))"/>\
            <text class="scale-label" x="\(Self.number(right))" y="\(Self.number(y - 6))" \
            text-anchor="end">\(text)</text>

            """
    }

    private static func number(_ value: Double) -> String { value.rounded(decimals: 1).plain ?? "0" }
}
