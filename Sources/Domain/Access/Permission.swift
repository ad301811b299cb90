/// What an endpoint asks of whoever calls it (权限).
package enum Permission: String, Sendable, CaseIterable {
    case readTerritory, writeTerritory
    case readPeople, writePeople
    case readParty, writeParty
    case readOrganizations, writeOrganizations
    case readActivities, writeActivities
    case readSignUps, signUp, manageSignUps
    case readDeliberation, writeDeliberation
    case readCases, submitCase, handleCase
    case manageSettings
    case readReports
    case manageAccounts
    case useOwnSession
}

/// Who may call an endpoint: anybody, or whoever holds a permission (访问要求).
package enum Access: Sendable, Hashable {
    case everyone
    case holders(of: Permission)
}
