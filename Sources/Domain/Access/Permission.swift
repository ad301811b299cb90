/// What an endpoint asks of whoever calls it (权限).
package enum Permission: UInt8, Sendable, CaseIterable {
    case readTerritory, writeTerritory
    case readPeople, writePeople
    case readParty, writeParty, writeHonours
    case readOrganizations, writeOrganizations
    case readActivities, writeActivities
    case readSignUps, signUp, manageSignUps
    case readDeliberation, writeDeliberation
    case readCases, submitCase, handleCase, manageCases, overseeCases
    /// The work lists.
    case readWork
    case readVisits, recordVisits
    case manageSettings
    case readReports
    case readAccounts, manageAccounts
    case readAudit
    case unmaskPeople, readAccessLog
    case useOwnSession
    case readConsents, giveConsent
    case manageRetention
    case makeKeys
    case decideRegistrations
    case actForResidents
    case bookVenues
    /// Proposing and supporting topics, objecting, voting and evaluating.
    case joinDeliberation
    /// Sending files that are then made part of something.
    case sendFiles
    /// Answering an invitation to a session, checking in there, and signing its minutes.
    case attendSessions
    /// Who stands on the roll of a vote, and in open votes how they chose.
    case readRolls
    /// What people wrote when they signed up: for whoever runs the activity, and the own one.
    case readSignUpAnswers
    /// Who one is, what is held about oneself and what one is to hear of, and to let no program speak for oneself any more: by
    /// the own session, or by a program that the resident let act.
    case useOwnAccount
    /// Taking a consent back, which is as easy as the law asks for where a program does it for its giver.
    case withdrawConsent

    /// The stable name in answers: `read_cases`.
    package var code: String {
        String(describing: self).reduce(into: "") { code, character in
            if character.isUppercase { code += "_" }
            code += character.lowercased()
        }
    }
}

/// The permissions that somebody holds, one bit each (权限集): asked at every request, so it costs no hashing.
package struct PermissionSet: Sendable, Hashable {
    private let bits: UInt64

    package init(_ permissions: some Sequence<Permission>) {
        bits = permissions.reduce(0) { $0 | 1 << UInt64($1.rawValue) }
    }

    /// Whether something can be changed with them.
    package var hasWriting: Bool { bits & ~Self.reading != 0 }

    private static let reading = PermissionSet(
        Permission.allCases.filter { $0.code.hasPrefix("read_") || $0 == .useOwnSession || $0 == .useOwnAccount }
    ).bits

    package func contains(_ permission: Permission) -> Bool { bits & 1 << UInt64(permission.rawValue) != 0 }
}

/// Who may call an endpoint: anybody, or whoever holds a permission (访问要求).
package enum Access: Sendable, Hashable {
    case everyone
    case holders(of: Permission)
}
