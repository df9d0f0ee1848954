import ArgumentParser
import ConstatClaims
import ConstatIntake
import ConstatPlaces
import ConstatText
import ConstatTime

/// What the user typed, checked; a mistake ends in a usage error that says what is valid.
enum Options {
    static func format(_ typed: String, among valid: [String]) throws -> String {
        guard valid.contains(typed) else {
            throw ValidationError(CommandMessages.unknownFormat(typed, valid: valid))
        }
        return typed
    }

    static func preference(_ typed: String) throws -> TimePreference {
        let valid = TimePreference.allCases.map(\.rawValue)
        guard let preference = TimePreference(rawValue: typed) else {
            throw ValidationError(CommandMessages.unknownPreference(typed, valid: valid))
        }
        return preference
    }

    static func day(_ typed: String?, option: String = "--published") throws -> CalendarDay? {
        guard let typed else { return nil }
        guard typed.utf8.count == 10, let day = CalendarDay(typed) else {
            throw ValidationError(CommandMessages.invalidDate(typed, option: option))
        }
        return day
    }

    static func captureTime(_ typed: String?, option: String = "--captured") throws -> CaptureTime? {
        guard let typed else { return nil }
        guard let time = CaptureTime(typed) else {
            throw ValidationError(CommandMessages.invalidTime(typed, option: option))
        }
        return time
    }

    /// ISO 3166-1 alpha-2, in capitals.
    static func country(_ typed: String) throws -> String {
        let code = typed.uppercased()
        guard code.utf8.count == 2, code.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
            throw ValidationError(CommandMessages.invalidCountry(typed))
        }
        return code
    }

    /// The program's own gazetteer and those beside it. One that cannot be read ends the command.
    static func gazetteer(adding paths: [String]) throws -> Gazetteer {
        Gazetteer(adding: try paths.map(gazetteer))
    }

    static func gazetteer(_ path: String) throws -> GazetteerIndex {
        let problem: String
        do {
            guard let bytes = try LocalFileSystem().open(path).readAll(upTo: Int(UInt32.max)) else {
                throw FileError(number: EFBIG)
            }
            return try GazetteerIndex(bytes)
        } catch let fault as GazetteerIndex.Fault {
            problem = CommandMessages.unreadableGazetteer(path, fault)
        } catch let error as FileError {
            problem = CommandMessages.unreadableGazetteer(path, error.words)
        }
        Terminal.say(problem)
        throw ExitCode(ExitStatus.someUnread)
    }

    static func claimType(_ typed: String) throws -> ClaimType {
        guard let type = ClaimType(rawValue: typed) else {
            throw ValidationError(CommandMessages.unknownType(typed, valid: ClaimType.allCases.map(\.rawValue)))
        }
        return type
    }

    static func language(_ typed: String?) throws -> String? {
        guard let typed else { return nil }
        guard DocumentReader.supportedLanguages.contains(typed) else {
            throw ValidationError(CommandMessages.unknownLanguage(typed))
        }
        return typed
    }
}
