public import ConstatIntake
import GRDB

extension Store {
    /// Copies the store as it is at this moment into a new file, also while other processes write to it.
    ///
    /// The file appears when it is whole. One that stands there is never overwritten.
    public func backUp(to target: String) throws(Diagnostic) {
        if StoreFile.stands(target) { throw StoreMessages.backupExists(target) }
        let temporaryPath = StoreFile.temporaryPath(beside: target)
        StoreFile.remove(temporaryPath)
        do {
            let copy = try DatabaseQueue(path: temporaryPath)
            try queue.backup(to: copy)
            try copy.close()
        } catch {
            StoreFile.remove(temporaryPath)
            let words = (error as? DatabaseError).map { $0.message ?? "error \($0.resultCode.rawValue)" } ?? "\(error)"
            throw StoreMessages.backupUnwritable(target, words)
        }
        let isPlaced = try StoreFile.put(temporaryPath, at: target) { StoreMessages.backupUnwritable(target, $0) }
        if !isPlaced { throw StoreMessages.backupExists(target) }
    }
}
