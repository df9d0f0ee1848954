import ConstatIntake
import ConstatText

/// What a run has done so far.
struct RunSummary {
    /// What is counted, in the singular.
    let noun: String
    private(set) var documents = 0
    private(set) var found = 0
    /// Documents without a publication day.
    private(set) var undated = 0
    private(set) var refused = 0
    /// Documents that a store had before, and those that it keeps out.
    private(set) var known = 0
    private(set) var withdrawn = 0
    /// How many documents were refused for which kind of reason.
    private(set) var reasons: [String: Int] = [:]

    init(noun: String) { self.noun = noun }

    mutating func add(_ document: Document, found: Int) {
        documents += 1
        self.found += found
        if document.publishedOn == nil { undated += 1 }
    }

    mutating func addKnown() { known += 1 }

    mutating func addWithdrawn() { withdrawn += 1 }

    mutating func add(_ refusal: Diagnostic) {
        refused += 1
        reasons[refusal.identifier, default: 0] += 1
    }
}

/// One line on the terminal that says how far the run is. Silent where standard error is no terminal, or where the
/// results themselves appear on it.
struct ProgressLine {
    private let isShown: Bool
    private var isDrawn = false
    private var lastDrawn: ContinuousClock.Instant?
    private static let pause = Duration.milliseconds(100)

    /// - Parameter sharesTerminal: whether results go to standard output.
    init(sharesTerminal: Bool = true) {
        isShown = Terminal.errorIsTerminal && !(sharesTerminal && Terminal.outputIsTerminal)
    }

    mutating func show(_ words: @autoclosure () -> String) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < Self.pause { return }
        lastDrawn = now
        isDrawn = true
        try? writeAll("\r\u{1B}[K" + words().prefix(120), to: 2)
    }

    /// Makes room for a message.
    mutating func clear() {
        guard isDrawn else { return }
        isDrawn = false
        try? writeAll("\r\u{1B}[K", to: 2)
    }
}
