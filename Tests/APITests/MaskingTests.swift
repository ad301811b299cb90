import API
import App
import Domain
import HTTPWire
import JSON
import Routing
import TestSupport
import Testing

@Suite("Personal values are masked everywhere")
struct MaskingTests {
    private static let phone = "13987654321"
    private static let idNumber = "11010519491231002X"
    private static let birth = "1949-12-31"
    private static let logins = [
        "admin", "secretary", "staff", "grid_leader", "social_worker", "branch_secretary", "subdistrict_officer",
        "auditor", "resident",
    ]

    private static func expectMasked(_ answer: HTTPAnswer, _ what: String) {
        for value in [phone, idNumber, birth] {
            #expect(!answer.text.contains(value), "\(what) shows \(value)")
        }
    }

    /// A resident, an owner and a Party member who are one person, in the first household.
    private func person(_ test: TestServer, _ token: String) throws -> Int64 {
        let bodies = [
            (
                "residents",
                """
                {"name": "遮小蔽", "sex": "female", "birth_date": "\(Self.birth)", "phone": "\(Self.phone)", \
                "id_number": "\(Self.idNumber)", "household_id": 1, "relation": "other"}
                """
            ),
            (
                "ownerships",
                """
                {"dwelling_id": 1, "name": "遮小蔽", "phone": "\(Self.phone)", "id_number": "\(Self.idNumber)"}
                """
            ),
            (
                "party-members",
                """
                {"branch_id": 2, "name": "遮小蔽", "sex": "female", "status": "probationary", "joined_on": "2020-01-01", \
                "phone": "\(Self.phone)"}
                """
            ),
        ]
        var ids: [Int64] = []
        for (path, body) in bodies {
            let made = try test.client().send("POST", "/api/v1/\(path)", token: token, body: body)
            #expect(made.status == 201, "\(made.text)")
            Self.expectMasked(made, "POST \(path)")
            ids.append(try #require(try made.json()["id"]?.integer))
        }
        return ids[0]
    }

    @Test("In no list, object or report, in no format, for no role")
    func lists() async throws {
        let test = try await TestServer.ownDemo()
        let resident = try person(test, try await test.token("secretary"))
        let client = test.client()
        for login in Self.logins {
            let token = try await test.token(login)
            for endpoint in test.server.surface.endpoints where endpoint.method == .get {
                let target = endpoint.pattern.replacing("{id}", with: "\(resident)")
                let isList = if case .page = endpoint.documentation.result { true } else { false }
                let isReport = if case .report = endpoint.documentation.result { true } else { false }
                for format in isList || isReport ? ["json", "ndjson", "csv", "xlsx", "table"] : ["json"] {
                    // The newest rows of a list, among which are those of the person.
                    let rows = isList ? "&limit=50&sort=-id" : ""
                    let form = format == "csv" ? "&header=keys&raw=1" : ""
                    let query = isList || isReport ? "?format=\(format)\(form)\(rows)" : ""
                    let answer = try client.send("GET", target + query, token: token)
                    Self.expectMasked(answer, "\(login) GET \(target)\(query)")
                }
            }
        }
    }

    @Test("In no refusal: a wrong number is not said back, neither from a body nor from a query")
    func refusals() async throws {
        let test = try await TestServer.ownDemo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        _ = try person(test, token)
        let again = try client.send(
            "POST",
            "/api/v1/residents",
            token: token,
            body: """
                {"name": "重", "sex": "female", "birth_date": "\(Self.birth)", "id_number": "\(Self.idNumber)", \
                "household_id": 1, "relation": "other"}
                """
        )
        #expect(again.status == 409)
        Self.expectMasked(again, "a duplicate")
        let wrong = try client.send(
            "POST",
            "/api/v1/residents",
            token: token,
            body:
                #"{"name": "错", "phone": "\#(Self.phone)9", "id_number": "\#(Self.idNumber)1", "birth_date": "\#(Self.birth) "}"#
        )
        #expect(wrong.status == 422)
        Self.expectMasked(wrong, "a wrong body")
        for query in [
            "phone=\(Self.phone)9", "id_number=\(Self.idNumber)1", "birth_date=\(Self.birth)", "q=\(Self.phone)",
        ] {
            let answer = try client.send("GET", "/api/v1/residents?\(query)", token: token)
            #expect(answer.status == 400, "\(query)")
            Self.expectMasked(answer, query)
        }
    }

    @Test("A home is named by its building beside a person, in every format; whole at the door, and for a purpose")
    func homes() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        let (home, resident) = ("示范新苑1幢1单元101", try person(test, staff))
        let asked = [
            "residents/\(resident)?expand=household", "residents?id=\(resident)&expand=household",
            "ownerships?expand=dwelling&sort=-id&limit=1", "cases?expand=household,unit,reporter&limit=200",
            "wishes?expand=household&limit=200", "households?id=1&expand=dwelling",
            "home-visits?expand=household,dwelling,resident&limit=200",
        ]
        for path in asked {
            for format in path.contains("/") ? ["json"] : ["json", "ndjson", "csv", "table"] {
                let mark = path.contains("?") ? "&" : "?"
                let answer = try client.send("GET", "/api/v1/\(path)\(mark)format=\(format)", token: staff)
                #expect(answer.status == 200 && !answer.text.contains(home), "\(path) \(format)")
            }
        }
        for path in asked.prefix(3) {
            let shown = try client.send("GET", "/api/v1/\(path)", token: staff)
            #expect(shown.text.contains("1幢***"), "\(path)")
        }
        // Whoever goes to a door finds it: one home, the doors of a walk, or a list of homes that names nobody.
        for (path, door) in [
            ("households/1?expand=dwelling", home), ("home-visits/coverage?days=1", "单元101"),
            ("households?id=1&expand=dwelling&fields=id,dwelling_id", home),
        ] {
            #expect(try client.send("GET", "/api/v1/\(path)", token: staff).text.contains(door), "\(path)")
        }
        let officer = try await test.token("subdistrict_officer")
        let seen = try client.send("GET", "/api/v1/households/1?expand=dwelling", token: officer)
        #expect(seen.status != 200 || seen.text.contains("1幢***") && !seen.text.contains(home), "\(seen.text)")
        let purpose = #"{"field": "address", "purpose": "上门送急救药", "purpose_code": "cases"}"#
        let path = "/api/v1/residents/\(resident)/unmask"
        let whole = try client.send("POST", path, token: staff, body: purpose)
        #expect(try whole.json()["value"]?.string == home)
        let auditor = try await test.token("auditor")
        let log = try client.send("GET", "/api/v1/residents/\(resident)/access-log", token: auditor)
        #expect(log.text.contains("address: [cases] 上门送急救药") && !log.text.contains(home))
        let social = try await test.token("social_worker")
        #expect(try client.send("POST", path, token: social, body: purpose).status == 403)
    }

    @Test(
        "Whose door it is: no list of visits names it beside anybody, and who looks it up is seen by those who live there"
    )
    func lookedUp() async throws {
        let test = try await TestServer.ownDemo()
        let (client, staff) = (test.client(), try await test.token("staff"))
        func get(_ path: String, _ token: String) throws -> HTTPAnswer {
            try client.send("GET", "/api/v1/\(path)", token: token)
        }
        let resident = try person(test, staff)
        let visit = #"{"household_id": 1, "resident_id": \#(resident), "result": "met"}"#
        #expect(try client.send("POST", "/api/v1/home-visits", token: staff, body: visit).status == 201)
        for asked in ["resident_id=\(resident)", "household_id=1&fields=id,household_id", "limit=200"] {
            for format in ["json", "ndjson", "csv", "table"] {
                let seen = try get("home-visits?\(asked)&expand=household&format=\(format)", staff).text
                #expect(seen.contains("1幢***") && !seen.contains("1单元"), "\(asked) \(format): \(seen)")
            }
        }
        let lives = try #require(try get("residents?household_id=1&limit=200", staff).json()["items"]?.count)
        func looks(_ what: String) throws -> Int { try AuditRows.count(test, "get_\(what)") }
        // Neither rows nor pages without a door tell whose it is.
        #expect(try get("households?limit=50&fields=id,kind", staff).status == 200)
        #expect(try get("households/1?fields=id,kind", staff).status == 200)
        #expect(try looks("households") == 0 && lives > 0)
        let dwelling = try #require(try get("households/1", staff).json()["dwelling_id"]?.integer)
        #expect(try looks("households") == lives)
        #expect(try get("households?dwelling_id=\(dwelling)", staff).json()["items"]?.count == 1)
        #expect(try looks("households") == 2 * lives)
        let auditor = try await test.token("auditor")
        let log = try get("residents/\(resident)/access-log?action=get_households", auditor).json()
        #expect(log["items"]?.count == 2)
        #expect(try get("ownerships?limit=5&fields=id,name", staff).status == 200)
        #expect(try looks("ownerships") == 0)
        // A page with doors is looked at as each of its rows is.
        #expect(try get("ownerships?limit=5&fields=name,dwelling_id", staff).status == 200)
        #expect(try looks("ownerships") == 5)
        #expect(try get("households?limit=1", staff).json().at("items.0.id")?.integer == 1)
        #expect(try looks("households") == 3 * lives)
        let owned = try get("ownerships?name=%E9%81%AE%E5%B0%8F%E8%94%BD", staff).json()
        let owner = try #require(owned.at("items.0.id")?.integer)
        #expect(try get("ownerships/\(owner)", staff).status == 200)
        #expect(try looks("ownerships") == 7)
    }
}
