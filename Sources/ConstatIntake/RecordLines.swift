import ConstatText

/// Splits a stream of bytes into lines, of which it holds one at a time.
package struct RecordLines {
    package enum Content: Equatable {
        case bytes([UInt8])
        case blank
        /// Longer than the limit; its bytes were passed over.
        case tooLong
    }

    package struct Line: Equatable {
        /// From 1.
        package var number: Int
        package var content: Content
    }

    private let source: any ByteSource
    private let limit: Int
    private var block: ArraySlice<UInt8> = []
    private var number = 0
    private var isAtEnd = false

    package init(_ source: any ByteSource, limit: Int) {
        self.source = source
        self.limit = limit
    }

    /// The next line without its line break; nil at the end.
    package mutating func next() throws(FileError) -> Line? {
        var bytes: [UInt8] = []
        var isTooLong = false
        while true {
            if block.isEmpty {
                block = try source.read(upTo: 1 << 16)[...]
                if block.isEmpty {
                    if isAtEnd || (bytes.isEmpty && !isTooLong) { return nil }
                    isAtEnd = true
                    return line(bytes, isTooLong: isTooLong)
                }
            }
            let end = block.firstIndex(of: 0x0A) ?? block.endIndex
            if !isTooLong { bytes += block[..<end] }
            if bytes.count > limit {
                isTooLong = true
                bytes = []
            }
            if end < block.endIndex {
                block = block[(end + 1)...]
                return line(bytes, isTooLong: isTooLong)
            }
            block = []
        }
    }

    private mutating func line(_ bytes: [UInt8], isTooLong: Bool) -> Line {
        number += 1
        if isTooLong { return Line(number: number, content: .tooLong) }
        var bytes = bytes
        if bytes.last == 0x0D { bytes.removeLast() }
        if number == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        let isBlank = bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        return Line(number: number, content: isBlank ? .blank : .bytes(bytes))
    }
}

/// Makes a document of one line of JSON Lines.
struct RecordReader {
    struct Record {
        var document: Document?
        /// What is known where there is no document.
        var known = Arrival.PartialDocument()
        var refusal: Diagnostic?
        var notes: [Diagnostic] = []
        var capture = Capture()
    }

    let options: IntakeOptions

    func record(_ bytes: [UInt8], at place: SourcePlace, defaultID: String) -> Record {
        var record = Record()
        let decoded = TextDecoding.decode(bytes)
        record.notes = IntakeMessages.decoding(decoded, at: place)
        do {
            let value = try JSONParser.value(of: decoded.text.utf8)
            fill(&record, from: value, at: place, defaultID: defaultID)
        } catch let fault as JSONFault {
            let scalars = String(decoding: decoded.text.utf8.prefix(fault.offset), as: UTF8.self).unicodeScalars.count
            let place = SourcePlace(place.path, line: place.line, column: scalars + 1)
            record.refusal = IntakeMessages.brokenRecord(place, expectation: fault.expectation)
        } catch {
            record.refusal = IntakeMessages.brokenRecord(place, expectation: "JSON")
        }
        return record
    }

    private func fill(_ record: inout Record, from value: JSONValue, at place: SourcePlace, defaultID: String) {
        guard case .object = value else {
            record.refusal = IntakeMessages.recordNotAnObject(place)
            return
        }
        var fields = value
        if let inner = value["document"], case .object = inner { fields = inner }
        let id = fields["id"]?.text
        let language = Self.string(fields["language"] ?? fields["lang"]).map(LanguageDecision.code) ?? options.language
        guard let text = Self.string(fields["text"]) else {
            record.known = .init(id: id, language: language)
            record.refusal = IntakeMessages.recordWithoutText(place)
            return
        }
        if TextCheck.isBinary(text.filter { $0 != "\0" }) {
            record.known = .init(id: id, language: language)
            record.refusal = IntakeMessages.binaryRecord(place)
            return
        }
        var publishedOn = options.publishedOn
        if let stated = Self.string(fields["published"] ?? fields["date"] ?? fields["reference"] ?? .null),
            !stated.isEmpty
        {
            publishedOn = CalendarDay(stated)
            if publishedOn == nil { record.notes.append(IntakeMessages.unreadableDate(stated, at: place)) }
        }
        record.capture = capture(of: fields, at: place, notes: &record.notes)
        record.document = Document(
            id: id ?? defaultID, text: text, language: language, publishedOn: publishedOn,
            title: Self.string(fields["title"]), url: Self.string(fields["url"]),
            publisher: Self.string(fields["publisher"]) ?? options.publisher)
    }

    private func capture(of fields: JSONValue, at place: SourcePlace, notes: inout [Diagnostic]) -> Capture {
        var capture = options.capture
        if let stated = Self.string(fields["captured"]), !stated.isEmpty {
            capture.time = CaptureTime(stated)
            if capture.time == nil { notes.append(IntakeMessages.unreadableCapture(stated, at: place)) }
        }
        if let method = Self.string(fields["method"]), !method.isEmpty { capture.method = method }
        return capture
    }

    private static func string(_ value: JSONValue?) -> String? {
        if case .string(let text) = value { return text }
        return nil
    }
}
