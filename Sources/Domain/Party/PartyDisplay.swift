/// Where a Party member is shown to everybody (公示用途).
package enum DisplayPurpose: String, TitledEnum {
    case unitCard = "unit_card"
    case hall, pledge

    package var title: Title {
        switch self {
        case .unitCard: Title("单元服务卡", "Unit card")
        case .hall: Title("议事厅", "Deliberation hall")
        case .pledge: Title("承诺践诺", "Pledge")
        }
    }
}

/// The showing of a Party member (党员公示): decided by the branch, and shown once the member has said yes.
package struct PartyDisplay: Sendable, Hashable {
    package let id: Int64
    package let isAcknowledged: Bool
    package let isEnded: Bool
    /// The account of the caller belongs to the member.
    package let isOwn: Bool

    package init(id: Int64, isAcknowledged: Bool, isEnded: Bool, isOwn: Bool) {
        self.id = id
        self.isAcknowledged = isAcknowledged
        self.isEnded = isEnded
        self.isOwn = isOwn
    }
}

/// Where the showing of Party members lies (党员公示的存储).
package protocol PartyDisplayRepository {
    /// The display, and whether the account is its member's.
    func display(_ id: Int64, seenBy account: Int64?) throws -> PartyDisplay?
}
