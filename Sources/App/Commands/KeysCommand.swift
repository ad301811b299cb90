import Domain
import Storage

/// 密钥轮换: a new key seals from now on, and what older ones sealed is sealed anew while the server serves.
package struct RotateKeysCommand: AdminCommand {
    package static let name = "keys rotate"
    package let arguments: [String: String] = [:]

    /// Rows of one transaction: a few milliseconds of the writer.
    private static let batch = 200

    package init() {}

    package init(arguments: [String: String]) throws {}

    package func perform(on data: OpenData, interruption: Interruption, output: CommandOutput) async throws {
        let store = data.open.store
        var left = 0
        for column in SQLStore.sealedColumns { left += try await store.sealedOtherwise(column) }
        if left == 0 {
            try KeyFile.addSealingKey(data.configuration.keyPath, to: data.open.vault.ring)
            try await store.noteKeys()
            output.tell(
                "已在 \(data.configuration.keyPath) 中加入密钥 \(data.open.vault.ring.newest.id)，今后用它加密",
                "key \(data.open.vault.ring.newest.id) was added to \(data.configuration.keyPath) and seals from now on"
            )
            for column in SQLStore.sealedColumns { left += try await store.sealedOtherwise(column) }
        } else {
            output.tell(
                "继续使用密钥 \(data.open.vault.ring.newest.id)：还有 \(left) 个字段由旧密钥加密",
                "going on with key \(data.open.vault.ring.newest.id): \(left) values are sealed with older ones"
            )
        }
        var count = 0
        for column in SQLStore.sealedColumns {
            var row: Int64? = 0
            while let after = row {
                let step = try await store.reseal(column, after: after, limit: Self.batch)
                (row, count) = (step.next, count + step.count)
                guard !interruption.isAsked else {
                    throw CommandFailure.bilingual(
                        "已中断，完成 \(count)/\(left)；再次运行同一命令会接着做",
                        "interrupted after \(count) of \(left) values; the same command goes on from there"
                    )
                }
                output.progress("已重新加密 sealed anew \(count)/\(left)")
            }
        }
        output.progress(nil)
        output.tell(
            "已重新加密 \(count) 个字段；旧密钥保留在文件中，旧备份仍需要它们",
            "\(count) values sealed anew; older keys stay in the file, for older backups need them"
        )
    }
}

/// 导出密钥: a copy of the key file, to be kept apart from the backups.
package struct ExportKeysCommand: Sendable {
    package var path: String

    package init(path: String) { self.path = path }

    package func run(_ configuration: Configuration, output: CommandOutput) async throws {
        try await CommandFailure.explaining {
            _ = try KeyFile.load(configuration.keyPath)
            let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
            for other in [configuration.backupFolder, configuration.dataDirectory]
            where FileContents.isSame(folder, other) {
                throw CommandFailure.bilingual(
                    "\(path) 与密钥所保护的数据在同一处，拿走一个就等于拿走两个；请换一个位置",
                    "\(path) lies beside what the keys open; whoever takes one takes both. Name another place"
                )
            }
            guard FileContents.copy(configuration.keyPath, to: path) else {
                throw CommandFailure.bilingual(
                    "无法写入 \(path)，或该文件已存在",
                    "\(path) can not be written, or is there already"
                )
            }
            output.tell(
                "密钥已导出到 \(path)，仅所有者可读；请与备份分开保管",
                "the keys are in \(path), readable by its owner alone; keep them apart from the backups"
            )
        }
    }
}
