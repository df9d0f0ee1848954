import CConstatData

/// The files that the build put into the binary: lexicons, frames, models, the gazetteer, the page's style and script.
public enum EmbeddedResource {
    /// The bytes of a resource by its file name; they live as long as the program.
    /// A name that was never embedded is a programming error and traps.
    public static func bytes(named name: String) -> UnsafeRawBufferPointer {
        var index = 0
        while true {
            let resource = constat_resource_at(index)
            guard let candidate = resource.name, let bytes = resource.bytes else {
                preconditionFailure("no embedded resource is named \(name)")
            }
            if String(cString: candidate) == name { return UnsafeRawBufferPointer(start: bytes, count: resource.count) }
            index += 1
        }
    }

    /// The file names of all of them, in the order in which the build lists them.
    public static var names: [String] {
        var names: [String] = []
        while let name = constat_resource_at(names.count).name { names.append(String(cString: name)) }
        return names
    }

    public static func text(named name: String) -> String {
        String(decoding: bytes(named: name), as: UTF8.self)
    }

    /// The lines of a text resource that say something: `#` starts a comment (at the line's start or after a blank),
    /// blank lines are left out. Numbers count from 1.
    public static func lines(named name: String) -> [(number: Int, text: Substring)] {
        lines(of: text(named: name))
    }

    public static func lines(of text: String) -> [(number: Int, text: Substring)] {
        var lines: [(number: Int, text: Substring)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = withoutComment(line)
            if !words.isEmpty { lines.append((index + 1, words)) }
        }
        return lines
    }

    private static func withoutComment(_ line: Substring) -> Substring {
        var end = line.endIndex
        var previous: Character = " "
        for index in line.indices {
            if line[index] == "#", previous == " " || previous == "\t" { end = index; break }
            previous = line[index]
        }
        var words = line[..<end]
        while let last = words.last, last == " " || last == "\t" || last == "\r" { words.removeLast() }
        return words
    }
}
