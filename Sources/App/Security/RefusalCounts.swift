package import Domain
package import Routing
import Synchronization

/// Counts the refusals of a minute by who was refused and how (拒绝计数), until they are written down.
///
/// One entry stands for all of a minute: a stranger who asks a thousand times a second costs the disk no more than one
/// who asks once.
package final class RefusalCounts: Sendable {
    private struct Key: Hashable {
        let party: Refusals.Party
        let status: UInt16
    }

    /// Whoever has no account makes up addresses at will (an IPv6 block has more than a disk has bytes): beyond so many
    /// they are counted together, which is at most some 30 MB of entries a day.
    private static let mostAddresses = 20
    /// Accounts are given out by people; so many are refused in one minute by a broken client at most.
    private static let mostAccounts = 500

    private let counts = Mutex(Counts())

    private struct Counts {
        var byKey: [Key: Int] = [:]
        var addresses = 0
        var accounts = 0
    }

    package init() {}

    /// Counts an answer, if it is a refusal: no login, no right, nothing there for the caller, too many.
    @inline(__always)
    package func count(_ record: RequestRecord) {
        guard record.status >= 401 else { return }
        noteRefusal(record)
    }

    private func noteRefusal(_ record: RequestRecord) {
        switch record.status {
        case 401, 403, 404, 429: break
        default: return
        }
        let party: Refusals.Party =
            record.accountID.map { .account($0) } ?? record.address.map { .address($0) } ?? .others
        counts.withLock { counts in
            let key = Key(party: party, status: record.status)
            if let count = counts.byKey[key] {
                counts.byKey[key] = count + 1
                return
            }
            switch party {
            case .account where counts.accounts < Self.mostAccounts: counts.accounts += 1
            case .address where counts.addresses < Self.mostAddresses: counts.addresses += 1
            default:
                counts.byKey[Key(party: .others, status: record.status), default: 0] += 1
                return
            }
            counts.byKey[key] = 1
        }
    }

    /// What was counted since it was last asked, the most first.
    package func take() -> [Refusals] {
        let counted = counts.withLock { counts in
            defer { counts = Counts() }
            return counts.byKey
        }
        return counted.map { Refusals($0.key.party, status: $0.key.status, count: $0.value) }
            .sorted { $0.count > $1.count }
    }
}
