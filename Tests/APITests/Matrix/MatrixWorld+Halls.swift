import App
import Domain
import JSON
import Storage
import TestSupport

/// What an evening of a hall leaves behind, in the own community and in the other one: minutes that were objected to, signed and added to, an
/// opinion that was asked for, a notice with objections, and a closed vote that was counted; beside them what each sent, and what
/// organizations and the keeping of records came to.
extension MatrixWorld {
    func addHalls() throws {
        let secretary = tokens[.secretary] ?? ""
        let resident = try ask(.resident, "GET", "/api/v1/me").json().at("scope.resident_id")?.integer ?? 0
        try make(
            secretary,
            "sign-ups",
            #"{"activity_id": $activities, "resident_id": 1, "answers": {"food": "无"}}"#
        )
        let far = try client.send("GET", "/api/v1/me", token: farToken).json()["id"]?.integer ?? 0
        let branch = try ask(.branchSecretary, "GET", "/api/v1/me").json().at("scope.branch_id")?.integer ?? 0
        for (token, hall, accounts, objector, more) in [
            (farToken, "$halls", [far], "\"name\": \"远邻居\"", ""),
            (secretary, "1", [2, 3], "\"resident_id\": \(resident)", #", "party_organization_id": \#(branch)"#),
        ] {
            try addMinutes(token, hall)
            try addNotice(token, hall, asking: accounts, objector, more)
        }
        // A show of hands, so that what everybody has voted on ends at once.
        for token in [secretary, farToken] { try change(token, "settings", #"{"decided_vote_closes": 1}"#) }
        for (token, person) in [(farToken, nil), (secretary, resident), (secretary, 1)] { try addVote(token, person) }
        try addStages(secretary)
        // Whoever may send a file has one that belongs to nothing yet.
        for role in Role.allCases { _ = try ask(role, "POST", "/api/v1/uploads", body: MatrixRequest.paper) }
        try make(farToken, "uploads", MatrixRequest.paper)
    }

    /// Three ballots from the box, which are published when the vote ends.
    private func addVote(_ token: String, _ resident: Int64?) throws {
        let topic = #"{"title": "推选", "description": "内容", "proposer": "邻居", "authority": "committee"}"#
        try make(token, "issues", topic)
        let issue = id("issues")
        try make(token, "issues/\(issue)/screen", "{}")
        let day = CommunityTime(offsetMinutes: 480).date(of: SystemClock().now()).advanced(byDays: 30)
        let first = resident.map { #", "resident_id": \#($0)"# } ?? ""
        try make(
            token,
            "issues/\(issue)/open-vote",
            """
            {"rule": "committee", "secrecy": "closed", "convenor": "居委会", "noticed_on": "2020-01-01", \
            "closes_at": "\(day)T10:00:00+08:00", "members": [{"name": "甲"\(first)}, {"name": "乙"}, {"name": "丙"}]}
            """
        )
        let roll = "/api/v1/votes/\(id("issues/\(issue)/open-vote"))/roll?sort=id"
        let voters = try client.send("GET", roll, token: token).json()["items"]?.elements.compactMap {
            $0["id"]?.integer.map { #"{"voter_id": \#($0), "channel": "paper"}"# }
        }
        try make(token, "uploads", MatrixRequest.paper)
        let box = #"{"uploads": [$uploads], "voters": [\#((voters ?? []).joined(separator: ", "))]}"#
        try make(token, "issues/\(issue)/paper-voters", box)
        try make(token, "issues/\(issue)/close-vote", #"{"paper": {"for": 2, "against": 1, "abstain": 0}}"#)
    }

    /// Teams that went on to their next stage, in communities that ask nothing of them.
    private func addStages(_ secretary: String) throws {
        let nothing = #"{"growing_leaders": 0, "growing_members": 0, "growing_activities": 0}"#
        let team = #"{"kind": "resident_organization", "name": "新队#", "stage": "starting"}"#
        for (number, token) in [farToken, secretary, secretary].enumerated() {
            try change(token, "settings", nothing)
            try make(token, "organizations", team.replacing("#", with: "\(number)"))
            try make(token, "organizations/\(id("organizations"))/advance", "{}")
        }
    }

    private func change(_ token: String, _ path: String, _ body: String) throws {
        let headers = [("If-Match", "*")]
        let answer = try client.send("PATCH", "/api/v1/\(path)", token: token, headers: headers, body: body)
        guard answer.status < 300 else { throw TestFailure("PATCH \(path): \(answer.text)") }
    }

    /// What the program that ends old records noted of two of its runs in each community.
    func addRetentionRuns() async throws {
        let far = try client.send("GET", "/api/v1/me", token: farToken).json().at("scope.community_id")?.integer ?? 0
        let communities: [Int64] = [1, far]
        try await test.data.open.store.write { transaction in
            for community in communities {
                for kind in RetentionKind.allCases.prefix(2) {
                    var outcome = RetentionOutcome(community: community, kind: kind)
                    outcome.deleted = 1
                    try transaction.retention.note(outcome)
                }
            }
        }
    }

    /// Minutes in their full form of an evening of two.
    private func addMinutes(_ token: String, _ hall: String) throws {
        try make(
            token,
            "sessions",
            """
            {"hall_id": \(hall), "title": "纪要会", "starts_at": "2022-02-06T08:00:00+08:00", "agenda": [{"title": "通报"}], \
            "invite": [{"party": "residents", "name": "邻居"}, {"party": "experts", "name": "专家"}]}
            """
        )
        let session = id("sessions")
        let list = "/api/v1/sessions/\(session)/attendance?sort=id"
        let people = try client.send("GET", list, token: token).json()["items"]?.elements.compactMap {
            $0["id"]?.integer
        }
        try make(token, "sessions/\(session)/open", "{}")
        let came = (people ?? []).map(String.init).joined(separator: ", ")
        try make(token, "sessions/\(session)/attendance", #"{"attendees": [\#(came)]}"#)
        try make(token, "sessions/\(session)/close", #"{"summary": "一致"}"#)
        try make(token, "sessions/\(session)/minutes", #"{"form": "full", "text": "一致"}"#)
        let base = "session-minutes/\(id("sessions/\(session)/minutes"))"
        try make(token, "\(base)/circulate", "{}")
        for person in people ?? [] {
            try make(token, "\(base)/objections", #"{"text": "有误", "attendee_id": \#(person)}"#)
            try make(token, "minutes-objections/\(id("\(base)/objections"))/answer", #"{"answer": "已改"}"#)
        }
        for person in people ?? [] {
            try make(token, "uploads", MatrixRequest.paper)
            try make(token, "\(base)/sign", #"{"attendee_id": \#(person), "upload_id": $uploads}"#)
        }
        try make(token, "\(base)/archive", "{}")
        for text in ["补充一", "补充二"] { try make(token, "\(base)/addenda", #"{"text": "\#(text)"}"#) }
    }

    /// A topic that was agreed upon and is shown, with what somebody and somebody else have against it.
    private func addNotice(
        _ token: String,
        _ hall: String,
        asking accounts: [Int64],
        _ objector: String,
        _ more: String
    ) throws {
        try make(token, "issues", #"{"title": "车棚", "description": "内容", "proposer": "邻居"\#(more)}"#)
        let issue = id("issues")
        for account in accounts { try make(token, "issues/\(issue)/evaluators", #"{"account_id": \#(account)}"#) }
        try make(token, "issues/\(issue)/screen", "{}")
        try make(
            token,
            "sessions",
            """
            {"hall_id": \(hall), "title": "车棚会", "starts_at": "2022-02-07T08:00:00+08:00", \
            "agenda": [{"issue_id": \(issue)}]}
            """
        )
        try make(token, "uploads", MatrixRequest.paper)
        try make(token, "sessions/\(id("sessions"))/record", Self.evening)
        try make(token, "issues/\(issue)/publish", "{}")
        let notice = "public-notices/\(id("issues/\(issue)/publish"))/objections"
        for person in [objector, "\"name\": \"李四\""] { try make(token, notice, "{\"text\": \"太贵\", \(person)}") }
    }
}
