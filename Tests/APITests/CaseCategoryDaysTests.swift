import App
import Domain
import JSON
import SQLite
import Storage
import TestSupport
import Testing

@Suite("往日积压：another category of today changes no backlog of a day that is over")
struct CaseCategoryDaysTests {
    /// Chosen by a seed, so that a failure comes again.
    private struct Dice {
        var state: UInt64

        mutating func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(sides))
        }
    }

    /// How many had come in and lay open, of each category.
    private typealias Counts = [Int64: [Int64]]

    private func backlog(_ desk: CaseDesk, _ day: CivilDate) throws -> Counts {
        let lines = try desk.get("secretary", "reports/backlog?on=\(day)")["by_category"]?.elements.map { $0 } ?? []
        return lines.reduce(into: [:]) { counts, line in
            let (opened, closed, open) = (line["opened"]?.integer, line["closed"]?.integer, line["open"]?.integer)
            #expect(opened == (closed ?? 0) + (open ?? 0))
            counts[line["category_id"]?.integer ?? 0] = [opened ?? 0, open ?? 0]
        }
    }

    /// The cases as they stand now, counted one by one over what was there before.
    private func counted(_ desk: CaseDesk, _ ids: [Int64], over base: Counts) throws -> Counts {
        try ids.reduce(into: base) { counts, id in
            let file = try desk.get("staff", "cases/\(id)?fields=id,category_id,closed_at")
            let category = file["category_id"]?.integer ?? 0
            counts[category, default: [0, 0]][0] += 1
            if file["closed_at"]?.isNull == true { counts[category, default: [0, 0]][1] += 1 }
        }
    }

    private func change(_ desk: CaseDesk, _ id: Int64, to category: Int) throws -> Int {
        try desk.client.send(
            "PATCH",
            "/api/v1/cases/\(id)",
            token: desk.tokens["staff"],
            headers: [("If-Match", "*")],
            body: #"{"category_id": \#(category)}"#
        ).status
    }

    /// A case as its timeline tells it, from how it stands now back to how it came in (时间线回放).
    private struct Story {
        private let rows: [(day: String, status: String, field: String?, from: Int64?)]
        private let now: [String: Int64]

        init(_ desk: CaseDesk, _ id: Int64) throws {
            let file = try desk.get("staff", "cases/\(id)?fields=id,category_id,grid_id")
            now = ["category_id", "grid_id"].reduce(into: [:]) { $0[$1] = file[$1]?.integer }
            var (rows, path): ([JSONValue], String?) = ([], "cases/\(id)/timeline?limit=200&sort=id")
            while let next = path {
                let page = try desk.get("secretary", next)
                rows += page["items"]?.elements.map { $0 } ?? []
                path = page["next_cursor"]?.string.map { "cases/\(id)/timeline?limit=200&sort=id&cursor=\($0)" }
            }
            self.rows = rows.map { row in
                (
                    String(row["at"]?.string?.prefix(10) ?? ""), row["to_status"]?.string ?? "",
                    row["changed"]?.string, row["changed_from"]?.string.flatMap { Int64($0) }
                )
            }
        }

        /// Where it belonged at the end of a day, and whether it was open; nothing before it came in.
        func standing(_ field: String, on day: CivilDate) -> (key: Int64, isOpen: Bool)? {
            let date = day.description
            guard let last = rows.last(where: { $0.day <= date }) else { return nil }
            let changed = rows.first { $0.day > date && $0.field == field }?.from
            let isFinal = ["closed", "declined", "withdrawn", "void"].contains(last.status)
            return (changed ?? now[field] ?? 0, !isFinal)
        }
    }

    private func backlog(_ desk: CaseDesk, _ day: CivilDate, by field: String) throws -> Counts {
        let list = field == "grid_id" ? "by_grid" : "by_category"
        let lines = try desk.get("secretary", "reports/backlog?on=\(day)")[list]?.elements.map { $0 } ?? []
        return lines.reduce(into: [:]) { counts, line in
            counts[line[field]?.integer ?? 0] = [line["opened"]?.integer ?? 0, line["open"]?.integer ?? 0]
        }.filter { $0.value != [0, 0] }
    }

    @Test("The backlog of each past day by category and grid is what the timelines tell that anybody reads over HTTP")
    func replayed() async throws {
        let desk = try await CaseDesk()
        var dice = Dice(state: 23)
        let time = CommunityTime()
        let fields = ["category_id", "grid_id"]
        let first = time.date(of: desk.clock.now())
        let base = try fields.map { try backlog(desk, first, by: $0) }
        let worker = try desk.account("grid_worker")
        let homes = try desk.items("staff", "buildings?limit=50").filter { $0["grid_id"]?.integer != nil }
            .compactMap { $0["id"]?.integer }
        var (ids, moved): ([Int64], Int) = ([], 0)
        for _ in 0..<25 {
            for _ in 0..<8 {
                if ids.count < 3 || dice.roll(4) == 0 {
                    ids.append(try desk.report("staff", category: Int64(1 + dice.roll(3))))
                    continue
                }
                let id = ids[dice.roll(ids.count)]
                switch dice.roll(7) {
                case 0: _ = try desk.send("staff", "cases/\(id)/answer", #"{"answer": "已答复"}"#)
                case 1:
                    let again = #"{"remark": "又坏了", "handler_id": \#(worker)}"#
                    _ = try desk.send("staff", "cases/\(id)/reopen", again)
                case 2: _ = try desk.send("staff", "cases/\(id)/undo")
                case 3: _ = try desk.send("staff", "cases/\(id)/accept", #"{"handler_id": \#(worker)}"#)
                case 4:
                    let body = #"{"building_id": \#(homes[dice.roll(homes.count)])}"#
                    let answer = try desk.client.send(
                        "PATCH",
                        "/api/v1/cases/\(id)",
                        token: desk.tokens["staff"],
                        headers: [("If-Match", "*")],
                        body: body
                    )
                    if answer.status == 200 { moved += 1 }
                default: _ = try change(desk, id, to: 1 + dice.roll(3))
                }
            }
            try await desk.pass(hours: 24)
        }
        #expect(moved > 10)
        let stories = try ids.map { try Story(desk, $0) }
        for day in (0..<25).map({ first.advanced(byDays: $0) }) {
            for (field, start) in zip(fields, base) {
                var told = start
                for standing in stories.compactMap({ $0.standing(field, on: day) }) {
                    told[standing.key, default: [0, 0]][0] += 1
                    if standing.isOpen { told[standing.key, default: [0, 0]][1] += 1 }
                }
                #expect(try backlog(desk, day, by: field) == told, "\(day) \(field)")
            }
        }
    }

    @Test("The backlog of each past day by category is what a count of that evening said", arguments: [21, 22])
    func evenings(seed: Int) async throws {
        let desk = try await CaseDesk()
        var dice = Dice(state: UInt64(seed))
        let time = CommunityTime()
        let base = try backlog(desk, time.date(of: desk.clock.now()))
        let worker = try desk.account("grid_worker")
        var (ids, evenings, changes): ([Int64], [CivilDate: Counts], Int) = ([], [:], 0)
        for _ in 0..<45 {
            for _ in 0..<8 {
                if ids.count < 3 || dice.roll(4) == 0 {
                    ids.append(try desk.report("staff", category: Int64(1 + dice.roll(3))))
                    continue
                }
                let id = ids[dice.roll(ids.count)]
                switch dice.roll(5) {
                case 0: _ = try desk.send("staff", "cases/\(id)/answer", #"{"answer": "已答复"}"#)
                case 1:
                    let again = #"{"remark": "又坏了", "handler_id": \#(worker)}"#
                    _ = try desk.send("staff", "cases/\(id)/reopen", again)
                case 2: _ = try desk.send("staff", "cases/\(id)/undo")
                default: if try change(desk, id, to: 1 + dice.roll(3)) == 200 { changes += 1 }
                }
            }
            let today = time.date(of: desk.clock.now())
            evenings[today] = try counted(desk, ids, over: base)
            try await desk.pass(hours: 24)
        }
        #expect(changes > 40)
        for (day, counts) in evenings {
            #expect(
                try backlog(desk, day).filter { $0.value != [0, 0] } == counts.filter { $0.value != [0, 0] },
                "\(day)"
            )
            for (category, count) in counts {
                for (figure, place) in [("opened", 0), ("open", 1)] {
                    let path = "reports/backlog/cases?figure=\(figure)&on=\(day)&category_id=\(category)&limit=1"
                    #expect(try desk.get("secretary", path)["count"]?.integer == count[place], "\(day) \(figure)")
                }
            }
        }
        await desk.test.stop()
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try CaseSums.differences(connection).isEmpty)
    }
}
