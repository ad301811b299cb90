import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import TestSupport

/// A walk over every role, every endpoint, and the rows of each side (权限矩阵): what the server answered, one line each.
struct MatrixWalk {
    private let world: MatrixWorld
    private let rows: MatrixRows
    private let requests: MatrixRequest
    private(set) var requestCount = 0

    /// The columns of the table: nobody first, then the roles in their order.
    static let columns: [Role?] = [nil] + Role.allCases.map(Optional.some)

    init(_ world: MatrixWorld) throws {
        self.world = world
        rows = try MatrixRows(world)
        requests = MatrixRequest(rows: rows)
    }

    static func key(_ endpoint: Endpoint) -> String { "\(endpoint.method.name) \(endpoint.pattern)" }

    static func line(_ endpoint: Endpoint, _ cells: [String]) -> String {
        let padded = { (text: String, width: Int) in text + String(repeating: " ", count: max(0, width - text.count)) }
        let last = cells.count - 1
        let row = cells.enumerated().map { $0 == last ? $1 : padded($1, 3) }
        return padded(key(endpoint), 50) + " " + row.joined(separator: " ")
    }

    static func heading() -> String {
        columns.map { $0?.rawValue ?? "nobody" }.joined(separator: " ")
    }

    /// The line of an endpoint: a cell for each role, in it a letter for each side.
    mutating func line(of endpoint: Endpoint) async throws -> String {
        var cells: [String] = []
        for role in Self.columns { cells.append(try await cell(endpoint, role)) }
        return Self.line(endpoint, cells)
    }

    private mutating func cell(_ endpoint: Endpoint, _ role: Role?) async throws -> String {
        guard namesRow(endpoint) else { return String(try await letter(endpoint, .own, role)) }
        var cell = ""
        for side in Side.allCases { cell.append(try await letter(endpoint, side, role)) }
        return cell
    }

    private func namesRow(_ endpoint: Endpoint) -> Bool {
        if endpoint.pattern.contains("{") || listed(endpoint) != nil || endpoint.asksForCommunity { return true }
        guard let body = requests.body(of: endpoint, .own, for: .admin, number: 0) else { return false }
        return requests.body(of: endpoint, .foreign, for: .admin, number: 0) != body
    }

    /// The resource of a list whose rows can be asked for by their id.
    private func listed(_ endpoint: Endpoint) -> ResourceName? {
        guard case .page(let name) = endpoint.documentation.result, !endpoint.pattern.contains("{"),
            Resource[name].field("id")?.filtering != Filtering.none
        else { return nil }
        return name
    }

    private mutating func letter(_ endpoint: Endpoint, _ side: Side, _ role: Role?) async throws -> Character {
        let method = endpoint.method.name
        var target = endpoint.pattern
        let resource = listed(endpoint)
        if let resource {
            guard let id = try await row(resource, side, role, fresh: false) else { return "." }
            target += "?id=\(id)"
        } else if let parent = endpoint.parent {
            guard let id = try await row(parent, side, role, fresh: endpoint.method == .delete) else { return "." }
            target = target.replacing("{id}", with: "\(id)")
        } else if endpoint.asksForCommunity {
            guard let id = rows.id(.communities, side, for: role) else { return "." }
            target += "?community_id=\(id)"
        }
        for parameter in endpoint.documentation.query where parameter.isRequired {
            guard case .enumeration(let values) = parameter.type, let first = values.values.first else { continue }
            target += "\(target.contains("?") ? "&" : "?")\(parameter.name)=\(first.code)"
        }
        requestCount += 1
        // A version that no row has: whoever gets as far as the row is told 412 and has changed nothing.
        let headers = endpoint.method == .get ? [] : [("If-Match", "\"999999\"")]
        let body = requests.body(of: endpoint, side, for: role, number: requestCount)
        let answer: HTTPAnswer
        if endpoint.documentation.operation == "sign_out", let role {
            let token = try await world.signInAgain(role.rawValue)
            answer = try world.client.send(method, target, token: token, headers: headers, body: body)
        } else {
            answer = try world.ask(role, method, target, headers: headers, body: body)
        }
        if resource != nil, answer.status == 200 {
            return try answer.json()["items"]?.count == 0 ? "0" : "+"
        }
        return Self.letter(answer.status)
    }

    private func row(_ resource: ResourceName, _ side: Side, _ role: Role?, fresh: Bool) async throws -> Int64? {
        guard resource == .sessionsOfMine || resource == .apiKeys, fresh || resource == .sessionsOfMine else {
            return rows.id(resource, side, for: role)
        }
        switch side {
        case .own:
            guard let role else { return try await world.fresh(resource, of: world.tokens[.staff] ?? "") }
            let again = resource == .sessionsOfMine ? try await world.signInAgain(role.rawValue) : nil
            // Who may not have one tries somebody else's, who must not notice.
            if let own = try await world.fresh(resource, of: again ?? world.tokens[role] ?? "") { return own }
            return try await world.fresh(resource, of: world.tokens[.staff] ?? "")
        case .neighbor:
            let other = role == .staff ? Role.partner : .staff
            return try await world.fresh(resource, of: world.tokens[other] ?? "")
        case .foreign: return try await world.fresh(resource, of: world.farToken)
        }
    }

    private static func letter(_ status: Int) -> Character {
        switch status {
        case 200..<300, 409, 412: "+"
        case 401: "!"
        case 403: "x"
        case 404: "0"
        case 400, 422: "v"
        default: "?"
        }
    }
}

extension Endpoint {
    /// The resource whose row the path names.
    var parent: ResourceName? {
        guard let end = pattern.firstRange(of: "/{id}") else { return nil }
        let name = pattern[..<end.lowerBound].split(separator: "/").last.map(String.init)
        return ResourceName.allCases.first { $0.path == name }
    }

    /// Whether it is a report that can be asked for a community.
    var asksForCommunity: Bool { documentation.query.contains { $0.name == "community_id" } }
}
