/// The integrals along one geodesic as series in a small parameter, to its sixth order: within nanometres for the earth.
///
/// - Source: Karney (2013), equations in brackets; see ``Geodesic``.
struct GeodesicSeries {
    /// A1 (17) and A3 (24).
    let scale: Double
    let longitudeScale: Double
    /// C1 (18), C1' (21) and C3 (25); the first term is unused.
    let distance: SIMD8<Double>
    let reverted: SIMD8<Double>
    let longitude: SIMD8<Double>

    /// - Parameter squaredParameter: k squared (9).
    init(squaredParameter: Double) {
        // (16), without the cancellation.
        let root = (1 + squaredParameter).squareRoot()
        let e = squaredParameter / (2 * (1 + root) + squaredParameter)
        let e2 = e * e
        scale = (1 + e2 * (1 / 4.0 + e2 * (1 / 64.0 + e2 / 256))) / (1 - e)
        distance = Self.distance(e, e2)
        reverted = Self.reverted(e, e2)
        longitudeScale = Self.longitudeScale(e)
        longitude = Self.longitude(e, e2)
    }

    private static func distance(_ e: Double, _ e2: Double) -> SIMD8<Double> {
        let (e3, e4) = (e * e2, e2 * e2)
        return SIMD8(
            0, e * (-1 / 2.0 + e2 * (3 / 16.0 - e2 / 32)), e2 * (-1 / 16.0 + e2 * (1 / 32.0 - 9 * e2 / 2048)),
            e3 * (-1 / 48.0 + 3 * e2 / 256), e4 * (-5 / 512.0 + 3 * e2 / 512), -7 * e4 * e / 1280,
            -7 * e4 * e2 / 2048, 0)
    }

    private static func reverted(_ e: Double, _ e2: Double) -> SIMD8<Double> {
        let (e3, e4) = (e * e2, e2 * e2)
        return SIMD8(
            0, e * (1 / 2.0 + e2 * (-9 / 32.0 + 205 * e2 / 1536)),
            e2 * (5 / 16.0 + e2 * (-37 / 96.0 + 1335 * e2 / 4096)), e3 * (29 / 96.0 - 75 * e2 / 128),
            e4 * (539 / 1536.0 - 2391 * e2 / 2560), 3467 * e4 * e / 7680, 38081 * e4 * e2 / 61440, 0)
    }

    /// The third flattening.
    private static let n = Geodesic.flattening / (2 - Geodesic.flattening)

    private static func longitudeScale(_ e: Double) -> Double {
        let first = (1 - n) / 2
        let second = 1 / 4.0 + n / 8 - 3 * n * n / 8
        let third = 1 / 16.0 + 3 * n / 16 + n * n / 16
        let fourth = 3 / 64.0 + n / 32
        return 1 - e * (first + e * (second + e * (third + e * (fourth + 3 * e / 128))))
    }

    private static func longitude(_ e: Double, _ e2: Double) -> SIMD8<Double> {
        let (e3, n2) = (e * e2, n * n)
        let first =
            (1 - n) / 4 + e * (1 - n2) / 8 + e2 * (3 / 64.0 + 3 * n / 64 - n2 / 64) + e3 * (5 / 128.0 + n / 64)
            + 3 * e2 * e2 / 128
        let second =
            1 / 16.0 - 3 * n / 32 + n2 / 32 + e * (3 / 64.0 - n / 32 - 3 * n2 / 64) + e2 * (3 / 128.0 + n / 128)
            + 5 * e3 / 256
        let third = 5 / 192.0 - 3 * n / 64 + 5 * n2 / 192 + e * (3 / 128.0 - 5 * n / 192) + 7 * e2 / 512
        let fourth = 7 / 512.0 - 7 * n / 256 + 7 * e / 512
        return SIMD8(0, e * first, e2 * second, e3 * third, e2 * e2 * fourth, 21 * e2 * e3 / 2560, 0, 0)
    }

    /// The sum of c[i] sin 2i x, by Clenshaw's recurrence.
    static func sum(_ coefficients: SIMD8<Double>, _ x: Geodesic.Angle) -> Double {
        let factor = 2 * (x.cosine - x.sine) * (x.cosine + x.sine)
        var (next, current) = (0.0, 0.0)
        for index in stride(from: 6, through: 1, by: -1) {
            (next, current) = (current, factor * current - next + coefficients[index])
        }
        return 2 * x.sine * x.cosine * current
    }
}
