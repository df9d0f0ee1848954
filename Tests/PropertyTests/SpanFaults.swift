import Foundation

/// Checks a record as a reader in another language would: `text[start:end] == quote`, counted in Unicode scalars.
enum SpanFaults {
    static func lines(_ record: String) -> [String] {
        guard let object = try? JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any],
            let document = object["document"] as? [String: Any], let text = document["text"] as? String
        else { return ["a record that is no JSON object with a text"] }
        let scalars = Array(text.unicodeScalars)
        var faults: [String] = []
        func walk(_ value: Any, _ trail: String) {
            if let list = value as? [Any] {
                for (index, item) in list.enumerated() { walk(item, "\(trail)[\(index)]") }
            } else if let fields = value as? [String: Any] {
                if let start = fields["start"] as? Int, let end = fields["end"] as? Int,
                    let quote = fields["quote"] as? String
                {
                    let isTrue =
                        start >= 0 && start <= end && end <= scalars.count
                        && scalars[start..<end].elementsEqual(quote.unicodeScalars)
                    if !isTrue {
                        faults.append("\(document["id"] ?? "?")\(trail): \(start)..<\(end) is not « \(quote) »")
                    }
                }
                for (key, item) in fields { walk(item, "\(trail).\(key)") }
            }
        }
        for key in ["claims", "notes"] { walk(object[key] ?? [], ".\(key)") }
        return faults.sorted()
    }
}
