import Synchronization

/// Gives equal texts one storage: the names of a few thousand places and actors stand in hundreds of thousands of claims.
///
/// For texts that come again and again; sentences hardly do, and would only make it large. Threads may share one.
public final class TextPool: Sendable {
    private let texts = Mutex<Set<String>>([])

    /// Up to so many bytes of UTF-8 stand in the value itself.
    private static let inlineSize = 15

    public init() {}

    func shared(_ text: String) -> String {
        text.utf8.count <= Self.inlineSize ? text : texts.withLock { $0.insert(text).memberAfterInsert }
    }
}
