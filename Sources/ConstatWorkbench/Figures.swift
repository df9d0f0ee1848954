import ConstatEvents
import ConstatRendering
import ConstatText

/// Low, best and high of a toll in few signs: "19 (14–64)", "≥ 9", "not told".
struct Figures {
    let wording: Wording

    func text(_ bounds: EventFigure.Bounds?) -> String {
        guard let bounds, bounds.low ?? bounds.best ?? bounds.high != nil else { return wording["figures.unknown"] }
        let range = range(bounds)
        guard let best = bounds.best else { return range ?? wording["figures.unknown"] }
        let number = wording.number(best)
        guard let range, range != number else { return number }
        return "\(number) (\(range))"
    }

    /// nil where neither bound is told.
    private func range(_ bounds: EventFigure.Bounds) -> String? {
        switch (bounds.low.map(wording.number), bounds.high.map(wording.number)) {
        case (let low?, let high?): low == high ? low : "\(low)–\(high)"
        case (let low?, nil): "≥ \(low)"
        case (nil, let high?): "≤ \(high)"
        case (nil, nil): nil
        }
    }

    /// "14–16 March 2022", "27 February – 3 March 2022"; the one day where they are the same; words for none.
    func days(_ first: CalendarDay?, _ last: CalendarDay?) -> String {
        switch (first, last) {
        case (let first?, let last?): first == last ? wording.day(first) : interval(first, last)
        case (let first?, nil): wording("time.from", wording.day(first))
        case (nil, let last?): wording("time.until", wording.day(last))
        case (nil, nil): wording["figures.undated"]
        }
    }
}

extension Figures {
    /// Year and month once where both days share them.
    private func interval(_ first: CalendarDay, _ last: CalendarDay) -> String {
        guard first.year == last.year else { return "\(wording.day(first)) – \(wording.day(last))" }
        guard first.month == last.month else {
            let year = " \(first.year)"
            let start = wording.day(first)
            return "\(start.hasSuffix(year) ? String(start.dropLast(year.count)) : start) – \(wording.day(last))"
        }
        return "\(first.day)–\(last.day) \(wording["month.\(last.month)"]) \(last.year)"
    }
}

/// What a select offers.
extension HTML {
    static func option(_ value: String, _ words: String, chosen: Bool) -> HTML {
        let mark: HTML = chosen ? " selected" : ""
        return "<option value=\"\(value)\"\(mark)>\(words)</option>"
    }
}
