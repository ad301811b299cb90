/// A role that an account holds within a scope (角色).
package enum Role: String, Sendable, CaseIterable, TitledEnum {
    case admin
    case secretary
    case staff
    case gridLeader = "grid_leader"
    case gridWorker = "grid_worker"
    case branchSecretary = "branch_secretary"
    case partyMember = "party_member"
    case socialWorker = "social_worker"
    case orgOperator = "org_operator"
    case partner
    case subdistrictOfficer = "subdistrict_officer"
    case resident
    case auditor
    case integration

    package var title: Title {
        switch self {
        case .admin: Title("系统管理员", "Administrator")
        case .secretary: Title("社区书记", "Community secretary")
        case .staff: Title("社区工作者", "Community staff")
        case .gridLeader: Title("网格长", "Grid leader")
        case .gridWorker: Title("网格员", "Grid worker")
        case .branchSecretary: Title("支部书记", "Branch secretary")
        case .partyMember: Title("党员", "Party member")
        case .socialWorker: Title("社工", "Social worker")
        case .orgOperator: Title("场馆运营方", "Venue operator")
        case .partner: Title("共建单位", "Partner")
        case .subdistrictOfficer: Title("街道干部", "Subdistrict officer")
        case .resident: Title("居民", "Resident")
        case .auditor: Title("审计员", "Auditor")
        case .integration: Title("对接系统", "Integration")
        }
    }

    /// Whether its holder is of the community itself and can answer to a resident.
    package var isInside: Bool {
        switch self {
        case .secretary, .staff, .gridLeader, .gridWorker, .branchSecretary, .socialWorker: true
        case .admin, .partyMember, .orgOperator, .partner, .subdistrictOfficer, .resident, .auditor, .integration: false
        }
    }

    /// Whether its holder works in one grid.
    package var isOfGrid: Bool { self == .gridLeader || self == .gridWorker }

    /// The part of the scope that an account of this role must name.
    package var scopeField: String? {
        switch self {
        case .admin: nil
        case .gridLeader, .gridWorker: "grid_id"
        case .branchSecretary: "branch_id"
        case .orgOperator, .partner: "organization_id"
        case .resident: "resident_id"
        case .subdistrictOfficer: "subdistrict_id"
        case .secretary, .staff, .partyMember, .socialWorker, .auditor, .integration: "community_id"
        }
    }

    package var worksCases: Bool { isInside && permissionSet.contains(.handleCase) }

    /// The rights of the role.
    package var permissions: Set<Permission> { Self.table[self] ?? [] }

    /// The same for whoever signs in with it.
    package var permissionSet: PermissionSet { Self.sets[self] ?? PermissionSet([]) }

    /// The same within a scope: a Party member who is no resident of the community has nothing of their own in its registers.
    package func permissionSet(in scope: DataScope) -> PermissionSet {
        if self == .partyMember, !scope.isOfResident { return Self.guestMemberSet }
        return permissionSet
    }

    /// What a Party member does who lives elsewhere: the life of the community, without its people.
    private static let guestMember: Set<Permission> = [
        .readTerritory, .readOrganizations, .readActivities, .readDeliberation, .joinDeliberation, .attendSessions,
        .useOwnSession, .useOwnAccount,
    ]
    private static let guestMemberSet = PermissionSet(guestMember)

    /// Made once: somebody's rights are asked for with every request.
    private static let table = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.rights) })
    private static let sets = table.mapValues { PermissionSet($0) }

    /// The one readable table.
    private var rights: Set<Permission> {
        switch self {
        case .admin:
            // Whoever gives out rights neither watches over their use nor looks into the lives of residents nor orders what
            // becomes of their cases: that is the staff's and the secretary's.
            Set(Permission.allCases).subtracting([
                .readAudit, .readAccessLog, .actForResidents, .unmaskPeople, .giveConsent, .withdrawConsent,
                .overseeCases,
            ])
        case .secretary:
            Set(Permission.allCases).subtracting([
                .manageAccounts, .readAudit, .manageRetention, .actForResidents,
            ])
        case .staff:
            Set(Permission.allCases).subtracting([
                .manageAccounts, .readAudit, .manageRetention, .actForResidents, .overseeCases,
            ])
        case .gridLeader, .gridWorker:
            [
                .readTerritory, .readPeople, .writePeople, .readParty, .readOrganizations, .readActivities,
                .readSignUps, .readSignUpAnswers,
                .signUp, .readDeliberation, .joinDeliberation, .attendSessions, .readRolls, .readCases, .submitCase,
                .handleCase, .manageCases, .readWork, .readVisits,
                .recordVisits, .readReports,
                .readAccounts, .unmaskPeople, .readConsents, .giveConsent, .withdrawConsent, .useOwnSession,
                .useOwnAccount, .sendFiles,
            ]
        case .branchSecretary:
            [
                .readTerritory, .readParty, .writeParty, .readOrganizations, .readActivities, .writeActivities,
                .readSignUps, .readSignUpAnswers, .signUp, .manageSignUps, .readDeliberation, .joinDeliberation,
                .attendSessions,
                .readReports,
                .readWork, .useOwnSession, .useOwnAccount, .bookVenues, .sendFiles,
            ]
        case .partyMember:
            // A Party member of the community is one of its residents, too, and does for itself whatever they do.
            Role.resident.rights
        case .socialWorker:
            [
                .readTerritory, .readPeople, .readOrganizations, .readActivities, .writeActivities, .readSignUps,
                .readSignUpAnswers,
                .signUp,
                .manageSignUps, .readDeliberation, .joinDeliberation, .attendSessions, .readRolls, .readConsents,
                .readWork, .useOwnSession, .useOwnAccount, .bookVenues,
                .sendFiles,
            ]
        case .orgOperator:
            [
                .readOrganizations, .readActivities, .writeActivities, .readSignUps, .readSignUpAnswers, .manageSignUps,
                .readWork, .useOwnSession, .useOwnAccount,
                .makeKeys, .bookVenues, .sendFiles,
            ]
        case .partner:
            [
                .readTerritory, .readOrganizations, .readActivities, .readDeliberation, .joinDeliberation,
                .attendSessions, .readCases, .handleCase, .readWork, .useOwnSession, .useOwnAccount, .makeKeys,
                .sendFiles,
            ]
        case .subdistrictOfficer:
            [
                .readTerritory, .readParty, .readOrganizations, .readActivities, .readSignUps, .readDeliberation,
                .attendSessions, .readCases, .readWork, .overseeCases, .readReports, .useOwnSession, .useOwnAccount,
                .sendFiles,
            ]
        case .resident:
            [
                .readTerritory, .readPeople, .readOrganizations, .readActivities, .readDeliberation, .joinDeliberation,
                .attendSessions, .readRolls, .readSignUps, .readSignUpAnswers, .signUp,
                .readCases, .submitCase, .readAccessLog, .readConsents, .giveConsent, .withdrawConsent, .useOwnSession,
                .useOwnAccount,
                .sendFiles,
            ]
        case .auditor:
            [
                .readTerritory, .readParty, .readOrganizations, .readActivities, .readDeliberation, .readRolls,
                .readReports, .readAudit,
                .readAccounts,
                .readAccessLog,
                .useOwnSession, .useOwnAccount,
            ]
        case .integration:
            [.readTerritory, .readOrganizations, .readActivities, .useOwnSession, .useOwnAccount, .actForResidents]
        }
    }
}
