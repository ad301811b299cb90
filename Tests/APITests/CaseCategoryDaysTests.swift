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
        await desk.test.server.stop()
        let path = "\(desk.test.folder.path)/linli.db"
        let connection = try Connection(path: path, access: .readOnly, settings: .reader)
        #expect(try CaseSums.differences(connection).isEmpty)
    }
}
