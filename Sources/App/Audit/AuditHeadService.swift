import Crypto
import Domain
import Logging
import ServiceLifecycle
import Storage

/// Publishes the head of the audit chain when the server begins, every midnight, and when it ends (链头每日公布).
struct AuditHeadService: NamedService {
    static let name = "audit heads"

    let data: OpenData
    let clock: any Clock
    let logger: Logger

    func run() async throws {
        await compare()
        await publish()
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                let wait = BackupService.seconds(until: 0, from: clock.now(), in: data.configuration.time)
                do {
                    try await Task.sleep(for: .seconds(wait))
                } catch { return }
                await publish()
            }
        }
        // In the file alone: a log that nobody reads any more would hold up the end.
        await publish(tellsLog: false)
    }

    /// Says aloud where the chain is not what was published.
    ///
    /// Entries were cut off or rewritten, or a backup was put back, of which whoever did it knows. It is served all the same, as nobody would be helped by a community without its server.
    private func compare() async {
        let heads = AuditHeads(path: data.configuration.auditHeadsPath)
        do {
            guard let fault = try await data.open.store.auditFault(against: heads.known()) else { return }
            try heads.mark(fault, at: clock.now(), in: data.configuration.time)
            logger.critical(
                "the audit chain is not the one that was published; unless a backup was put back, entries were removed or rewritten",
                metadata: [
                    "entry": "\(fault.id)", "fault": "\(fault.kind.rawValue)", "heads": "\(heads.path)",
                    "next": "linli audit verify; after a backup was put back, move the file of heads away",
                ]
            )
        } catch {
            logger.error("audit heads not compared", metadata: ["error": "\(error)"])
        }
    }

    private func publish(tellsLog: Bool = true) async {
        do {
            guard let head = try await data.open.store.auditHead() else { return }
            let heads = AuditHeads(path: data.configuration.auditHeadsPath)
            try heads.publish(head, at: clock.now(), in: data.configuration.time)
            guard tellsLog else { return }
            logger.notice("audit head", metadata: ["entry": "\(head.id)", "hash": "\(Hex.encode(head.hash))"])
        } catch {
            logger.error("audit head not published", metadata: ["error": "\(error)"])
        }
    }
}
