import ArgumentParser
import ConstatIntake
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

    static func captureTime(_ typed: String?) throws -> CaptureTime? {
        guard let typed else { return nil }
        guard let time = CaptureTime(typed) else { throw ValidationError(CommandMessages.invalidCapture(typed)) }
        return time
    }

    static func language(_ typed: String?) throws -> String? {
        guard let typed else { return nil }
        guard DocumentReader.supportedLanguages.contains(typed) else {
            throw ValidationError(CommandMessages.unknownLanguage(typed))
        }
        return typed
    }
}
