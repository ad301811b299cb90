/// A party that is called to a session (参会方).
package enum CalledParty: String, TitledEnum {
    case partyMembers = "party_members"
    case residents
    case ownersCommittee = "owners_committee"
    case property, police
    case residentsCommittee = "residents_committee"
    case socialWorkers = "social_workers"
    case government, merchants, experts, others

    package var title: Title {
        switch self {
        case .partyMembers: Title("党员", "Party members")
        case .residents: Title("居民", "Residents")
        case .ownersCommittee: Title("业委会", "Owners' committee")
        case .property: Title("物业", "Property manager")
        case .police: Title("民警", "Police")
        case .residentsCommittee: Title("居委会", "Residents' committee")
        case .socialWorkers: Title("社工", "Social workers")
        case .government: Title("政府部门", "Government")
        case .merchants: Title("商户", "Merchants")
        case .experts: Title("专家", "Experts")
        case .others: Title("其他", "Others")
        }
    }

    /// For which party an organization of a kind comes.
    package init(_ kind: OrganizationKind) {
        self =
            switch kind {
            case .government: .government
            case .police: .police
            case .property: .property
            case .ownersCommittee: .ownersCommittee
            case .socialOrganization, .socialWorkCenter: .socialWorkers
            case .residentOrganization: .residents
            case .merchant: .merchants
            case .alliancePartner: .others
            }
    }

    /// For which party somebody comes who signs in with a role.
    package init(_ role: Role?) {
        self =
            switch role {
            case .resident: .residents
            case .partyMember, .branchSecretary: .partyMembers
            case .socialWorker: .socialWorkers
            case .subdistrictOfficer: .government
            case .secretary, .staff, .gridLeader, .gridWorker: .residentsCommittee
            case .admin, .orgOperator, .partner, .auditor, .integration, nil: .others
            }
    }
}

/// What becomes of an item of the agenda (议程项状态).
package enum AgendaStatus: String, TitledEnum {
    case waiting, open, agreed, voting, noted, deferred

    package var title: Title {
        switch self {
        case .waiting: Title("待议", "Waiting")
        case .open: Title("正在议", "Open")
        case .agreed: Title("协商一致", "Agreed")
        case .voting: Title("提交表决", "Put to the vote")
        case .noted: Title("已通报", "Noted")
        case .deferred: Title("暂缓", "Deferred")
        }
    }

    package var isSettled: Bool { self != .waiting && self != .open }
}

/// What is answered to an invitation (参会回复).
package enum InvitationAnswer: String, TitledEnum {
    case coming, sending, declined

    package var title: Title {
        switch self {
        case .coming: Title("参加", "Comes")
        case .sending: Title("派人参加", "Sends somebody")
        case .declined: Title("不能参加", "Declines")
        }
    }
}

/// What a paper of deliberation is (议事材料种类).
package enum PaperKind: String, TitledEnum {
    case signedSheet = "signed_sheet"
    case document, before, after, proof

    package var title: Title {
        switch self {
        case .signedSheet: Title("签字协商单", "Signed sheet")
        case .document: Title("议题材料", "Document")
        case .before: Title("实施前", "Before")
        case .after: Title("实施后", "After")
        case .proof: Title("凭证", "Proof")
        }
    }
}
