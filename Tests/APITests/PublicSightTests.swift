import App
import Domain
import JSON
import TestSupport
import Testing

@Suite("Whoever is signed in sees at least what everybody sees")
struct PublicSightTests {
    private static let open = [
        "communities", "venues", "halls", "honours", "projects", "case-categories", "activities",
    ]

    @Test(
        "Every public row that a visitor reads, of the own community and of another, with no more of it than a visitor"
    )
    func everyRole() async throws {
        let world = try await MatrixWorld()
        for path in Self.open {
            for community in try communities(world, path) {
                let filter = path == "communities" ? "id=\(community)" : "community_id=\(community)"
                let target = "/api/v1/\(path)?\(filter)&limit=200&sort=id"
                let visitor = try world.ask(nil, "GET", target).json()
                let shown = try #require(visitor["items"]).elements
                let ids = shown.compactMap { $0["id"]?.integer }
                for role in Role.allCases {
                    for id in ids.prefix(3) {
                        let seen = try world.ask(role, "GET", "/api/v1/\(path)/\(id)").json()
                        // One alone may have more with it than a row of a list, such as the form of a category.
                        let whole = try world.ask(nil, "GET", "/api/v1/\(path)/\(id)").json()
                        #expect(seen["id"]?.integer == id, "\(role) \(path)/\(id)")
                        guard community != 1, role != .admin, role != .subdistrictOfficer else { continue }
                        #expect(seen.members.map(\.key) == whole.members.map(\.key), "\(role) \(path)/\(id)")
                    }
                    // An officer of a sub-district reads that of another one by its id alone.
                    guard path != "communities", role != .subdistrictOfficer || community != 2 else { continue }
                    let list = try world.ask(role, "GET", target).json()
                    let found = Set(list["items"]?.elements.compactMap { $0["id"]?.integer } ?? [])
                    // More than a page may be one's own.
                    #expect(found.count == 200 || found.isSuperset(of: ids), "\(role) \(target)")
                }
            }
        }
    }

    private func communities(_ world: MatrixWorld, _ path: String) throws -> [Int64] {
        let list = try world.ask(.admin, "GET", "/api/v1/communities?limit=200").json()
        let all = list["items"]?.elements.compactMap { $0["id"]?.integer } ?? []
        #expect(all.count == 3)
        return all
    }

    @Test("Of another community nothing can be asked for by a field that a visitor may not see")
    func hiddenFields() async throws {
        let world = try await MatrixWorld()
        for query in ["party_organization_id=1", "sort=created_at", "created_at.gt=2020-01-01"] {
            let answer = try world.ask(.secretary, "GET", "/api/v1/activities?community_id=2&\(query)")
            #expect(answer.status == 400, "\(query)")
            #expect(try world.ask(.secretary, "GET", "/api/v1/activities?community_id=1&\(query)").status == 200)
        }
    }

    @Test("What is found by its words is cut in the same way")
    func search() async throws {
        let world = try await MatrixWorld()
        let words = "/api/v1/activities?q=%E8%8C%B6%E8%89%BA&limit=200"
        let visitor = try world.ask(nil, "GET", "\(words)&community_id=1").json()["items"]?.elements
        let ids = Set(try #require(visitor).compactMap { $0["id"]?.integer })
        #expect(!ids.isEmpty)
        for role in [Role.orgOperator, .partner, .branchSecretary, .partyMember] {
            let list = try world.ask(role, "GET", words, headers: [("Prefer", "count=exact")]).json()
            let found = Set(list["items"]?.elements.compactMap { $0["id"]?.integer } ?? [])
            #expect(found.isSuperset(of: ids), "\(role)")
            #expect(list["total"]?.integer == Int64(found.count), "\(role)")
        }
    }

    @Test("A grid worker neither sees nor cancels the sign-up of somebody in another grid")
    func signUpsOfOtherGrids() async throws {
        let world = try await MatrixWorld()
        let list = try world.ask(.gridWorker, "GET", "/api/v1/sign-ups?limit=200&fields=id,resident_id").json()
        let own = try #require(list["items"]).elements.compactMap { $0["resident_id"]?.integer }
        #expect(!own.isEmpty)
        for resident in Set(own).prefix(20) {
            #expect(try world.ask(.gridWorker, "GET", "/api/v1/residents/\(resident)").status == 200)
        }
        let seen = Set(list["items"]?.elements.compactMap { $0["id"]?.integer } ?? [])
        let all = try world.ask(.secretary, "GET", "/api/v1/sign-ups?limit=200&fields=id").json()
        let other = try #require(all["items"]?.elements.compactMap { $0["id"]?.integer }.first { !seen.contains($0) })
        #expect(try world.ask(.gridWorker, "POST", "/api/v1/sign-ups/\(other)/cancel", body: "{}").status == 404)
    }
}
