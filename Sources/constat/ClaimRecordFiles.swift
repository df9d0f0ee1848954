import ArgumentParser
import ConstatIntake
import ConstatRecords

/// Reads claim records from files of JSON Lines and says what could not be used.
struct ClaimRecordFiles {
    private(set) var records: [ClaimRecord] = []
    /// Whether something could not be read at all.
    private(set) var isIncomplete = false
    private static let lineLimit = 64 << 20
    private let texts = TextPool()

    /// - Parameter paths: `-` is standard input.
    mutating func read(_ paths: [String]) {
        for path in paths { read(path) }
    }

    private mutating func read(_ path: String) {
        let files = LocalFileSystem(isStopped: { Interruption.isRequested })
        do {
            var lines = RecordLines(path == "-" ? files.standardInput() : try files.open(path), limit: Self.lineLimit)
            while let line = try lines.next(), !Interruption.isRequested { take(line, at: path) }
        } catch {
            isIncomplete = true
            Terminal.say(CommandMessages.unreadableRecords(path, error.words))
        }
    }

    private mutating func take(_ line: RecordLines.Line, at path: String) {
        let place = SourcePlace(path == "-" ? "<stdin>" : path, line: line.number)
        switch line.content {
        case .blank: return
        case .tooLong:
            isIncomplete = true
            Terminal.say(CommandMessages.recordTooLong(place))
        case .bytes(let bytes):
            do {
                let result = try ClaimRecordReader.read(bytes, sharing: texts)
                records.append(result.record)
                for fault in result.faults { Terminal.say(CommandMessages.partLeftOut(fault, at: place)) }
            } catch {
                isIncomplete = true
                Terminal.say(CommandMessages.noClaimRecord(error, at: place))
            }
        }
    }
}
