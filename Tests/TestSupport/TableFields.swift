/// A small reader of RFC 4180, to test against: rows of fields.
package func tableFields(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
        switch scalar {
        case "\"" where isQuoted && scalars.first == "\"":
            field.append(scalar)
            scalars.removeFirst()
        case "\"": isQuoted.toggle()
        case "," where !isQuoted, "\r" where !isQuoted:
            row.append(String(field))
            field = String.UnicodeScalarView()
            if scalar == "\r" {
                scalars.removeFirst()
                rows.append(row)
                row = []
            }
        default: field.append(scalar)
        }
    }
    return rows
}
