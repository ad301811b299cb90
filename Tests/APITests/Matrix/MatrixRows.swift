import API
import App
import Domain
import JSON
import Routing
import TestSupport

/// Whose row a request is about (谁的数据).
enum Side: Int, CaseIterable {
    /// Of the caller's own grid, branch, organization or person; of the own community for whoever has all of it.
    case own
    /// Of the same community, but of somebody else.
    case neighbor
    /// Of another community.
    case foreign
}

/// Which rows are own, a neighbor's and foreign for each role (三类数据), by what is written in them and not by what is shown.
final class MatrixRows {
    private struct Row {
        let id: Int64
        let references: [String: Int64]
    }

    private var rows: [ResourceName: [Row]] = [:]
    private var scopes: [Role: (fields: [String], id: Int64)] = [:]
    private var found: [Question: Int64?] = [:]
    /// Of resources of which everybody sees only what is theirs: a row of each role, and one of the other community.
    private var personal: [ResourceName: [Role: Int64]] = [:]
    private var far: [ResourceName: Int64] = [:]

    private struct Question: Hashable {
        let resource: ResourceName
        let side: Side
        let role: Role?
    }

    /// What tells whose a row is where it does not say so itself.
    private static let parents: [ResourceName: (field: String, resource: ResourceName)] = [
        .consents: ("resident_id", .residents), .signUps: ("activity_id", .activities),
        .signUpQuotas: ("activity_id", .activities), .seriesQuestions: ("series_id", .activitySeries),
        .seriesQuotas: ("series_id", .activitySeries),
        .contractItems: ("contract_id", .contracts), .contractEvaluations: ("contract_id", .contracts),
        .contractDeliveries: ("evaluation_id", .contractEvaluations),
        .activityQuestions: ("activity_id", .activities), .activityPhotos: ("activity_id", .activities),
        .signUpAnswers: ("sign_up_id", .signUps),
        .visitCounts: ("venue_id", .venues), .bookings: ("room_id", .rooms), .rooms: ("venue_id", .venues),
        .partyDisplays: ("member_id", .partyMembers), .caseTimeline: ("case_id", .cases),
        .extensions: ("case_id", .cases), .caseAnswers: ("case_id", .cases),
        .whistles: ("case_id", .cases), .summonses: ("case_id", .cases),
        .coHandlers: ("case_id", .cases), .supervisions: ("case_id", .cases), .mediations: ("case_id", .cases),
        .followers: ("case_id", .cases),
        .attachments: ("case_id", .cases),
        .issueTimeline: ("issue_id", .issues), .apiKeys: ("account_id", .accounts),
        .units: ("building_id", .buildings), .dwellings: ("unit_id", .units), .ownerships: ("dwelling_id", .dwellings),
    ]
    /// Whose a sign-up is for a grid: its resident's.
    private static let parentsInGrid: [ResourceName: (field: String, resource: ResourceName)] = [
        .signUps: ("resident_id", .residents)
    ]
    private static let ownerFields = [
        "grid_id": ["grid_id"], "branch_id": ["branch_id", "party_organization_id"],
        "organization_id": ["organizer_id", "handler_organization_id", "operator_id", "provider_id"],
        "resident_id": ["resident_id", "reporter_id", "giver_id"],
    ]
    /// Resources whose rows are the scope itself.
    private static let scopeResources: [ResourceName: String] = [
        .residents: "resident_id", .partyOrganizations: "branch_id", .organizations: "organization_id",
    ]

    init(_ world: MatrixWorld) throws {
        for resource in Resource.all {
            let reader: Role = resource.name == .audit ? .auditor : .admin
            let list = try world.ask(reader, "GET", "/api/v1/\(resource.name.path)?format=ndjson")
            guard list.status == 200 else { continue }
            rows[resource.name] = try list.text.split(separator: "\n").map { try Self.row(Array($0.utf8)) }
        }
        // The series of the demonstration are over; those that the world was given last have meetings to come.
        rows[.activitySeries]?.reverse()
        for (parent, child, name) in [
            (ResourceName.cases, ResourceName.caseTimeline, "timeline"), (.issues, .issueTimeline, "timeline"),
            (.cases, .caseAnswers, "answers"), (.signUps, .signUpAnswers, "answers"),
            (.issues, .issueEvaluators, "evaluators"),
        ] {
            let all = rows[parent] ?? []
            // Only what the world was given last answers anything.
            let isAnswer = [.caseAnswers, .signUpAnswers].contains(child)
            for row in isAnswer ? all.sorted(by: { $0.id > $1.id }).prefix(20) : all[...] {
                let path = "/api/v1/\(parent.path)/\(row.id)/\(name)?format=ndjson"
                let list = try world.ask(.admin, "GET", path)
                rows[child, default: []] += try list.text.split(separator: "\n").prefix(1).map {
                    try Self.row(Array($0.utf8))
                }
                if (rows[child]?.count ?? 0) > 3 { break }
            }
        }
        for name in [ResourceName.notifications, .uploads] {
            let path = "/api/v1/\(name.path)?limit=1"
            for role in Role.allCases {
                let list = try world.ask(role, "GET", path)
                guard list.status == 200, let id = try list.json().at("items.0.id")?.integer else { continue }
                personal[name, default: [:]][role] = id
            }
            far[name] = try world.client.send("GET", path, token: world.farToken).json().at("items.0.id")?.integer
        }
        for role in Role.allCases {
            let scope = try world.ask(role, "GET", "/api/v1/me").json()["scope"]
            for (name, fields) in Self.ownerFields {
                if let id = scope?[name]?.integer { scopes[role] = (fields + [name], id) }
            }
        }
    }

    private static func row(_ bytes: [UInt8]) throws -> Row {
        let root = try JSONDocument(parsing: bytes).root
        let references = root.members.compactMap { member in member.value.integer.map { (member.key, $0) } }
        return Row(id: root["id"]?.integer ?? 0, references: Dictionary(references) { first, _ in first })
    }

    /// The row that stands for a side; nothing where there is none.
    func id(_ resource: ResourceName, _ side: Side, for role: Role?) -> Int64? {
        let question = Question(resource: resource, side: side, role: role)
        if let known = found[question] { return known }
        let id = search(resource, side, for: role)
        found[question] = .some(id)
        return id
    }

    private func search(_ resource: ResourceName, _ side: Side, for role: Role?) -> Int64? {
        let all = rows[resource] ?? []
        if let own = personal[resource] {
            let other: Role = role == .staff ? .secretary : .staff
            return side == .own ? own[role ?? .staff] : side == .neighbor ? own[other] : far[resource]
        }
        if resource == .subdistricts { return side == .foreign ? all.last?.id : side == .own ? 1 : nil }
        if resource == .communities {
            // The other community lies in another sub-district, the neighbor in the own one.
            let ids = all.map(\.id)
            return ids.count == 3 ? [ids[0], ids[2], ids[1]][side.rawValue] : nil
        }
        let inside = all.filter { community(of: $0, resource) == 1 }
        if side == .foreign {
            // Of the community in the other sub-district: what every community has from its first day is the neighbor's, too.
            let other = id(.communities, .foreign, for: role)
            return all.first { row in community(of: row, resource).map { $0 == other } ?? false }?.id
        }
        let scope = role.flatMap { scopes[$0] }
        var owned = inside.map { row in (row.id, scope.flatMap { isOwn(row, resource, $0.fields, $0.id) }) }
        if resource == .households, role == .resident, let person = scope?.id {
            // Whose household it is stands with the person.
            let home = rows[.residents]?.first { $0.id == person }?.references["household_id"]
            owned = inside.map { ($0.id, $0.id == home) }
        }
        guard owned.contains(where: { $0.1 != nil }) else {
            // The resource knows nothing smaller than a community.
            return side == .own ? inside.first?.id : inside.dropFirst().first?.id
        }
        return owned.first { $0.1 == (side == .own) }?.0
    }

    private func community(of row: Row, _ resource: ResourceName) -> Int64? {
        if let id = row.references["community_id"] { return id }
        return parent(of: row, resource).flatMap { community(of: $0.row, $0.resource) }
    }

    private func parent(
        of row: Row,
        _ resource: ResourceName,
        inGrid: Bool = false
    ) -> (row: Row, resource: ResourceName)? {
        guard let (field, target) = Self.link(resource, inGrid: inGrid), let id = row.references[field] else {
            return nil
        }
        return rows[target]?.first { $0.id == id }.map { ($0, target) }
    }

    private static func link(_ resource: ResourceName, inGrid: Bool) -> (field: String, resource: ResourceName)? {
        (inGrid ? parentsInGrid[resource] : nil) ?? parents[resource]
    }

    /// Whether a row belongs to a scope; nothing where the resource does not know it.
    private func isOwn(_ row: Row, _ resource: ResourceName, _ fields: [String], _ id: Int64) -> Bool? {
        if let name = Self.scopeResources[resource], fields.contains(name) { return row.id == id }
        let known = Resource[resource].fields.map(\.name).filter(fields.contains)
        if !known.isEmpty { return known.contains { row.references[$0] == id } }
        let inGrid = fields.contains("grid_id")
        guard let (_, target) = Self.link(resource, inGrid: inGrid) else { return nil }
        guard let parent = parent(of: row, resource, inGrid: inGrid) else {
            return Resource[target].fields.contains { fields.contains($0.name) } ? false : nil
        }
        return isOwn(parent.row, parent.resource, fields, id)
    }
}
