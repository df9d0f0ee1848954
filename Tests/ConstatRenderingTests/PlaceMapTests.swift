import ConstatClaims
import ConstatText
import Testing

@testable import ConstatRendering

@Suite struct PlaceMapTests {
    private func claim(_ name: String, _ latitude: Double?, _ longitude: Double?, _ radiusKm: Double = 5) -> Claim {
        Claim(
            id: "c", type: .clash, trigger: TextSpan(0, 1), evidence: TextSpan(0, 1),
            place: ClaimPlace(
                name: name, id: nil, latitude: latitude, longitude: longitude, radiusKm: radiusKm, relation: .at,
                mention: nil),
            frame: "test")
    }

    private func map(_ claims: [Claim], outlines: String = "") -> String {
        let sites = PlaceMap.sites(claims.enumerated().map { ("p\($0.offset)", $0.element) }, ClaimPhrases(.french))
        let basemap = Array(outlines.utf8).withUnsafeBytes { Basemap(bytes: $0) }
        return PlaceMap(sites: sites, basemap: basemap, wording: .french).svg()
    }

    private let square = "# a comment\nFR|0 44,4 44,4 48,0 48\nXX|100 10,110 10,110 20\nnot a ring\nFR|1 1,x y\n"

    @Test func onePlaceNamedTwiceIsOnePoint() {
        let svg = map([claim("Nîmes", 43.84, 4.36), claim("Nîmes", 43.8402, 4.3601), claim("Arles", 43.68, 4.63)])
        #expect(svg.components(of: "class=\"dot\"") == 2)
        #expect(svg.contains("Nîmes · 2 affirmations"))
        #expect(svg.contains("data-claims=\"p0 p1\""))
    }

    @Test func placesWithoutAPointOrOffTheGlobeAreNoPoints() {
        #expect(map([claim("A", nil, nil), claim("B", .nan, 3), claim("C", 91, 0), claim("D", 0, .infinity)]) == "")
        #expect(map([]) == "")
    }

    @Test func anyPointOfTheGlobeDrawsNumbersOnly() {
        for (latitude, longitude) in [(85.0, 180.0), (-85, -180), (0, 0), (60, 179.9)] {
            for radius in [0, 5, 20_000, Double.infinity, -.infinity, .nan] {
                let svg = map([claim("X", latitude, longitude, radius)], outlines: square)
                #expect(svg.contains("</svg>"))
                #expect(!svg.contains("nan") && !svg.contains("inf"))
            }
        }
    }

    @Test func aCountryDoesNotWidenTheFrame() {
        let svg = map([claim("Nîmes", 43.84, 4.36), claim("Russia", 60, 100, 2000)])
        #expect(svg.contains("Hors du cadre : Russia"))
        #expect(svg.contains("100 km</text>") || svg.contains("50 km</text>"))
    }

    @Test func oneDistantPlaceDoesNotShrinkTheOthers() {
        let near = (0..<9).map { claim("Près \($0)", 36 + Double($0) * 0.1, 40) }
        #expect(map(near + [claim("Loin", -10, 20)]).contains("Hors du cadre : Loin"))
        // Two places even in weight are both shown.
        let even = map([claim("Ici", 36, 40), claim("Loin", -10, 20)])
        #expect(!even.contains("Hors du cadre"))
    }

    @Test func outlinesAreCutToTheFrame() {
        let svg = map([claim("Lieu", 44, 4)], outlines: square)
        #expect(svg.contains("<path class=\"land\" d=\"M"))
        #expect(svg.components(of: "class=\"country\"") <= 1)
        #expect(!map([claim("Lieu", 0, 0)], outlines: square).contains("class=\"land\""))
        let frame = Basemap.Frame(left: 0, top: 0, right: 10, bottom: 10)
        let ring = [(-5.0, 5.0), (5, -5), (15, 5), (5, 15)].map { Basemap.Point(x: $0.0, y: $0.1) }
        let cut = Basemap.clipped(ring, to: frame)
        #expect(cut.count == 8 || cut.count == 4)
        #expect(cut.allSatisfy { (0...10).contains($0.x) && (0...10).contains($0.y) })
        #expect(Basemap.clipped([], to: frame) == [])
    }

    @Test func labelsOfCrowdedPlacesDoNotCoverEachOther() {
        let crowd = (0..<40).map { claim("Village \($0)", 36 + Double($0 % 7) * 0.2, 40 + Double($0 / 7) * 0.2) }
        let svg = map(crowd)
        #expect(svg.components(of: "class=\"dot\"") == 40)
        let labels = svg.components(of: "class=\"place-label\"")
        #expect((4..<40).contains(labels))
    }

    @Test func distancesAreTrueOnTheMiddleParallel() {
        for (latitude, cosine) in [(0.0, 1.0), (36, 0.809017), (60, 0.5), (80, 0.173648), (85, 0.087156)] {
            #expect(abs(PlaceMap.shrink(latitude) - cosine) < 0.001)
        }
    }

    @Test func theShippedOutlinesCanBeRead() {
        for ring in Basemap.embedded.rings {
            #expect((-180...180).contains(ring.west) && (-180...180).contains(ring.east))
            #expect((-90...90).contains(ring.south) && (-90...90).contains(ring.north))
        }
    }
}

extension String {
    fileprivate func components(of part: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: part) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
