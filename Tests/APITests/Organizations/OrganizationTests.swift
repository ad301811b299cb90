import JSON
import TestSupport
import Testing

@Suite("Organizations grow, deliver what they promised, and have their people")
struct OrganizationTests {
    private func membership(_ organization: Int64, _ resident: Int64, _ role: String = "member") -> String {
        """
        {"organization_id": \(organization), "resident_id": \(resident), "role": "\(role)", "from_date": "2021-03-01"}
        """
    }

    @Test("培育居民领袖、社区社会组织: a team with leaders, members and activities advances, and is told what it still lacks")
    func growth() async throws {
        let hall = try await ActivityDesk()
        let (desk, people) = (hall.desk, hall.people)
        let team = try desk.make(
            "secretary",
            "organizations",
            #"{"kind": "resident_organization", "name": "清风书画社", "stage": "starting"}"#
        )
        _ = try desk.make("secretary", "organization-members", membership(team, people[0], "leader"))
        for person in people[1...8] {
            _ = try desk.make("secretary", "organization-members", membership(team, person))
        }
        let twice = try desk.send("secretary", "organization-members", membership(team, people[1]))
        #expect(twice.code == "duplicate")
        let shop = try desk.send("secretary", "organization-members", membership(desk.company, people[1]))
        #expect(shop.faults == ["#/organization_id no_resident_organization"])
        let early = try desk.send("secretary", "organizations/\(team)/advance")
        #expect(early.status == 409 && early.code == "not_grown")
        #expect(early.text.contains("成员 9/10、近期活动 0/4"))
        #expect(try early.json()["members_needed"]?.integer == 10 && early.json()["members"]?.integer == 9)
        // The stage is no field that somebody sets.
        #expect(try desk.send("secretary", "organizations/\(team)", #"{"stage": "mature"}"#, "PATCH").status == 422)
        let last = try desk.make("secretary", "organization-members", membership(team, people[9]))
        for day in 10...12 {
            _ = try desk.make(
                "secretary",
                "activities",
                """
                {"kind": "class", "title": "书画", "organizer_id": \(team), "starts_at": "2022-01-\(day)T09:00:00+08:00", \
                "ends_at": "2022-01-\(day)T10:00:00+08:00", "held": {"head_count": 8}}
                """
            )
        }
        // What it carried with somebody else counts, too.
        let fair = try desk.make(
            "secretary",
            "activities",
            """
            {"kind": "class", "title": "年货集市", "starts_at": "2022-01-13T09:00:00+08:00", \
            "ends_at": "2022-01-13T10:00:00+08:00", "held": {"head_count": 80}}
            """
        )
        _ = try desk.make(
            "secretary",
            "activity-partners",
            #"{"activity_id": \#(fair), "organization_id": \#(team)}"#
        )
        #expect(try desk.items("secretary", "activities/\(fair)/partners").count == 1)
        let grown = try desk.send("secretary", "organizations/\(team)/advance", #"{"note": "年度评议"}"#)
        #expect(try grown.status == 200 && grown.json()["stage"]?.string == "growing")
        let stages = try desk.items("secretary", "organizations/\(team)/stages")
        #expect(stages.map { $0["stage"]?.string } == ["growing"])
        #expect(["leaders", "members", "activities"].map { stages[0][$0]?.integer ?? 0 } == [1, 10, 4])
        let next = try desk.send("secretary", "organizations/\(team)/advance")
        #expect(next.text.contains("备案或登记 0/1") && next.text.contains("带头人 1/2"))
        let change = #"{"until_date": "2022-01-10"}"#
        #expect(try desk.send("secretary", "organization-members/\(last)", change, "PATCH").status == 200)
        #expect(try desk.items("secretary", "organizations/\(team)/members?until_date.gte=2022-01-01").count == 1)
        #expect(try desk.send("secretary", "organizations/\(desk.company)/advance").code == "illegal_move")
    }

    @Test("Who leads an organization reads its members by name with masked numbers; a member does not")
    func roll() async throws {
        let desk = try await CaseDesk()
        let me = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let others = try desk.test.adults(3, token: desk.tokens["secretary"] ?? "").filter { $0 != me }
        let team = try desk.make(
            "secretary",
            "organizations",
            #"{"kind": "resident_organization", "name": "书画社", "stage": "starting"}"#
        )
        let own = try desk.make("secretary", "organization-members", membership(team, me))
        _ = try desk.make("secretary", "organization-members", membership(team, others[0]))
        #expect(try desk.send("resident", "organizations/\(team)/roll", "", "GET").status == 404)
        try desk.send("secretary", "organization-members/\(own)", #"{"role": "leader"}"#, "PATCH")
        let roll = try desk.get("resident", "organizations/\(team)/roll")["items"]?.elements.map { $0 } ?? []
        #expect(roll.map { $0["role"]?.string } == ["leader", "member"])
        #expect(roll.allSatisfy { !($0["name"]?.string ?? "").isEmpty })
        #expect(roll.allSatisfy { $0["phone"]?.string?.contains("****") ?? true })
        #expect(try desk.send("staff", "organizations/\(team)/roll", "", "GET").status == 200)
        #expect(try desk.send("staff", "organizations/\(desk.company)/roll", "", "GET").status == 404)
    }

    @Test("The number of a contact is a number, and a mobile one is masked for all but those who keep the register")
    func contacts() async throws {
        let desk = try await CaseDesk(["org_operator"])
        func team(_ name: String, _ phone: String) throws -> HTTPAnswer {
            let body =
                #"{"kind": "resident_organization", "name": "\#(name)", "stage": "starting", "contact_phone": "\#(phone)"}"#
            return try desk.send("secretary", "organizations", body)
        }
        #expect(try team("甲社", "找王阿姨").faults == ["#/contact_phone bad_phone"])
        #expect(try team("甲社", "12345678901").faults == ["#/contact_phone bad_phone"])
        for text in [
            "2021-13-45", "0512-", "0512-6512345678", "065123456", "1234", "6512-345", "400-820", "0512-65123456-1-1",
        ] {
            #expect(try team("甲社", text).faults == ["#/contact_phone bad_phone"], "\(text)")
        }
        let made = try team("甲社", "+86 138-0013-8000")
        #expect(try made.json()["contact_phone"]?.string == "13800138000")
        let id = try #require(try made.json()["id"]?.integer)
        let office = try #require(try team("乙社", "0512-65123456").json()["id"]?.integer)
        let seen = { (login: String, id: Int64) in try desk.get(login, "organizations/\(id)")["contact_phone"]?.string }
        #expect(try seen("staff", id) == "13800138000" && seen("resident", id) == "138****8000")
        #expect(try seen("grid_worker", id) == "138****8000" && seen("resident", office) == "0512-65123456")
        let list = try desk.items("partner", "organizations?id=\(desk.company)").first
        #expect(list != nil)
        let csv = try desk.send("resident", "organizations?format=csv&id=\(id)", "", "GET").text
        #expect(csv.contains("138****8000") && !csv.contains("13800138000"))
    }

    @Test("A member sees the own membership among all that is held about them, and nobody else's")
    func ownMembership() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let me = try #require(try desk.get("resident", "me").at("scope.resident_id")?.integer)
        let other = try #require(try desk.test.adults(1, token: desk.tokens["secretary"] ?? "").first { $0 != me })
        let team = try #require(
            try desk.items("secretary", "organizations?kind=resident_organization").first?["id"]?.integer
        )
        for person in [me, other] {
            _ = try desk.make("secretary", "organization-members", membership(team, person))
        }
        // The resident of the demonstration leads a team already.
        #expect(try desk.items("resident", "organization-members").map { $0["resident_id"]?.integer } == [me, me])
        #expect(try desk.get("resident", "me/data")["organization_memberships"]?.count == 2)
        #expect(try desk.items("org_operator", "organization-members").isEmpty)
        #expect(try desk.send("partner", "organization-members", "", "GET").status == 403)
    }

    @Test(
        "政社分离: a contract counts what was delivered by itself, a year is judged when it is over, and the judgement stays"
    )
    func contract() async throws {
        let desk = try await CaseDesk(["org_operator"])
        let operates = try #require(try desk.get("org_operator", "me").at("scope.organization_id")?.integer)
        let house = try #require(
            try desk.items("secretary", "venues").first { $0["operator_id"]?.integer == operates }?["id"]?.integer
        )
        let contract = try desk.make(
            "secretary",
            "contracts",
            """
            {"provider_id": \(operates), "title": "社区书屋运营", "number": "2021-7", "starts_on": "2021-01-01", \
            "ends_on": "2022-12-31", "amount_fen": 12000000}
            """
        )
        let items = [
            #""title": "国学课堂", "counter": "classes", "target": 3, "per": "month""#,
            #""title": "晚间周末开放", "counter": "outside_minutes", "target": 100, "per": "year", "venue_id": \#(house)"#,
            #""title": "培训志愿者", "counter": "by_hand", "target": 20, "per": "term", "hand_count": 12"#,
        ]
        for item in items {
            _ = try desk.make("secretary", "contract-items", "{\"contract_id\": \(contract), \(item)}")
        }
        let odd =
            #"{"contract_id": \#(contract), "title": "错", "counter": "classes", "target": 1, "per": "month", "hand_count": 3}"#
        #expect(try desk.send("secretary", "contract-items", odd).faults == ["#/hand_count not_allowed"])
        let progress = try desk.get("org_operator", "contracts/\(contract)/progress?year=2021")
        let rows = progress["items"]?.elements.map { $0 } ?? []
        #expect(rows.map { $0["periods_kept"]?.integer ?? -1 } == [12, 1, 0])
        #expect(rows.map { $0["by_hand"]?.bool } == [false, false, true])
        let periods = progress["periods"]?.elements.map { $0 } ?? []
        #expect(periods.count == 14 && periods[13]["missing"]?.integer == 8)
        // Every figure opens down to what was counted.
        let href = try #require(periods[2]["href"]?.string)
        let counted = try desk.items("org_operator", String(href.dropFirst("/api/v1/".count)))
        #expect(Int64(counted.count) == periods[2]["delivered"]?.integer)
        let judgement = #"{"contract_id": \#(contract), "year": 2022, "grade": "qualified"}"#
        #expect(try desk.send("secretary", "contract-evaluations", judgement).code == "not_over")
        let outside = #"{"contract_id": \#(contract), "year": 2019, "grade": "qualified"}"#
        #expect(try desk.send("secretary", "contract-evaluations", outside).faults == ["#/year outside_term"])
        let past = #"{"contract_id": \#(contract), "year": 2021, "grade": "excellent", "remark": "按约履行"}"#
        let made = try desk.send("secretary", "contract-evaluations", past)
        #expect(try made.status == 201 && made.json()["items"]?.integer == 3 && made.json()["kept"]?.integer == 2)
        #expect(try desk.send("secretary", "contract-evaluations", past).code == "duplicate")
        let id = try #require(try made.json()["id"]?.integer)
        let kept = try desk.items("org_operator", "contract-evaluations/\(id)/deliveries")
        #expect(kept.map { $0["promised"]?.integer ?? 0 } == [36, 100, 20])
        #expect(try desk.send("org_operator", "contract-evaluations", past).status == 403)
        let csv = try desk.send("secretary", "contracts/\(contract)/progress?year=2021&format=csv", "", "GET")
        #expect(csv.status == 200 && csv.text.contains("国学课堂"))
    }

    @Test("Where social workers are placed, and how long venues are open outside the office, stand in one report")
    func separation() async throws {
        let desk = try await CaseDesk()
        let center = try #require(
            try desk.items("secretary", "organizations?kind=social_work_center").first?["id"]?.integer
        )
        let year = "reports/venues?from=2021-01-01&to=2021-12-31"
        let before = try #require(try desk.get("secretary", year).at("separation.placed_workers")?.integer)
        for (name, until) in [("顾晓", ""), ("沈禾", #", "until_date": "2021-06-30""#)] {
            let body = """
                {"organization_id": \(center), "worker_name": "\(name)", "venue_id": 1, "floor": 1, \
                "from_date": "2021-02-01"\(until)}
                """
            _ = try desk.make("secretary", "placements", body)
        }
        let report = try desk.get("secretary", year)
        #expect(report.at("separation.placed_workers")?.integer == before + 1)
        #expect(report.at("separation.placing_organizations")?.integer == 1)
        #expect((report.at("separation.outside_minutes")?.integer ?? 0) > 0)
        let summer = try desk.get("secretary", "reports/venues?from=2021-01-01&to=2021-06-30")
        #expect(summer.at("separation.placed_workers")?.integer == before + 2)
    }
}
