package import Domain
import Logging
import ServiceLifecycle
package import Services

/// Removes files that nobody needs (文件清理): sent and never attached, or left behind by a process that died between the
/// file and its row.
package struct FileSweep: Sendable {
    private let tree: FileTree
    private let attachments: AttachmentService
    private let hours: Int

    package init(_ configuration: Configuration, _ attachments: AttachmentService) {
        tree = FileTree(root: configuration.filesFolder)
        self.attachments = attachments
        hours = configuration.files.unusedHours
    }

    /// How many files went.
    ///
    /// A row goes before its file: whoever dies in between leaves a file without a row, which the next sweep finds. A file
    /// without a row is left alone while it is young, since its row may be on the way.
    package func run(at now: Instant) async throws -> Int {
        let limit = now.advanced(bySeconds: -Int64(hours) * 3600)
        let expired = try await attachments.expire(sentBefore: limit)
        for name in expired { tree.remove(name) }
        var old: [[String]] = []
        tree.forEachFolder { names in
            let some = names.filter { tree.writtenAt($0).map { $0 < limit.milliseconds } ?? false }
            if !some.isEmpty { old.append(some) }
        }
        var count = expired.count
        for names in old {
            for name in try await attachments.unknown(names) {
                tree.remove(name)
                count += 1
            }
        }
        return count
    }
}

/// Sweeps every hour, as long as the server runs (定时文件清理).
struct FileSweepTimer: NamedService {
    static let name = "file sweep"

    let data: OpenData
    let clock: any Clock
    let logger: Logger

    func run() async throws {
        let sweep = FileSweep(data.configuration, AttachmentService(store: data.open.store))
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    let count = try await Origin.$current.withValue(Origin(action: "file_sweep")) {
                        try await sweep.run(at: clock.now())
                    }
                    if count > 0 { logger.notice("unused files removed", metadata: ["files": "\(count)"]) }
                } catch {
                    logger.error("file sweep failed", metadata: ["error": "\(error)"])
                }
                do {
                    try await Task.sleep(for: .seconds(3600))
                } catch { return }
            }
        }
    }
}
