import Domain
import Logging
import ServiceLifecycle
import Storage

/// Makes a backup every day at its hour, as long as the server runs (定时备份).
struct BackupService: NamedService {
    static let name = "backup"

    let data: OpenData
    let clock: any Clock
    let logger: Logger

    func run() async throws {
        guard let minute = data.configuration.backup.minuteOfDay else {
            try? await gracefulShutdown()
            return
        }
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let wait = Self.seconds(until: minute, from: clock.now(), in: data.configuration.time)
                do {
                    try await Task.sleep(for: .seconds(wait))
                } catch { return }
                await make()
            }
        }
    }

    private func make() async {
        let job = BackupJob(data: data, folder: BackupFolder(data.configuration.backupFolder))
        do {
            let (path, manifest) = try await job.run(at: clock.now()) { _ in }
            logger.notice("backup made", metadata: ["path": "\(path)", "bytes": "\(manifest.bytes)"])
            let old = job.folder.prune(by: data.configuration.backup.keep, of: manifest.keys)
            if !old.isEmpty {
                logger.notice("backups taken away", metadata: ["names": "\(old.joined(separator: " "))"])
            }
        } catch {
            logger.error("backup failed", metadata: ["error": "\(error)"])
        }
    }

    /// From now to the next time that a clock of the community shows that minute; never none, so that none is made twice.
    static func seconds(until minute: Int, from now: Instant, in time: CommunityTime) -> Int {
        let passed = time.localSeconds(of: now).seconds
        let left = minute * 60 - passed
        return left > 0 ? left : left + 86_400
    }
}
