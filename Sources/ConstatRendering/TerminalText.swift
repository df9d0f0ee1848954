/// How many columns text takes on a terminal, and text made safe to print there.
enum TerminalText {
    /// 0 for combining and invisible scalars, 2 for East Asian wide ones and pictures, 1 for all others.
    static func width(_ scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x300 { return value == 0xAD ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            return 2
        case 0xFE00...0xFE0F: return 0
        default: return 1
        }
    }

    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    /// What may be printed for the scalar. Control characters become their pictures and direction overrides go:
    /// a report must not be able to colour, move or rewrite the terminal of its reader.
    static func printable(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value)
        case 0x7F: "\u{2421}"
        case 0x80...0x9F: "\u{FFFD}"
        case 0x202A...0x202E, 0x2066...0x2069: nil
        default: scalar
        }
    }

    static func printable(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { safe, scalar in
            if let scalar = isBlank(scalar) ? " " : printable(scalar) { safe.unicodeScalars.append(scalar) }
        }
    }

    /// Where a line may break; no-break spaces are none.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    /// The words in lines of at most `width` columns; a word that is wider stands alone on its line, cut where full.
    static func wrapped(_ text: String, width: Int) -> [String] {
        wrapped(text.unicodeScalars.map { StyledScalar(scalar: $0, style: .plain) }, width: width).map { line in
            line.reduce(into: "") { $0.unicodeScalars.append($1.scalar) }
        }
    }

    static func wrapped(_ cells: [StyledScalar], width: Int) -> [[StyledScalar]] {
        var lines: [[StyledScalar]] = []
        var line: [StyledScalar] = []
        var used = 0
        for (gap, word) in words(cells) {
            let wordWidth = word.reduce(0) { $0 + Self.width($1.scalar) }
            if !line.isEmpty, used + 1 + wordWidth > width {
                lines.append(line)
                (line, used) = ([], 0)
            }
            if !line.isEmpty {
                line.append(StyledScalar(scalar: " ", style: gap))
                used += 1
            }
            for cell in word {
                let cellWidth = Self.width(cell.scalar)
                if used + cellWidth > width, !line.isEmpty {
                    lines.append(line)
                    (line, used) = ([], 0)
                }
                line.append(cell)
                used += cellWidth
            }
        }
        return line.isEmpty ? lines : lines + [line]
    }

    /// Printable words, each with the style of the blank before it: a mark over two words covers the gap too.
    private static func words(_ cells: [StyledScalar]) -> [(gap: TextStyle, word: [StyledScalar])] {
        var words: [(gap: TextStyle, word: [StyledScalar])] = []
        var word: [StyledScalar] = []
        var gap = TextStyle.plain
        for cell in cells {
            if isBlank(cell.scalar) {
                if !word.isEmpty { words.append((gap, word)) }
                (word, gap) = ([], cell.style)
            } else if let scalar = printable(cell.scalar) {
                word.append(StyledScalar(scalar: scalar, style: cell.style))
            }
        }
        if !word.isEmpty { words.append((gap, word)) }
        return words
    }
}

/// How a scalar of a sentence is marked: the strongest of the claims that cover it.
enum TextStyle: Hashable {
    case plain
    /// Words of ours about a claim.
    case label(Int)
    /// Words of a slot; the number is the SGR colour.
    case slot(Int)
    case trigger(Int)
}

struct StyledScalar {
    var scalar: Unicode.Scalar
    var style: TextStyle
}
