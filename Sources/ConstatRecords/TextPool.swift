/// Gives equal texts one storage: the names of a few thousand places and actors stand in hundreds of thousands of claims.
///
/// For texts that come again and again; sentences hardly do, and would only make it large.
public final class TextPool {
    private var texts: Set<String> = []

    /// Up to so many bytes of UTF-8 stand in the value itself.
    private static let inlineSize = 15

    public init() {}

    func shared(_ text: String) -> String {
        text.utf8.count <= Self.inlineSize ? text : texts.insert(text).memberAfterInsert
    }
}
