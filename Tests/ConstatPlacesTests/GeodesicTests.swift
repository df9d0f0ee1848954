import Foundation
import Testing

@testable import ConstatPlaces

@Suite struct GeodesicTests {
    struct Vector {
        var line: Int
        var kind: String
        var from: GeoPoint
        var to: GeoPoint
        var bearing: Double?
        var finalBearing: Double?
        var metres: Double
    }

    static func vectors() throws -> [Vector] {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Vectors/geodesics.tsv")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return lines.enumerated().compactMap { number, line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 8 else { return nil }
            let values = fields.dropFirst().map { Double($0) }
            guard let a = values[0], let b = values[1], let c = values[3], let d = values[4], let metres = values[6]
            else { return nil }
            return Vector(
                line: number + 1, kind: String(fields[0]), from: GeoPoint(latitude: a, longitude: b),
                to: GeoPoint(latitude: c, longitude: d), bearing: values[2], finalBearing: values[5], metres: metres)
        }
    }

    static func turn(_ left: Double, _ right: Double) -> Double {
        abs((left - right).remainder(dividingBy: 360))
    }

    @Test func inverseIsKarneysWithinAMetreAndAThousandthOfADegree() throws {
        let vectors = try Self.vectors()
        #expect(vectors.count > 400)
        var worst = (metres: 0.0, degrees: 0.0)
        for vector in vectors {
            let way = Geodesic(from: vector.from, to: vector.to)
            let error = abs(way.distanceKm * 1000 - vector.metres)
            #expect(error < 0.000_1, "geodesics.tsv:\(vector.line): \(way.distanceKm * 1000), not \(vector.metres)")
            worst.metres = max(worst.metres, error)
            for (own, given) in [(way.bearing, vector.bearing), (way.finalBearing, vector.finalBearing)] {
                guard let given else { continue }
                let turn = Self.turn(own, given)
                #expect(turn < 0.000_1, "geodesics.tsv:\(vector.line): bearing \(own), not \(given)")
                worst.degrees = max(worst.degrees, turn)
            }
        }
        print(
            "geodesics, inverse: at most \(worst.metres) m and \(worst.degrees) degrees from \(vectors.count) vectors")
    }

    @Test func directIsKarneysWithinAMetre() throws {
        var worst = 0.0
        var count = 0
        for vector in try Self.vectors() {
            guard let bearing = vector.bearing else { continue }
            let end = Geodesic.point(from: vector.from, bearing: bearing, distanceKm: vector.metres / 1000)
            let error = Geodesic(from: end, to: vector.to).distanceKm * 1000
            #expect(error < 0.001, "geodesics.tsv:\(vector.line): ends \(error) m away")
            worst = max(worst, error)
            count += 1
        }
        print("geodesics, direct: at most \(worst) m from \(count) vectors")
    }

    /// Raqqa and Tabqa, by the C code of geodesic.h.
    @Test func knownPairOfTowns() {
        let way = Geodesic(
            from: GeoPoint(latitude: 35.95283, longitude: 39.00788),
            to: GeoPoint(latitude: 35.83758, longitude: 38.54828))
        #expect(abs(way.distanceKm - 43.419743) < 0.000_001)
        #expect(abs(way.bearing + 106.994) < 0.001)
    }

    @Test func inverseUndoesDirect() {
        var random = SplitMix(state: 7)
        for _ in 0..<2000 {
            let start = GeoPoint(latitude: random.next(-89, 89), longitude: random.next(-180, 180))
            let bearing = random.next(-180, 180)
            let distance = random.next(0.001, 19_900)
            let way = Geodesic(from: start, to: Geodesic.point(from: start, bearing: bearing, distanceKm: distance))
            #expect(abs(way.distanceKm - distance) < 0.000_001, "\(start) \(bearing) \(distance)")
        }
    }

    @Test func theWayBackIsAsLongAndTheMidpointHalves() {
        var random = SplitMix(state: 8)
        for _ in 0..<500 {
            let left = GeoPoint(latitude: random.next(-90, 90), longitude: random.next(-180, 180))
            let right = GeoPoint(latitude: random.next(-90, 90), longitude: random.next(-180, 180))
            let way = Geodesic(from: left, to: right)
            #expect(abs(way.distanceKm - Geodesic(from: right, to: left).distanceKm) < 0.000_001)
            let middle = Geodesic.midpoint(left, right)
            #expect(abs(Geodesic(from: left, to: middle).distanceKm - way.distanceKm / 2) < 0.000_001)
        }
    }

    @Test func anyFiniteNumbersGiveFiniteOnes() {
        let values = [0, -0.0, 90, -90, 180, -180, 360, 1e-300, 1e9, -1e300, .greatestFiniteMagnitude, 45.000_000_1]
        for a in values {
            for b in values {
                let way = Geodesic(
                    from: GeoPoint(latitude: a, longitude: b), to: GeoPoint(latitude: b, longitude: a))
                #expect(way.distanceKm.isFinite && way.bearing.isFinite && way.finalBearing.isFinite, "\(a) \(b)")
                #expect(way.distanceKm >= 0 && way.distanceKm < 20_004)
                let end = Geodesic.point(from: GeoPoint(latitude: a, longitude: b), bearing: b, distanceKm: a)
                #expect(abs(end.latitude) <= 90 && abs(end.longitude) <= 180, "\(a) \(b)")
            }
        }
    }

    /// Fixed numbers that look random.
    struct SplitMix {
        var state: UInt64

        mutating func next(_ low: Double, _ high: Double) -> Double {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return low + (high - low) * Double((z ^ (z >> 31)) >> 11) / 9_007_199_254_740_992
        }
    }
}
