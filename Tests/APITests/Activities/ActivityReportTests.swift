import JSON
import TestSupport
import Testing

@Suite("The report of the activities")
struct ActivityReportTests {
    private func report(_ query: String) async throws -> JSONValue {
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        return try test.client().send("GET", "/api/v1/reports/activities?\(query)", token: token).json()
    }

    @Test("98 场 4000 人次: the year counts itself, the same by month, kind and theme as in the annual report")
    func year() async throws {
        let report = try await report("from=2021-01-01&to=2021-12-31")
        let rows = { (key: String, name: String, code: String) in
            report[key]?.elements.map { $0 }.first { $0[name]?.string == code }
        }
        let three = rows("by_kind", "kind", "three_society")
        #expect(three?["activities"]?.integer == 98 && three?["person_times"]?.integer == 4_000)
        #expect(three?["title"]?.string == "三社联动")
        let total = try #require(report.at("total.person_times")?.integer)
        for key in ["by_month", "by_kind", "by_theme", "by_organizer"] {
            let sum = report[key]?.elements.compactMap { $0["person_times"]?.integer }.reduce(0, +)
            #expect(sum == total, "\(key)")
        }
        #expect(report["by_month"]?.count == 12)
        // Nobody holds a place twice, so no hall was fuller than full.
        let fill = try #require(report.at("total.given")?.integer)
        #expect(try fill <= #require(report.at("total.places")?.integer))
        let (missed, expected) = (report.at("total.no_shows")?.integer ?? 0, report.at("total.expected")?.integer ?? 0)
        #expect(missed > 0 && missed < expected)
    }

    @Test("How few did not come is not told of a month, by kind, theme or organizer, nor can it be worked out")
    func fewMissed() async throws {
        for month in ["01", "04", "09"] {
            let report = try await report("from=2021-\(month)-01&to=2021-\(month)-30")
            for key in ["by_kind", "by_theme", "by_organizer", "by_grid"] {
                let rows = report[key]?.elements.map { $0 } ?? []
                let missed = rows.map { $0["no_shows"]?.integer }
                #expect(missed.allSatisfy { $0 == nil || $0 == 0 || ($0 ?? 0) >= 5 }, "\(month) \(key)")
                let hidden = rows.filter { $0["no_shows"]?.integer == nil }
                #expect(hidden.allSatisfy { $0["expected"]?.isNull == true && $0["no_show_rate"]?.isNull == true })
                #expect(hidden.allSatisfy { $0["given"]?.isNull == true && $0["fill_rate"]?.isNull == true })
                // One alone would be what the total leaves.
                #expect(hidden.count != 1 || report.at("total.no_shows")?.integer == nil, "\(month) \(key)")
            }
        }
    }

    @Test("Of spans that differ by a day nobody works out how few did not come on it: they are told in whole groups")
    func dayByDay() async throws {
        let test = try await TestServer.demo()
        let (client, token) = (test.client(), try await test.token("secretary"))
        for day in ["08", "09", "15", "16"] {
            let path = "/api/v1/reports/activities?from=2021-01-01&to=2021-01-\(day)"
            let report = try client.send("GET", path, token: token).json()
            for name in ["no_shows", "expected", "given"] {
                let total = report.at("total.\(name)")?.integer
                #expect((total ?? 0) % 5 == 0, "\(day) \(name) \(total ?? 0)")
            }
        }
    }

    @Test("一月三次课堂: the report holds what was promised against what was held, and its months open down")
    func promises() async throws {
        let report = try await report("from=2021-01-01&to=2021-12-31")
        let promises = report["promises"]?.elements.map { $0 } ?? []
        let classes = try #require(promises.first { $0["counter"]?.string == "classes" })
        #expect(classes["target"]?.integer == 3 && classes["periods"]?.integer == 12 && classes["kept"]?.integer == 12)
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let month = try #require(report["by_month"]?.elements.map { $0 }.first)
        let href = try #require(month["href"]?.string)
        let list = try test.client().send("GET", "\(href)&limit=200", token: token).json()
        #expect(list["items"]?.count == Int(month["activities"]?.integer ?? -1))
        #expect(report["by_grid"]?.elements.map { $0["title"]?.string } == ["全社区"])
    }

    @Test("Who came is told apart by grid and age only of a year that is over, and small groups are hidden")
    func people() async throws {
        let year = try await report("from=2021-01-01&to=2021-12-31")
        #expect(year["people_told_apart"]?.bool == true)
        let grids = year["people_by_grid"]?.elements.map { $0 } ?? []
        #expect(grids.count >= 5)
        #expect(grids.allSatisfy { ($0["people"]?.integer ?? 5) >= 5 || $0["people"]?.integer == 0 })
        #expect(year["people_by_age"]?.count == 5)
        // A band opens down to its activities, where again no few are shown.
        let test = try await TestServer.demo()
        let token = try await test.token("secretary")
        let band = try #require(
            year["people_by_age"]?.elements.map { $0 }.max {
                ($0["people"]?.integer ?? 0) < ($1["people"]?.integer ?? 0)
            }
        )
        let opened = try test.client().send("GET", band["href"]?.string ?? "", token: token).json()
        let counts = opened["items"]?.elements.map { $0["people"]?.integer } ?? []
        #expect(counts.contains { $0 != nil } && counts.allSatisfy { ($0 ?? 5) >= 5 })
        #expect(try counts.compactMap(\.self).allSatisfy { $0 <= (try #require(band["people"]?.integer)) })
        let running = "/api/v1/reports/activities/ages?year=2100&age=from_60"
        #expect(try test.client().send("GET", running, token: token).status == 400)
        let whole = try await report("year=2021")
        #expect(whole.at("total.person_times")?.integer == year.at("total.person_times")?.integer)
        let month = try await report("from=2021-03-01&to=2021-03-31")
        #expect(month["people_told_apart"]?.bool == false && month["people_by_grid"] == nil)
        #expect(month["by_month"]?.count == 1)
    }

    @Test("两段相减认不出人: a report of any period tells different people in whole groups, so that no few are between two")
    func subtraction() async throws {
        var last: Int64 = 0
        for day in 1...31 {
            let figure = try await report("from=2021-01-01&to=2021-05-\(day < 10 ? "0" : "")\(day)")
            #expect(figure["people_rounded"]?.bool == true)
            let people = try #require(figure.at("total.people")?.integer)
            #expect(people % 5 == 0 && people >= last, "May \(day)")
            last = people
            for key in ["by_month", "by_kind", "by_theme", "by_organizer", "by_grid"] {
                let rows = figure[key]?.elements.map { $0 } ?? []
                #expect(rows.allSatisfy { ($0["people"]?.integer ?? 0) % 5 == 0 })
            }
        }
        let year = try await report("year=2021")
        #expect(year["people_rounded"]?.bool == false)
        // Where nobody was checked in nobody is hidden, nor hides a large group.
        let kinds = year["by_kind"]?.elements.map { $0 } ?? []
        #expect(kinds.allSatisfy { $0["checked_in"]?.integer != 0 || $0["people"]?.integer == 0 })
        // Nor are they told by how many were checked in.
        for row in kinds where row["people"]?.integer == nil {
            #expect(
                ["checked_in", "hand_typed", "given", "no_shows", "expected"].allSatisfy { row[$0]?.integer == nil }
            )
        }
        let service = kinds.first { $0["kind"]?.string == "voluntary_service" }
        #expect((service?["people"]?.integer ?? 0) >= 5)
        // A group tells all of itself or nothing.
        for group in (year["people_by_age"]?.elements.map { $0 } ?? []) where group["people"]?.integer == nil {
            #expect(["activities", "attended", "no_shows", "no_show_rate"].allSatisfy { group[$0]?.integer == nil })
        }
        let attended = try ["people_by_age", "people_by_grid"].map { key in
            try #require(year[key]?.elements.compactMap { $0["attended"]?.integer }.reduce(0, +))
        }
        #expect(attended.allSatisfy { $0 > 0 && $0 <= (year.at("total.checked_in")?.integer ?? 0) })
    }
}
