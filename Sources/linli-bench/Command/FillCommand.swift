/// 造数: makes the database and says how it is served.
struct FillCommand {
    let options: FillOptions

    func run() async throws {
        let token = try await ScratchDatabase(folder: options.data).fill(cases: options.cases)
        Terminal.clearProgress()
        Terminal.say(
            """
            \(options.cases) cases, \(TerritoryFiller.grids) grids in \(options.data)
            TOKEN=\(token)
            serve it:  linli serve --data \(options.data) --port 8080 --loops 1
            try it:    curl -H "Authorization: Bearer $TOKEN" 'http://127.0.0.1:8080/api/v1/cases?grid_id=1&limit=50'
            The token holds for \(BenchAccount.days) days. The account can not sign in with a password.
            """
        )
    }
}
