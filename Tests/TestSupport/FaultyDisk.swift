import CFaultVFS
import Synchronization

/// A disk that fails when it is told to, and whose power can be cut (故障磁盘): a SQLite file system under its own name.
///
/// It is @unchecked Sendable because every call takes the mutex of the disk.
package final class FaultyDisk: @unchecked Sendable {
    /// What can be made to fail.
    package enum Operation: String, CaseIterable, Sendable {
        case read, write, sync, truncate, open, delete, lock, map
        /// A write that finds no room.
        case space

        fileprivate var number: linli_operation {
            switch self {
            case .read: LINLI_READ
            case .write: LINLI_WRITE
            case .sync: LINLI_SYNC
            case .truncate: LINLI_TRUNCATE
            case .open: LINLI_OPEN
            case .delete: LINLI_DELETE
            case .lock: LINLI_LOCK
            case .map: LINLI_MAP
            case .space: LINLI_SPACE
            }
        }
    }

    /// The files whose operations are counted apart.
    package enum File: Sendable {
        case database, log

        fileprivate var number: linli_file { self == .database ? LINLI_DATABASE : LINLI_LOG }
    }

    /// What a setting of the connections names.
    package let name: String
    private let disk: OpaquePointer
    private static let made = Atomic<Int>(0)

    package init(seed: UInt64 = 1) throws {
        name = "faulty-\(Self.made.add(1, ordering: .relaxed).newValue)"
        guard let disk = linli_disk_create(name, seed) else { throw TestFailure("no faulty disk") }
        self.disk = disk
    }

    deinit { linli_disk_destroy(disk) }

    /// Lets an operation fail, counted from now, and so many after it.
    package func fail(_ operation: Operation, at first: Int = 1, times: Int = 1) {
        linli_disk_fail(disk, operation.number, Int64(first), Int64(times))
    }

    /// Lets all operations of a kind fail from now on.
    package func failAlways(_ operation: Operation) { fail(operation, times: .max) }

    /// Nothing fails any more.
    package func heal() { linli_disk_heal(disk) }

    /// How many operations failed since one was told to.
    package var failures: Int { Int(linli_disk_failures(disk)) }

    /// Lets the database file be opened for reading only.
    package func setReadOnly(_ isReadOnly: Bool) { linli_disk_set_read_only(disk, isReadOnly ? 1 : 0) }

    /// How many operations there were on a file.
    package func count(_ operation: Operation, of file: File) -> Int {
        Int(linli_disk_count(disk, operation.number, file.number))
    }

    /// How many calls of fsync and fdatasync the system got for a file.
    package func systemSyncs(of file: File) -> Int { Int(linli_disk_system_syncs(disk, file.number)) }

    /// Cuts the power in the n-th change from now on: a write, a sync, a truncation, a deletion.
    package func cutPower(inChange number: Int) { linli_disk_cut_power(disk, Int64(number), 0) }

    /// Cuts the power in the n-th sync from now on, when all of a commit is on its way.
    package func cutPower(inSync number: Int) { linli_disk_cut_power(disk, Int64(number), 1) }

    /// Whether the power is gone.
    package var isCut: Bool { linli_disk_is_cut(disk) != 0 }

    /// Waits until every file is closed, as the last of them are on threads that are ending.
    package func waitUntilClosed() async throws {
        for _ in 0..<Self.patience where linli_disk_open_files(disk) > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }

    /// Far beyond what a thread needs to end; a file that is open after it was forgotten.
    private static let patience = 5_000

    /// Gives power again: every file is what was synced, and a chance part of the rest.
    ///
    /// With `isTorn`, parts of sectors survive, too.
    package func restore(isTorn: Bool) throws {
        let open = linli_disk_open_files(disk)
        guard open == 0 else { throw TestFailure("\(open) files are open after the end") }
        let code = linli_disk_restore(disk, isTorn ? 1 : 0)
        guard code == 0 else { throw TestFailure("the disk can not be restored: errno \(code)") }
    }
}
