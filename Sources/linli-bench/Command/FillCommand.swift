/// 造数: makes the database and says how it is served.
struct FillCommand {
    let options: FillOptions

    func run() async throws {
        let territory = options.territory
        let database = ScratchDatabase(folder: options.data, territory: territory, fillsSearch: options.fillsSearch)
        let filled = try await database.make(cases: options.cases)
        Terminal.clearProgress()
        if let times = filled.times { Terminal.say("\(times)") }
        let place = territory.isCity ? "\(territory.communities) communities, " : ""
        let tokens = filled.tokens.map { "\($0.label)=\($0.token)" }.joined(separator: "\n")
        Terminal.say(
            """
            \(options.cases) cases, \(place)\(territory.allGrids) grids in \(options.data)
            \(tokens)
            serve it:  linli serve --data \(options.data) --port 8080 --loops 1
            try it:    curl -H "Authorization: Bearer $TOKEN" 'http://127.0.0.1:8080/api/v1/cases?grid_id=1&limit=50'
            A token holds for \(BenchAccount.days) days. The accounts can not sign in with a password.
            """
        )
    }
}
