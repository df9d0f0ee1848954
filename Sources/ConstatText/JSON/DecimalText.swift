extension Double {
    /// Digits with a point, without a trailing `.0`; nil for what no record can hold (infinite, not a number).
    package var plain: String? {
        guard isFinite else { return nil }
        if self == 0 { return "0" }
        if magnitude < 1e15, self == rounded() { return String(Int(self)) }
        return description
    }

    /// With so many decimals, for columns: "9.0".
    package func fixed(decimals: Int) -> String {
        let text = rounded(decimals: decimals).plain ?? "-"
        let digits = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
        let zeros = String(repeating: "0", count: max(0, decimals - digits))
        return digits == 0 ? text + "." + zeros : text + zeros
    }

    /// Rounded to so many decimals: 5 for degrees (a metre), 3 for a confidence.
    package func rounded(decimals: Int) -> Double {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let rounded = (self * scale).rounded() / scale
        return rounded.isFinite ? rounded : self
    }
}
