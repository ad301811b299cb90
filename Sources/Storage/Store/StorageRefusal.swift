package import Domain
package import SQLite

/// What a client is told when the storage fails: when to ask again, and what the administrator must do first.
extension SQLiteError: RefusableError {
    package var refusal: DomainError? {
        if isFull {
            return DomainError(
                .noSpace,
                "storage_full",
                "磁盘空间不足，未保存；管理员清理空间后会自动恢复",
                "The disk is full and nothing was saved; it works again as soon as the administrator has made room"
            )
        }
        if isCorrupt {
            return DomainError(
                .unavailable,
                "storage_damaged",
                "数据库文件损坏，请联系管理员运行 linli check 并恢复备份",
                "The database file is damaged; the administrator is to run linli check and to restore a backup"
            )
        }
        guard isStorageFailure else { return nil }
        return DomainError(
            .unavailable,
            "storage_unavailable",
            "存储暂时不可用，未保存，请稍后重试",
            "The storage does not answer and nothing was saved; try again in a moment"
        )
    }
}
