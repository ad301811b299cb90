/// Why a database cannot be brought to the schema of this program; nothing of the named migration was kept.
package enum MigrationError: Error, Sendable {
    /// The text of a migration differs from what was applied.
    case changed(String)
    /// The database has a migration that this program does not know.
    case newer(String)
    /// A migration is missing although a later one was applied.
    case gap(missing: String, applied: String)
    /// The program lists its migrations twice or out of order.
    case misordered(String)
    /// The statements of a migration failed.
    case failed(String, SQLiteError)
}

extension MigrationError: CustomStringConvertible {
    /// What is wrong and what to do, in English.
    package var description: String {
        switch self {
        case .changed(let name):
            "Migration \(name) was edited after it was applied to this database. "
                + "Restore its original text, and put the change into a new migration."
        case .newer(let name):
            "The database has migration \(name), which this program does not know. "
                + "Start the newer program, or restore a backup made before the upgrade."
        case .gap(let missing, let applied):
            "Migration \(missing) was never applied, but the later \(applied) was. "
                + "Give \(missing) a number after the last applied one, or restore a backup."
        case .misordered(let name):
            "Migration \(name) is listed twice or out of order in this program. "
                + "Give each migration a number of its own, rising."
        case .failed(let name, let error):
            "Migration \(name) failed and was undone. Correct it and migrate again. \(error.summary)"
        }
    }

    /// What is wrong and what to do, in Chinese.
    package var chinese: String {
        switch self {
        case .changed(let name):
            "迁移 \(name) 在应用到本数据库之后被改动。请恢复其原文，并把改动写成新的迁移。"
        case .newer(let name):
            "数据库中已有本程序不认识的迁移 \(name)。请启动较新的程序，或恢复升级之前的备份。"
        case .gap(let missing, let applied):
            "迁移 \(missing) 从未应用，而其后的 \(applied) 已经应用。请给 \(missing) 换一个排在最后的编号，或恢复备份。"
        case .misordered(let name):
            "迁移 \(name) 在本程序中重复或次序有误。请为每个迁移使用各自递增的编号。"
        case .failed(let name, let error):
            "迁移 \(name) 执行失败，已撤销。请改正后重新迁移。（\(error.summary)）"
        }
    }
}
