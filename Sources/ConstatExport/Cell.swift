import ConstatRecords
import ConstatText

/// What stands in one cell of an export, and why.
struct Cell {
    enum Value: Hashable {
        case text(String)
        case integer(Int)
        case number(Double)
        case empty
    }

    /// A claim that a value comes from, with the words that say it.
    struct Ground: Hashable {
        var claim: ClaimID
        var spans: [QuotedSpan]
    }

    var value: Value
    var rule: ExportRule
    var grounds: [Ground] = []

    static func text(_ text: String?, _ rule: ExportRule = .asStated, _ grounds: [Ground] = []) -> Cell {
        guard let text, !text.isEmpty else { return .empty() }
        return Cell(value: .text(text), rule: rule, grounds: grounds)
    }

    static func integer(_ integer: Int?, _ rule: ExportRule = .asStated, _ grounds: [Ground] = []) -> Cell {
        guard let integer else { return .empty() }
        return Cell(value: .integer(integer), rule: rule, grounds: grounds)
    }

    static func number(_ number: Double?, _ rule: ExportRule = .asStated, _ grounds: [Ground] = []) -> Cell {
        guard let number else { return .empty() }
        return Cell(value: .number(number), rule: rule, grounds: grounds)
    }

    static func empty(_ rule: ExportRule = .notKnown) -> Cell { Cell(value: .empty, rule: rule) }

    /// As a table writes it; "" for an empty cell.
    var text: String {
        switch value {
        case .text(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): number.plain ?? ""
        case .empty: ""
        }
    }
}

/// One row of an export, or one object with fields in the same order.
struct Row {
    /// Names the row in `--explain`.
    var id: String
    private(set) var cells: [(column: String, cell: Cell)] = []

    init(id: String) { self.id = id }

    mutating func put(_ column: String, _ cell: Cell) { cells.append((column, cell)) }

    subscript(column: String) -> Cell? { cells.first { $0.column == column }?.cell }
}

/// An event that is no row of the export, and why.
public struct LeftOut: Sendable, Hashable {
    public var event: String
    public var type: String
    /// One plain clause: "no death is counted".
    public var reason: String
}

/// The explanation of an export: one JSON object a line, a cell each, then what was left out.
enum Explanation {
    static func lines(_ rows: [Row], _ leftOut: [LeftOut]) -> String {
        var text = ""
        for row in rows {
            for (column, cell) in row.cells { text += line(row.id, column, cell) + "\n" }
        }
        for left in leftOut {
            var json = JSONWriter()
            json.object { json in
                json.field("left_out", left.event)
                json.field("type", left.type)
                json.field("reason", left.reason)
            }
            text += json.text + "\n"
        }
        return text
    }

    private static func line(_ row: String, _ column: String, _ cell: Cell) -> String {
        var json = JSONWriter()
        json.object { json in
            json.field("row", row)
            json.field("column", column)
            write(cell.value, to: &json)
            json.field("rule", cell.rule.rawValue)
            json.key("claims")
            json.array(cell.grounds) { json, ground in
                json.object { json in
                    json.field("document", ground.claim.document)
                    json.field("claim", ground.claim.claim)
                    json.key("quotes")
                    json.array(ground.spans) { json, span in
                        json.object { json in
                            json.field("start", span.start)
                            json.field("end", span.end)
                            json.field("quote", span.quote)
                        }
                    }
                }
            }
        }
        return json.text
    }

    private static func write(_ value: Cell.Value, to json: inout JSONWriter) {
        json.value("value", value)
    }
}

extension JSONWriter {
    mutating func value(_ key: String, _ value: Cell.Value) {
        switch value {
        case .text(let text): field(key, text)
        case .integer(let integer): field(key, integer)
        case .number(let number): field(key, number)
        case .empty: field(key, nil as String?)
        }
    }
}
