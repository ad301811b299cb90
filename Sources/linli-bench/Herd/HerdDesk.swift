/// The organiser of a herd (万人抢报的主办方), with a few calls of its own.
struct HerdDesk {
    let port: UInt16
    let token: String

    /// A published activity with so many places.
    func openActivity(places: Int) throws -> Int64 {
        let made = try ask(
            "POST",
            "/api/v1/activities",
            """
            {"kind": "class", "title": "抢报", "starts_at": "2099-01-01T09:00:00+08:00", \
            "ends_at": "2099-01-01T10:00:00+08:00", "capacity": \(places)}
            """
        )
        guard let id = Self.number("id", in: made) else { throw BenchFailure("the activity has no id") }
        _ = try ask("POST", "/api/v1/activities/\(id)/publish", "{}")
        return id
    }

    /// How many people have a place, and how many wait.
    func places(of activity: Int64) throws -> (confirmed: Int64, waiting: Int64) {
        let found = try ask("GET", "/api/v1/activities/\(activity)", nil)
        guard let confirmed = Self.number("confirmed", in: found), let waiting = Self.number("waitlisted", in: found)
        else {
            throw BenchFailure("the activity does not say who has a place")
        }
        return (confirmed, waiting)
    }

    /// The first number of that name in an answer whose form is known.
    private static func number(_ name: String, in answer: String) -> Int64? {
        guard let place = answer.firstRange(of: "\"\(name)\":") else { return nil }
        return Int64(answer[place.upperBound...].prefix { $0.isNumber })
    }

    private func ask(_ method: String, _ path: String, _ body: String?) throws -> String {
        let client = try SoakClient(port: port)
        var head =
            "\(method) \(path) HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer \(token)\r\nConnection: close\r\n"
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n" }
        client.send(head + "\r\n" + (body ?? ""))
        let answer = client.untilEnd()
        guard answer.hasPrefix("HTTP/1.1 2") else { throw BenchFailure("\(method) \(path): \(answer.prefix(300))") }
        return answer
    }
}
