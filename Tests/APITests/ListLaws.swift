import API
import App
import Domain
import JSON
import Routing
import TestSupport
import Testing

@Suite("Laws over the lists")
struct ListLaws {
    /// The lists that need no other row, by their resource.
    private func lists(_ test: TestServer) -> [(Resource, String)] {
        test.server.surface.endpoints.compactMap { endpoint in
            guard case .page(let name) = endpoint.documentation.result, !endpoint.pattern.contains("{") else {
                return nil
            }
            return (Resource[name], endpoint.pattern)
        }
    }

    static func sample(_ type: FieldType) -> String {
        switch type {
        case .identifier, .reference: "1"
        case .integer(let range): String(range.contains(2021) ? 2021 : range.lowerBound)
        case .text(let length): String(repeating: "a", count: max(length.lowerBound, 1))
        case .instant: "2021-06-01T00:00:00%2B08:00"
        case .date, .maskedDate: "2021-06-01"
        case .timeOfDay: "19:00"
        case .timeLimit: "4%20working_hours"
        case .boolean: "true"
        case .enumerations(let enumeration): enumeration.values.map(\.code).joined(separator: "%20")
        case .enumeration(let enumeration): enumeration.values.map(\.code).joined(separator: ",")
        case .sealed(.phone), .contact: "13800138000"
        case .sealed(.identityNumber): "11010519491231002X"
        case .sealed(.whole): "a"
        }
    }

    /// Whoever may read a list: of the audit that is not the administrator.
    private func reader(of resource: Resource, _ test: TestServer) async throws -> String {
        try await test.token(resource.name == .audit ? "auditor" : "admin")
    }

    @Test("Every advertised filter works")
    func filters() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        for (resource, path) in lists(test) {
            let token = try await reader(of: resource, test)
            for field in resource.fields {
                for comparison in field.filtering.comparisons {
                    let name = comparison == .equal ? field.name : "\(field.name).\(comparison.rawValue)"
                    // Whose a number is, only those may ask who may see it whole.
                    let isPersonal = field.filtering == .sealedEquality
                    let answer = try client.send(
                        "GET",
                        "\(path)?\(name)=\(Self.sample(field.type))&limit=1",
                        token: isPersonal ? try await test.token("secretary") : token
                    )
                    #expect(answer.status == 200, "\(path)?\(name): \(answer.text)")
                }
                guard field.isOptional, field.filtering == .equality || field.filtering == .range else { continue }
                let answer = try client.send("GET", "\(path)?\(field.name)=null&limit=1", token: token)
                #expect(answer.status == 200, "\(path)?\(field.name)=null: \(answer.text)")
            }
        }
    }

    @Test("Every advertised sort works, up and down, and its next page too")
    func sorts() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        for (resource, path) in lists(test) {
            let token = try await reader(of: resource, test)
            for field in resource.fields where field.isSortable {
                // The audit is in the order of its moments alone.
                let mixed = resource.field("id")?.isSortable == true ? ["-\(field.name),id"] : []
                for sort in [field.name, "-\(field.name)"] + mixed {
                    let first = try client.send("GET", "\(path)?sort=\(sort)&limit=3&fields=id", token: token)
                    #expect(first.status == 200, "\(path)?sort=\(sort): \(first.text)")
                    guard let cursor = try first.json()["next_cursor"]?.string else { continue }
                    let next = try client.send(
                        "GET",
                        "\(path)?sort=\(sort)&limit=3&fields=id&cursor=\(cursor)",
                        token: token
                    )
                    #expect(next.status == 200, "\(path)?sort=\(sort)&cursor: \(next.text)")
                    let seen = try ids(first) + ids(next)
                    #expect(Set(seen).count == seen.count, "\(path)?sort=\(sort) shows a row twice")
                }
            }
        }
    }

    @Test(
        "Every list answers in every format",
        arguments: [
            ("json", "application/json"), ("ndjson", "application/x-ndjson"),
            ("csv", "text/csv; charset=utf-8; header=present"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("table", "text/plain; charset=utf-8"),
        ]
    )
    func formats(format: String, type: String) async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        for (resource, path) in lists(test) {
            let token = try await reader(of: resource, test)
            let answer = try client.send("GET", "\(path)?format=\(format)&limit=2", token: token)
            #expect(answer.status == 200, "\(path): \(answer.text)")
            #expect(answer.header("Content-Type") == type, "\(path)")
        }
    }

    @Test("Every field can be asked for alone, and every reference named")
    func fields() async throws {
        let test = try await TestServer.demo()
        let client = test.client()
        for (resource, path) in lists(test) {
            let token = try await reader(of: resource, test)
            for field in resource.fields {
                let answer = try client.send("GET", "\(path)?limit=1&fields=\(field.name)", token: token)
                let names = try answer.json().at("items.0")?.members.map(\.key)
                #expect(answer.status == 200 && (names ?? [field.name]) == [field.name], "\(path): \(field.name)")
                guard case .reference = field.type else { continue }
                let named = try client.send("GET", "\(path)?limit=1&expand=\(field.name)", token: token)
                #expect(named.status == 200, "\(path)?expand=\(field.name): \(named.text)")
            }
        }
    }

    @Test("A list reads with a handful of statements, however long it is")
    func pagesAreWhole() async throws {
        let test = try await TestServer.demo()
        let (token, client) = (try await test.token("secretary"), test.client())
        var seen: [Int64] = []
        var cursor = ""
        repeat {
            let answer = try client.send(
                "GET",
                "/api/v1/households?limit=200&fields=id" + cursor,
                token: token,
                headers: [("Prefer", "count=exact")]
            )
            seen += try ids(answer)
            let next = try answer.json()["next_cursor"]?.string
            cursor = next.map { "&cursor=\($0)" } ?? ""
            if next == nil { #expect(try answer.json()["total"]?.integer == Int64(seen.count)) }
        } while !cursor.isEmpty
        #expect(Set(seen).count == seen.count)
        #expect(seen == seen.sorted())
    }

    private func ids(_ answer: HTTPAnswer) throws -> [Int64] {
        try answer.json()["items"]?.elements.compactMap { $0["id"]?.integer } ?? []
    }
}
