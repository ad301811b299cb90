/// One thing that a client wants done (操作): everyday writes, small and in one transaction each.
package enum Deed: Sendable {
    /// A row of a plain register.
    case addPlace(grid: Int64, name: String)
    /// A place in an activity that has fewer places than people who want one.
    case signUp(activity: Int64, resident: Int64)
    /// Gives a place to the first who waits.
    case cancel(signUp: Int64)
    /// A case with the first row of its timeline.
    case openCase(title: String)
    /// A move of a case with the next row of its timeline, on the version that was seen.
    case moveCase(id: Int64, version: Int64)

    func ask(key: String?) -> Ask {
        var ask = plainAsk
        if let key { ask.headers.append(("Idempotency-Key", key)) }
        return ask
    }

    private var plainAsk: Ask {
        switch self {
        case .addPlace(let grid, let name):
            return Ask("/api/v1/places", #"{"grid_id":\#(grid),"kind":"gate","name":"\#(name)"}"#)
        case .signUp(let activity, let resident):
            return Ask("/api/v1/sign-ups", #"{"activity_id":\#(activity),"resident_id":\#(resident)}"#)
        case .cancel(let signUp):
            return Ask("/api/v1/sign-ups/\(signUp)/cancel", "{}")
        case .openCase(let title):
            // All of one resident: of another's, each would make the one before more urgent.
            return Ask(
                "/api/v1/cases",
                #"{"kind":"help","category_id":1,"title":"\#(title)","description":"路灯不亮","building_id":1,"reporter_id":1}"#
            )
        case .moveCase(let id, let version):
            let (name, body) = Self.path[Int(version) - 1]
            var ask = Ask("/api/v1/cases/\(id)/\(name)", body)
            ask.headers.append(("If-Match", "\(version)"))
            return ask
        }
    }

    /// The straight way of a case; its version is the number of the next move.
    private static let path = [
        ("accept", "{}"), ("dispatch", #"{"handler_organization_id":1}"#),
        ("start", #"{"handler_name":"王师傅","channel":"phone"}"#),
        ("report-done", #"{"answer":"已修复","channel":"phone"}"#), ("tell", #"{"told":"household"}"#),
    ]

    /// The version of a case that has been answered.
    static let closedVersion = Int64(path.count + 1)
}
