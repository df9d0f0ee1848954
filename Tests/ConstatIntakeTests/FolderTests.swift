import ConstatText
import Testing

@testable import ConstatIntake

@Suite struct FolderTests {
    private let text = MemoryFiles.Entry.bytes(.init(text: Sample.text))

    @Test func aFolderIsReadInTheOrderOfItsPaths() {
        let found = arrivals(
            [
                "f": .folder(["b.txt", "sub", "a.html", ".hidden.txt", "photo.jpg", "c.MD"]),
                "f/b.txt": text, "f/c.MD": text, "f/.hidden.txt": text, "f/photo.jpg": text,
                "f/a.html": text, "f/sub": .folder(["z.jsonl"]),
                "f/sub/z.jsonl": .bytes(.init(text: #"{"id":"z1","text":"Deux morts.","language":"fr"}"#)),
            ], ["f"])
        #expect(found.map(\.place.path) == ["f/a.html", "f/b.txt", "f/c.MD", "f/sub/z.jsonl"])
        #expect(found.map { $0.document?.id } == ["a", "b", "c", "z1"])
    }

    @Test func namesThatClashAreToldApartByTheirPaths() {
        let found = arrivals(
            [
                "f": .folder(["a", "b", "r.txt", "r.html", "s.txt"]), "f/a": .folder(["r.txt"]),
                "f/b": .folder(["s.txt"]),
                "f/a/r.txt": text, "f/b/s.txt": text, "f/r.txt": text, "f/r.html": text, "f/s.txt": text,
            ], ["f"])
        #expect(found.map { $0.document?.id } == ["a/r", "b/s", "f/r.html", "f/r.txt", "s"])
    }

    @Test func aFolderWithoutPermissionIsNamedAndTheRestIsRead() {
        let found = arrivals(
            [
                "f": .folder(["a", "b.txt", "c.txt"]), "f/a": .closedFolder(.noPermission),
                "f/b.txt": .error(.noPermission),
                "f/c.txt": text,
            ], ["f", "g"])
        #expect(
            found.map { $0.refusal?.identifier } == ["permission-denied", "permission-denied", nil, "file-missing"])
        #expect(found[0].refusal?.place.path == "f/a")
        #expect(found[2].document?.id == "c")
    }

    @Test func aLinkToAFolderAboveIsNotFollowed() {
        let found = arrivals(
            ["f": .folder(["a.txt", "loop"]), "f/a.txt": text, "f/loop": .linkToFolder("f")], ["f"])
        #expect(found.map(\.place.path) == ["f/a.txt"])
    }

    @Test func aFolderWithoutReportsIsSaid() {
        #expect(
            arrivals(["f": .folder(["a.jpg"]), "f/a.jpg": text], ["f"]).map { $0.refusal?.identifier } == [
                "folder-empty"
            ])
    }

    @Test func aBrokenLinkInAFolderIsNamed() {
        let found = arrivals(
            ["f": .folder(["a.txt", "gone.txt"]), "f/a.txt": text, "f/gone.txt": .error(.missing)], ["f"])
        #expect(found.map { $0.refusal?.identifier } == [nil, "file-missing"])
    }

    @Test func standardInputIsToldByItsContent() {
        #expect(arrivals([:], ["-"], input: .init(text: Sample.text)).first?.document?.id == "stdin")
        let page = Sample.page("<article><p>\(Sample.first)</p><p>\(Sample.second)</p></article>")
        #expect(arrivals([:], ["-"], input: page).first?.document?.text == Sample.first + "\n\n" + Sample.second)
        let records = #"{"id":"a","text":"x","language":"fr"}"# + "\n" + #"{"text":"x","language":"fr"}"#
        #expect(arrivals([:], ["-"], input: .init(text: records)).map { $0.document?.id } == ["a", "stdin:2"])
    }

    @Test func theMachinesOwnFilesAnswerWithTheirErrors() {
        let files = LocalFileSystem()
        #expect(throws: FileError.missing) { try files.entry(at: "/no/such/path/at/all") }
        #expect(throws: FileError.self) { try files.entry(at: "/dev/null/below") }
        #expect(throws: FileError.self) { try files.names(inFolder: "/dev/null") }
        #expect(throws: FileError.missing) { try files.open("/no/such/path/at/all") }
    }
}
