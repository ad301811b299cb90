import Glibc
import SQLite

/// Why a database can not be used (数据库问题): what it is, that nothing was changed, and what to do, in both languages.
package struct DatabaseProblem: Error, Sendable, CustomStringConvertible {
    package let english: String
    package let chinese: String

    package var description: String { "\(english)\n\(chinese)" }

    private init(_ english: String, _ chinese: String) {
        self.english = english
        self.chinese = chinese
    }

    /// Runs work on the database and says the errors of SQLite in words that people can act on.
    static func explaining<Result>(_ path: String, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let error as SQLiteError {
            throw DatabaseProblem(error, path: path)
        } catch MigrationError.failed(let name, let error) where error.isStorageFailure || error.isFull {
            // The statements of the migration are not at fault.
            throw DatabaseProblem(error, path: path, during: name)
        }
    }

    /// Looks at what stands in the place of the database, without opening it: closing it would drop SQLite's locks.
    static func checkFile(_ path: String) throws(DatabaseProblem) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return }
            throw .unreadable(path, errno)
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw DatabaseProblem(
                "\(path) is a folder or a device, not a database file. Nothing was changed. Move it away, or name another "
                    + "folder with --data.",
                "\(path) 是文件夹或设备，不是数据库文件。未做任何更改。请移走它，或用 --data 指定另一个文件夹。"
            )
        }
    }

    /// Refuses a file that may not be written before anything opens it: even a reader leaves a log and its index beside it.
    static func checkWritable(_ path: String) throws(DatabaseProblem) {
        guard faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0, errno == EACCES || errno == EROFS else { return }
        throw DatabaseProblem(
            SQLiteError(code: SQLiteError.readOnly, message: String(cString: strerror(errno))),
            path: path
        )
    }

    private static func unreadable(_ path: String, _ code: Int32) -> DatabaseProblem {
        let reason = String(cString: strerror(code))
        return DatabaseProblem(
            "\(path) can not be read: \(reason). Nothing was changed. See that the file and its folder belong to the "
                + "account that runs the server.",
            "无法读取 \(path)（系统错误 \(code)）。未做任何更改。请确认该文件及其文件夹属于运行服务的账号。"
        )
    }

    private static func notADatabase(_ path: String) -> DatabaseProblem {
        DatabaseProblem(
            "\(path) is not a database of this program: it was made by another one, or its beginning was overwritten. "
                + "Nothing was changed. Put a backup of Linli in its place, or name another folder with --data.",
            "\(path) 不是本程序的数据库：可能由其他程序生成，或文件开头已被覆盖。未做任何更改。请换成邻里的备份，或用 --data 指定另一个文件夹。"
        )
    }

    /// A database with tables, but none of this program's.
    static func foreign(_ path: String) -> DatabaseProblem {
        DatabaseProblem(
            "\(path) is a database of another program. Nothing was changed. Put a backup of Linli in its place, or name "
                + "another folder with --data.",
            "\(path) 是其他程序的数据库。未做任何更改。请换成邻里的备份，或用 --data 指定另一个文件夹。"
        )
    }

    /// What an error of SQLite means for whoever runs the server.
    init(_ error: SQLiteError, path: String? = nil, during work: String? = nil) {
        let (place, chinesePlace) = (work.map { " (at \($0))" } ?? "", work.map { "（\($0)）" } ?? "")
        let path = path ?? "linli.db"
        if error.primaryCode == SQLiteError.notADatabase {
            self = .notADatabase(path)
        } else if error.isCorrupt {
            self.init(
                "\(path) is damaged or was cut short. Nothing was changed. Copy the whole folder away first; then see "
                    + "what is whole with linli check, and restore the latest backup. (\(error.summary))",
                "\(path) 已损坏或不完整。未做任何更改。请先备份整个文件夹，再用 linli check 查看完好部分，并恢复最近的备份。"
            )
        } else if error.isFull {
            self.init(
                "There is no space left on the disk of \(path)\(place). What was begun is undone. Make room and start "
                    + "again.",
                "\(path) 所在磁盘空间不足\(chinesePlace)。未完成的操作已撤销。请清理空间后重新启动。"
            )
        } else if error.isCannotOpen || error.isReadOnly {
            self.init(
                "\(path) can not be opened for writing. Nothing was changed. See that the file, those beside it and their "
                    + "folder may be written by the account that runs the server. (\(error.summary))",
                "无法以读写方式打开 \(path)。未做任何更改。请确认该文件、其旁边的文件及文件夹可由运行服务的账号写入。"
            )
        } else if error.isBusy {
            self.init(
                "Another program keeps \(path) locked. Nothing was changed. End it and start again.",
                "另一个程序锁定了 \(path)。未做任何更改。请结束该程序后重新启动。"
            )
        } else if !error.isStorageFailure {
            self.init(
                "\(path) refuses what the program asks of it\(place); it may have been changed by other means. What was begun "
                    + "is undone. See what is whole with linli check, or restore the latest backup. (\(error.summary))",
                "\(path) 拒绝了程序的操作\(chinesePlace)，可能被其他方式改动过。未完成的操作已撤销。请用 linli check 检查，或恢复最近的备份。（\(error.summary)）"
            )
        } else {
            self.init(
                "The disk fails to read or write \(path)\(place). What was begun is undone. See the system's log of the "
                    + "disk; copy the folder to another one and start again. (\(error.summary))",
                "磁盘读写 \(path) 失败\(chinesePlace)。未完成的操作已撤销。请查看系统的磁盘日志，将文件夹复制到另一块磁盘后重新启动。"
            )
        }
    }
}
