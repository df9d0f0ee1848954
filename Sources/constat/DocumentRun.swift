import ArgumentParser
import ConstatIntake
import ConstatText

/// What a command prints for the documents it is given.
protocol DocumentAnswers {
    /// Printed before the first document.
    var opening: String { get }
    /// What is printed for one document, and how many things were found in it.
    mutating func answer(_ document: Document, notes: [Note]) -> (text: String, found: Int)
    /// Printed after the last document.
    var closing: String { get }
    /// The record that stands for one that could not be read; nil where the output has no records.
    var refusedShape: RecordShape? { get }
    /// Whether output that breaks off is of use.
    var isUsefulInPart: Bool { get }
}

/// One run over documents, from the first to the exit code: output, refusals, progress, the last words.
struct DocumentRun<Answers: DocumentAnswers> {
    private let options: IntakeOptions
    private let outputPath: String?
    private let sink: OutputSink
    private var answers: Answers
    private var summary: RunSummary
    private var progress = ProgressLine()

    /// - Parameter noun: what is counted, in the singular: "claim".
    init(_ answers: Answers, of noun: String, options: IntakeOptions, output: String?) throws {
        self.answers = answers
        self.options = options
        summary = RunSummary(noun: noun)
        outputPath = output
        do throws(WriteFailure) {
            sink = try OutputSink(path: output)
        } catch {
            Terminal.say(CommandMessages.unwritable(output, error.words))
            throw ExitCode(ExitStatus.unwritten)
        }
    }

    /// Ends in an error unless everything was done.
    mutating func run(_ paths: [String]) throws {
        let status = status(of: paths.isEmpty ? ["-"] : paths)
        if status != ExitStatus.done { throw ExitCode(status) }
    }

    private mutating func status(of paths: [String]) -> Int32 {
        do {
            try sink.write(answers.opening)
            let stop: @Sendable () -> Bool = { Interruption.isRequested }
            let reader = DocumentReader(
                options: options, fileSystem: LocalFileSystem(isStopped: stop), isStopped: stop)
            try reader.read(paths) { try take($0) }
            if Interruption.isRequested { return interrupted() }
            try sink.write(answers.closing)
            try sink.finish()
        } catch let failure as WriteFailure {
            sink.discard()
            progress.clear()
            if !failure.isClosedPipe {
                Terminal.say(CommandMessages.unwritable(outputPath, failure.words))
                return ExitStatus.unwritten
            }
        } catch {
            // `take` throws nothing else.
            sink.discard()
            Terminal.say(CommandMessages.unwritable(outputPath, "\(error)"))
            return ExitStatus.unwritten
        }
        return finished()
    }

    private mutating func take(_ arrival: Arrival) throws {
        if !arrival.notes.isEmpty || arrival.refusal != nil { progress.clear() }
        for note in arrival.notes { Terminal.say(note.report) }
        if let refusal = arrival.refusal {
            Terminal.say(refusal.report)
            summary.add(refusal)
            if arrival.isRecord, let shape = answers.refusedShape, let record = arrival.errorRecord(shape) {
                try sink.write(record + "\n")
            }
        } else if let document = arrival.document {
            let (text, found) = answers.answer(document, notes: arrival.notes.map(\.note))
            try sink.write(text)
            summary.add(document, found: found)
        }
        progress.show(CommandMessages.progress(summary, at: arrival.place))
    }

    private mutating func interrupted() -> Int32 {
        progress.clear()
        let partialPath = answers.isUsefulInPart ? sink.keepPartial() : nil
        if partialPath == nil { sink.discard() }
        Terminal.say(CommandMessages.interrupted(summary, partialPath: partialPath))
        return Interruption.exitStatus
    }

    /// The last words: always on a terminal, elsewhere only where something was left out.
    private mutating func finished() -> Int32 {
        progress.clear()
        if Terminal.errorIsTerminal || summary.refused > 0 { Terminal.say(CommandMessages.summary(summary)) }
        return summary.refused > 0 ? ExitStatus.someUnread : ExitStatus.done
    }
}
