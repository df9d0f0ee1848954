import ConstatEvents
import ConstatRendering
import ConstatText

/// Bars over time with the room between low and high, as SVG: one panel under the other, each on a scale
/// of its own: what few are counted of stays visible beside what many are.
struct LedgerChart {
    struct Panel {
        var title: String
        /// Picks its colours: a civilian status, or "movements".
        var role: String
        var series: LedgerSeries
        /// Where a bar leads; nil in a file that stands alone.
        var link: (LedgerSeries.Bin) -> String
    }

    let title: String
    let description: String
    let panels: [Panel]
    let wording: Wording

    private static let (width, left, right) = (760.0, 74.0, 10.0)
    private static let (panelHeight, panelGap, top, bottom) = (84.0, 30.0, 22.0, 26.0)

    private var height: Double {
        Self.top + Double(panels.count) * (Self.panelHeight + Self.panelGap) - Self.panelGap + Self.bottom
    }

    private static func top(of bounds: EventFigure.Bounds) -> Double {
        max(bounds.high ?? 0, bounds.best ?? 0, bounds.low ?? 0)
    }

    /// The next of 1, 2, 5, 10, 20 ...
    static func rounded(up value: Double) -> Double {
        var step = 1.0
        while step < value, step < 1e15 {
            for factor in [1.0, 2, 5] where step * factor >= value { return step * factor }
            step *= 10
        }
        return step
    }

    /// - Parameter standalone: a file of its own: with its colours in it, and without links.
    func svg(standalone: Bool = false) -> HTML {
        let paint = Paint(standalone: standalone)
        let drawn = panels.enumerated().map { number, panel in
            self.panel(panel, y: Self.top + Double(number) * (Self.panelHeight + Self.panelGap), paint)
        }
        let size: HTML =
            standalone
            ? " width=\"\(Self.number(Self.width))\" height=\"\(Self.number(height))\" font-family=\"sans-serif\"" : ""
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 \(Self.number(Self.width)) \(Self.number(height))" role="group"\(size)>
            <title>\(title)</title><desc>\(description)</desc>
            \(standalone ? "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>" : "")\(drawn)\(axis(paint))</svg>

            """
    }

    private func panel(_ panel: Panel, y: Double, _ paint: Paint) -> HTML {
        let most = Self.rounded(up: panel.series.bins.map { Self.top(of: $0.bounds) }.max() ?? 0)
        func place(_ value: Double) -> Double { y + Self.panelHeight * (1 - value / most) }
        let isEmpty = panel.series.bins.allSatisfy { Self.top(of: $0.bounds) == 0 }
        let lines = (isEmpty ? [0] : most < 2 ? [0, most] : [0, most / 2, most]).map { value -> HTML in
            let line = Self.number(place(value))
            return """
                <path\(paint("grid")) d="M\(Self.number(Self.left)) \(line)H\(Self.number(Self.width - Self.right))"/>\
                <text\(paint("tick")) x="\(Self.number(Self.left - 6))" y="\(Self.number(place(value) + 3.5))" text-anchor="end">\(wording.number(value))</text>

                """
        }
        let bars = panel.series.bins.enumerated().compactMap { bar($0, $1, panel, place, paint) }
        return """
            <g><text\(paint("panel")) x="\(Self.number(Self.left))" y="\(Self.number(y - 8))">\(panel.title)\(isEmpty ? " · \(wording["ledgers.none"])" : "")</text>
            \(lines)\(bars)</g>

            """
    }

    /// nil where nothing is told: no bar of zero for what nobody counted.
    private func bar(
        _ number: Int, _ bin: LedgerSeries.Bin, _ panel: Panel, _ place: (Double) -> Double, _ paint: Paint
    ) -> HTML? {
        guard bin.count > 0, Self.top(of: bin.bounds) > 0 else { return nil }
        let step = (Self.width - Self.left - Self.right) / Double(max(panel.series.bins.count, 1))
        let (x, width) = (Self.left + Double(number) * step + step * 0.08, max(1, min(step * 0.84, 40)))
        func rect(_ role: String, _ value: Double?) -> HTML {
            guard let value, value > 0 else { return .empty }
            let (y, height) = (place(value), place(0) - place(value))
            return
                "<rect\(paint(role, of: panel.role)) x=\"\(Self.number(x))\" y=\"\(Self.number(y))\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\"/>"
        }
        let bounds = bin.bounds
        let best: HTML =
            bounds.best.map {
                "<path\(paint("best", of: panel.role)) d=\"M\(Self.number(x)) \(Self.number(place($0)))h\(Self.number(width))\"/>"
            } ?? .empty
        let days = Figures(wording: wording).days(bin.days?.lowerBound, bin.days?.upperBound)
        let label = wording("ledgers.bar", panel.title, days, Figures(wording: wording).text(bounds))
        let shapes: HTML = "<title>\(label)</title>\(rect("high", bounds.high))\(rect("low", bounds.low))\(best)"
        return paint.standalone ? "<g>\(shapes)</g>" : "<a href=\"\(panel.link(bin))\" tabindex=\"-1\">\(shapes)</a>\n"
    }

    /// Days in ISO 8601, as long as the step is: the same in every language.
    private func axis(_ paint: Paint) -> HTML {
        guard let series = panels.first?.series, !series.bins.isEmpty else { return .empty }
        let step = (Self.width - Self.left - Self.right) / Double(series.bins.count)
        let stride = max(1, (series.bins.count + 7) / 8)
        let labels = Swift.stride(from: 0, to: series.bins.count, by: stride).map { number -> HTML in
            let day = series.bins[number].days?.lowerBound.description ?? ""
            let length = series.step == .year ? 4 : series.step == .month ? 7 : 10
            let x = min(Self.left + (Double(number) + 0.5) * step, Self.width - 30)
            return
                "<text\(paint("tick")) x=\"\(Self.number(x))\" y=\"\(Self.number(height - 8))\" text-anchor=\"middle\">\(String(day.prefix(length)))</text>"
        }
        return labels.joined()
    }

    private static func number(_ value: Double) -> String { value.rounded(decimals: 1).plain ?? "0" }

    /// Colours: by class on a page, whose style knows light and dark; written out in a file.
    private struct Paint {
        let standalone: Bool

        private static let colours = [
            "civilian": ("#7c2a8a", "#d9b3e0"), "combatant": ("#7a5200", "#e6c98a"), "unknown": ("#5b5852", "#cfcbc2"),
            "movements": ("#0d6570", "#a6d8dd"),
        ]

        func callAsFunction(_ role: String, of panel: String = "") -> HTML {
            guard standalone else { return " class=\"\(role) \(panel)\"" }
            let (strong, tint) = Self.colours[panel] ?? ("#1d1c1a", "#dcd8cf")
            return switch role {
            case "grid": " stroke=\"#dcd8cf\" fill=\"none\""
            case "tick": " fill=\"#5b5852\" font-size=\"11\""
            case "panel": " fill=\"#1d1c1a\" font-size=\"13\" font-weight=\"600\""
            case "high": " fill=\"\(tint)\""
            case "low": " fill=\"\(strong)\" fill-opacity=\"0.55\""
            default: " stroke=\"\(strong)\" stroke-width=\"2\" fill=\"none\""
            }
        }
    }
}
