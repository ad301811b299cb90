import CSQLite

/// Keeps the write-ahead log short, on the writer's thread and between its groups.
///
/// `@unchecked Sendable` because, like the connection it serves, it is touched by the writer's thread only.
final class LogKeeper: @unchecked Sendable {
    /// Pages after which the log is copied: SQLite's own default, a few milliseconds of work.
    static let step = 1_000
    /// How long the writer may wait for readers to cut a log beyond its cap, in milliseconds.
    ///
    /// Readers hold a snapshot for one wake-up; a long report keeps the log anyway, and writers should not feel it.
    static let patience: Int32 = 100

    private let connection: Connection
    private let busyMilliseconds: Int32
    private let capPages: Int
    private var pages = 0
    private var nextAt = LogKeeper.step

    init(_ connection: Connection, settings: ConnectionSettings, capPages: Int) {
        self.connection = connection
        busyMilliseconds = settings.busyMilliseconds
        self.capPages = max(capPages, Self.step)
        sqlite3_wal_hook(
            connection.database,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                Unmanaged<LogKeeper>.fromOpaque(context).takeUnretainedValue().note(Int(pages))
                return SQLITE_OK
            },
            Unmanaged.passUnretained(self).toOpaque()
        )
    }

    deinit {
        sqlite3_wal_hook(connection.database, nil, nil)
    }

    private func note(_ pages: Int) {
        // Fewer than before: the log began again from its start.
        if pages < self.pages { nextAt = Self.step }
        self.pages = pages
    }

    /// Copies the log when it has grown by a step, and cuts it when it has outgrown its cap.
    func tend(_ queue: WriteQueue) {
        guard pages >= nextAt else {
            record(in: queue, checkpoints: 0, unfinished: 0)
            return
        }
        // Again only after another step: a reader that stays would otherwise make every group pay for a try.
        nextAt = pages + Self.step
        var unfinished = copy(.passive)
        var checkpoints = 1
        if pages >= capPages {
            connection.setBusyTimeout(Self.patience)
            unfinished += copy(.truncate)
            checkpoints += 1
            connection.setBusyTimeout(busyMilliseconds)
        }
        record(in: queue, checkpoints: checkpoints, unfinished: unfinished)
    }

    /// Empties the log at the end, so that the database is one file again.
    func finish(_ queue: WriteQueue) {
        let unfinished = copy(.truncate)
        record(in: queue, checkpoints: 1, unfinished: unfinished)
    }

    /// 1 when the checkpoint did not get to its end.
    ///
    /// A failing one loses nothing: the log is kept and copied later.
    private func copy(_ mode: CheckpointMode) -> Int {
        do throws(SQLiteError) {
            let result = try connection.checkpoint(mode)
            if mode == .truncate, !result.wasBusy {
                pages = 0
                nextAt = Self.step
            }
            return result.wasBusy || result.copiedPages < result.logPages ? 1 : 0
        } catch {
            return 1
        }
    }

    private func record(in queue: WriteQueue, checkpoints: Int, unfinished: Int) {
        queue.record { statistics in
            statistics.walPages = pages
            statistics.checkpoints += checkpoints
            statistics.unfinishedCheckpoints += unfinished
        }
    }
}
