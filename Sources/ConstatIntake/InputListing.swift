/// One file to read, or the reason why a path gave none.
struct Input {
    enum Found {
        case file
        case standardInput
        case problem(Diagnostic)
    }

    var path: String
    var found: Found
    /// The documents' identifier, or the first part of it.
    var id: String
    /// Without the dot, lower case; nil where the name has none.
    var fileExtension: String?
}

/// Turns what the user named into files: folders opened, in the order of their paths, each with an identifier.
struct InputListing {
    private let fileSystem: any FileSystem
    private var found: [(path: String, relative: String, found: Input.Found)] = []
    private static let deepest = 64

    static func inputs(_ paths: [String], fileSystem: any FileSystem) -> [Input] {
        var listing = InputListing(fileSystem: fileSystem)
        for path in paths { listing.list(path) }
        return listing.identified()
    }

    private init(fileSystem: any FileSystem) { self.fileSystem = fileSystem }

    private mutating func list(_ path: String) {
        if path == "-" {
            found.append((path, "stdin", .standardInput))
            return
        }
        do throws(FileError) {
            let entry = try fileSystem.entry(at: path)
            if entry.kind == .folder {
                let before = found.count
                listFolder(path, relative: "", ancestors: [entry.identity])
                if found.count == before { found.append((path, path, .problem(IntakeMessages.emptyFolder(path)))) }
            } else {
                found.append((path, Self.name(of: path), .file))
            }
        } catch {
            found.append((path, path, .problem(IntakeMessages.unreadable(path, error))))
        }
    }

    /// A link back to a folder that holds it is passed over; other links are followed.
    private mutating func listFolder(_ path: String, relative: String, ancestors: [[UInt64]]) {
        let names: [String]
        do throws(FileError) {
            names = try fileSystem.names(inFolder: path)
        } catch {
            found.append((path, relative, .problem(IntakeMessages.unreadableFolder(path, error))))
            return
        }
        for name in names.sorted(by: Self.precedes) where !name.hasPrefix(".") {
            let inner = path.hasSuffix("/") ? path + name : path + "/" + name
            listEntry(
                inner, name: name, relative: relative.isEmpty ? name : relative + "/" + name, ancestors: ancestors)
        }
    }

    private mutating func listEntry(_ path: String, name: String, relative: String, ancestors: [[UInt64]]) {
        do throws(FileError) {
            let entry = try fileSystem.entry(at: path)
            switch entry.kind {
            case .folder:
                if ancestors.contains(entry.identity) { return }
                guard ancestors.count < Self.deepest else {
                    found.append((path, relative, .problem(IntakeMessages.folderTooDeep(path, levels: Self.deepest))))
                    return
                }
                listFolder(path, relative: relative, ancestors: ancestors + [entry.identity])
            case .file:
                if let ending = Self.fileExtension(of: name), ContentKind.knownExtensions.contains(ending) {
                    found.append((path, relative, .file))
                }
            case .other: break
            }
        } catch {
            found.append((path, relative, .problem(IntakeMessages.unreadable(path, error))))
        }
    }

    /// By bytes, so that the order is the same on every machine.
    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// The file's name alone; its path where two files share the name; the path with its extension where they share that.
    private func identified() -> [Input] {
        let stem = { (entry: (path: String, relative: String, found: Input.Found)) in
            Self.withoutExtension(Self.name(of: entry.relative))
        }
        let path = { (entry: (path: String, relative: String, found: Input.Found)) in
            Self.withoutExtension(entry.relative)
        }
        let stems = Self.counts(found.map(stem))
        let paths = Self.counts(found.map(path))
        return found.map { entry in
            var id = stem(entry)
            if stems[id, default: 0] > 1 { id = path(entry) }
            if stems[stem(entry), default: 0] > 1, paths[id, default: 0] > 1 { id = entry.path }
            return Input(
                path: entry.path, found: entry.found, id: id, fileExtension: Self.fileExtension(of: entry.path))
        }
    }

    private static func counts(_ names: [String]) -> [String: Int] {
        names.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    static func fileExtension(of path: String) -> String? {
        let name = name(of: path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return name[name.index(after: dot)...].lowercased()
    }

    private static func withoutExtension(_ path: String) -> String {
        guard let ending = fileExtension(of: path), ContentKind.knownExtensions.contains(ending) else { return path }
        return String(path.dropLast(ending.count + 1))
    }
}
