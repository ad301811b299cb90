import JSON

extension TestServer {
    /// Residents who need no guardian to sign up, the first of the register.
    package func adults(_ count: Int, token: String) throws -> [Int64] {
        let target = "/api/v1/residents?birth_year.lte=2000&fields=id&format=ndjson"
        let lines = try client().send("GET", target, token: token).text.split(separator: "\n").prefix(count)
        return try lines.compactMap { try JSONDocument(parsing: Array($0.utf8)).root["id"]?.integer }
    }
}
