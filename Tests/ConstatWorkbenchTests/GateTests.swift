import HTTPTypes
import Hummingbird
import Testing

@testable import ConstatWorkbench

@Suite struct GateTests {
    @Test(arguments: [
        "localhost", "localhost:8080", "LOCALHOST:1", "127.0.0.1:8080", "192.168.1.7", "[::1]:8080", "[::1]",
    ])
    func namesOfThisMachineAreOurs(_ host: String) { #expect(Gate.isOurs(host: host)) }

    @Test(arguments: [
        "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1:8080.evil.example", "[::1",
        "[evil]", "localhost:", "localhost:99999", "1.2.3", "1.2.3.4.5", "1.2.3.256", "localhost@evil.example",
    ])
    func otherNamesAreNot(_ host: String) { #expect(!Gate.isOurs(host: host)) }
}

@Suite struct QueryTests {
    @Test func escapesComeBack() throws {
        let query = Query([("q", "a&b=c d+é%"), ("q", "Ténenkou"), ("empty", "")])
        let again = try #require(Query(encoded: query.encoded))
        #expect(again.all("q") == ["a&b=c d+é%", "Ténenkou"])
        #expect(again["empty"] == nil)
    }

    @Test(arguments: ["%", "%4", "%zz", "a=%ff", "a=%c3%28"])
    func brokenEscapesAreNoQuery(_ encoded: String) { #expect(Query(encoded: encoded) == nil) }

    @Test func bytesThatAreNoTextAreNoQuery() { #expect(Query(encoded: [0x61, 0x3D, 0xFF] as [UInt8]) == nil) }
}

@Suite struct HTMLTests {
    @Test func textIsInertAndMarkupStays() {
        let hostile = "<script>alert(\"1\")</script>"
        let inner: HTML = "<b>\(hostile)</b>"
        let outer: HTML = "<p title=\"\(hostile)\">\(inner)\([inner, inner])</p>"
        #expect(!outer.markup.contains("<script"))
        #expect(outer.markup.contains("<b>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;</b>"))
    }
}
