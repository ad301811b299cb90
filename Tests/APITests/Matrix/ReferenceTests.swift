import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import TestSupport
import Testing

/// A member of a body that names a row of another resource (引用成员): where it stands, and of which resource the row is.
private struct NamedReference {
    let path: [Step]
    let resource: ResourceName

    enum Step {
        case member(String)
        case element
    }

    var name: String {
        path.compactMap { step in if case .member(let name) = step { name } else { nil } }.joined(separator: ".")
    }
}

@Suite("References in bodies tell nothing of other communities")
struct ReferenceTests {
    private static let nowhere: Int64 = 9_007_199_254_740_991

    @Test(
        "A row of another community is refused in the same words as one that is nowhere, in every member of every body"
    )
    func everyMember() async throws {
        let world = try await MatrixWorld()
        let rows = try MatrixRows(world)
        let requests = MatrixRequest(rows: rows)
        var compared = 0
        // What a call has no use for it passes over, whoever it names.
        var unused: Set<String> = []
        for role in [Role.secretary, .gridLeader, .resident] {
            for endpoint in world.test.server.surface.endpoints {
                for reference in Self.references(endpoint) {
                    guard let far = rows.id(reference.resource, .foreign, for: role) else { continue }
                    let target = try Self.target(endpoint, rows, role)
                    let body = requests.body(of: endpoint, .own, for: role, number: 77) ?? "{}"
                    let answers = try [far, Self.nowhere].map { id in
                        let text = try Self.filled(body, reference.path[...], id, endpoint, requests, role)
                        let headers = [("If-Match", "*")]
                        return try world.ask(role, endpoint.method.name, target, headers: headers, body: text)
                    }
                    // What is carried out entry by entry is refused within an answer that is no refusal itself.
                    guard answers[0].status >= 300 || Self.words(answers[0]) == Self.words(answers[1]) else {
                        unused.insert("\(MatrixWalk.key(endpoint)) \(reference.name)")
                        continue
                    }
                    #expect(
                        Self.words(answers[0]) == Self.words(answers[1]),
                        "\(role.rawValue) \(MatrixWalk.key(endpoint)) \(reference.path)"
                    )
                    compared += 1
                }
            }
        }
        #expect(compared > 400)
        #expect(
            unused.isSubset(of: [
                "POST /api/v1/grid-staff/{id}/hand-over to_account_id", "POST /api/v1/cases/{id}/shelve template_id",
                "POST /api/v1/cases/{id}/void case_id", "POST /api/v1/cases compound_id", "POST /api/v1/cases grid_id",
                "POST /api/v1/cases/batch cases.compound_id", "POST /api/v1/cases/batch cases.grid_id",
            ]),
            "\(unused)"
        )
    }

    @Test("Whoever names an account, a resident or an organization of another community learns nothing of it")
    func named() async throws {
        let world = try await MatrixWorld()
        let rows = try MatrixRows(world)
        func far(_ name: ResourceName) -> Int64? { rows.id(name, .foreign, for: .secretary) }
        let account = far(.accounts)
        let body = #"{"kind": "help", "category_id": 3, "title": "灯", "description": "不亮", "building_id": 1}"#
        let ask = { (path: String, body: String) in
            try world.ask(.secretary, "POST", "/api/v1/\(path)", headers: [("If-Match", "*")], body: body)
        }
        let file = try #require(try ask("cases", body).json()["id"]?.integer)
        let session = try #require(
            try ask("sessions", #"{"hall_id": 1, "title": "会", "starts_at": "2035-02-01T19:00:00+08:00"}"#)
                .json()["id"]?.integer
        )
        let tries: [(path: String, body: String, id: Int64?)] = [
            ("cases", String(body.dropLast()) + #", "answerable_id": $}"#, account),
            ("cases", body.replacing(#""building_id": 1"#, with: #""building_id": $"#), far(.buildings)),
            ("cases", body.replacing(#""building_id": 1"#, with: #""place_id": $"#), far(.places)),
            ("cases/\(file)/verify-first", #"{"handler_id": $}"#, account),
            ("cases/\(file)/accept", #"{"handler_id": $}"#, account),
            ("cases/\(file)/accept", #"{"handler_organization_id": $}"#, far(.organizations)),
            ("cases/hand-over", #"{"from_account_id": 2, "to_account_id": $, "remark": "病假"}"#, account),
            ("cases/hand-over", #"{"from_account_id": $, "to_account_id": 2, "remark": "病假"}"#, account),
            (
                "grid-staff",
                #"{"grid_id": 1, "name": "乙", "role": "part_time", "from_date": "2026-01-01", "account_id": $}"#,
                account
            ),
            (
                "home-visits",
                #"{"household_id": 1, "result": "met", "heard": [{"kind": "praise", "description": "好", "praised_id": $}]}"#,
                account
            ),
            ("sessions/\(session)/invitations", #"{"people": [{"party": "police", "account_id": $}]}"#, account),
            (
                "sessions/\(session)/invitations", #"{"people": [{"party": "residents", "resident_id": $}]}"#,
                far(.residents)
            ),
            (
                "sessions/\(session)/invitations", #"{"people": [{"party": "property", "organization_id": $}]}"#,
                far(.organizations)
            ),
            ("deputies", #"{"account_id": 2, "deputy_id": $, "from_date": "2036-01-01"}"#, account),
        ]
        for (path, body, id) in tries {
            let id = try #require(id)
            let answers = try [id, Self.nowhere].map { try ask(path, body.replacing("$", with: "\($0)")) }
            #expect(answers[0].status == 422, "\(path) \(body) \(answers[0].text)")
            #expect(answers[0].faults.allSatisfy { $0.hasSuffix(" unknown_reference") }, "\(path) \(answers[0].text)")
            #expect(Self.words(answers[0]) == Self.words(answers[1]), "\(path) \(body)")
        }
    }

    /// All members of a body that name a row, however deep.
    private static func references(_ endpoint: Endpoint) -> [NamedReference] {
        switch endpoint.documentation.body {
        case .none, .file: []
        case .fields(let fields), .fieldsOrForm(let fields): references(fields, at: [])
        case .create(let name): references(of: name, isNew: true)
        case .patch(let name): references(of: name, isNew: false)
        case .createWith(let name, let more): references(of: name, isNew: true) + references(more, at: [])
        }
    }

    private static func references(of name: ResourceName, isNew: Bool) -> [NamedReference] {
        Resource[name].fields.compactMap { field in
            guard case .reference(let target) = field.type, field.name != "community_id" else { return nil }
            let isWritten = if case .always = field.writing { true } else { isNew && field.writing.presence != nil }
            return isWritten ? NamedReference(path: [.member(field.name)], resource: target) : nil
        }
    }

    private static func references(_ fields: [BodyField], at path: [NamedReference.Step]) -> [NamedReference] {
        fields.flatMap { field -> [NamedReference] in
            let here = path + [.member(field.name)]
            switch field.shape {
            case .object(let inner): return references(inner, at: here)
            case .objects(let inner, most: _): return references(inner, at: here + [.element])
            case .members: return []
            case .value, .values:
                guard case .reference(let target) = field.type, field.name != "community_id" else { return [] }
                if case .values = field.shape { return [NamedReference(path: here + [.element], resource: target)] }
                return [NamedReference(path: here, resource: target)]
            }
        }
    }

    private static func target(_ endpoint: Endpoint, _ rows: MatrixRows, _ role: Role) throws -> String {
        guard let parent = endpoint.parent else { return endpoint.pattern }
        return endpoint.pattern.replacing("{id}", with: "\(rows.id(parent, .own, for: role) ?? 1)")
    }

    /// The body with an id at a place; what is missing on the way there is made of what is required.
    private static func filled(
        _ body: String,
        _ path: ArraySlice<NamedReference.Step>,
        _ id: Int64,
        _ endpoint: Endpoint,
        _ requests: MatrixRequest,
        _ role: Role
    ) throws -> String {
        let root = try JSONDocument(parsing: Array(body.utf8)).root
        let fields: [BodyField] =
            switch endpoint.documentation.body {
            case .fields(let fields), .fieldsOrForm(let fields), .createWith(_, let fields): fields
            default: []
            }
        return put(id, at: path, into: root, fields, requests, role)
    }

    private static func put(
        _ id: Int64,
        at path: ArraySlice<NamedReference.Step>,
        into value: JSONValue?,
        _ fields: [BodyField],
        _ requests: MatrixRequest,
        _ role: Role
    ) -> String {
        switch path.first {
        case nil: return "\(id)"
        case .element?:
            let first = value.flatMap { $0.kind == .array ? Array($0.elements).first : nil }
            return "[\(put(id, at: path.dropFirst(), into: first, fields, requests, role))]"
        case .member(let name)?:
            var members: [(String, String)] = []
            if let value, value.kind == .object {
                for member in value.members { members.append((member.key, text(member.value))) }
            } else {
                for (place, field) in fields.enumerated() where field.isRequired && field.name != name {
                    guard case .value = field.shape else { continue }
                    members.append((field.name, requests.value(of: field.type, .own, role, 77, place)))
                }
            }
            members.removeAll { $0.0 == name }
            var inner: [BodyField] = []
            switch fields.first(where: { $0.name == name })?.shape {
            case .object(let fields)?, .objects(let fields, most: _)?: inner = fields
            default: break
            }
            let old = value.flatMap { $0.kind == .object ? $0[name] : nil }
            members.append((name, put(id, at: path.dropFirst(), into: old, inner, requests, role)))
            return "{\(members.map { "\"\($0)\": \($1)" }.joined(separator: ", "))}"
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value.kind {
        case .object: "{\(value.members.map { "\"\($0.key)\": \(text($0.value))" }.joined(separator: ", "))}"
        case .array: "[\(value.elements.map { text($0) }.joined(separator: ", "))]"
        default:
            value.string.map { "\"\($0)\"" } ?? value.integer.map { "\($0)" } ?? value.bool.map { "\($0)" } ?? "null"
        }
    }

    /// A refusal without what differs in every request: its number, and the ids that were asked for.
    private static func words(_ answer: HTTPAnswer) -> String {
        var words = "\(answer.status)"
        if let root = try? answer.json() {
            for member in root.members where member.key != "request_id" {
                words += " \(member.key)=\(text(member.value))"
            }
        }
        return words.split(whereSeparator: { $0.isASCII && $0.isNumber }).joined(separator: "#")
    }
}
