import Domain
import HTTPWire
import JSON
import Routing

extension VoteRoutes {
    /// 计票: counted from the ballots at every call; while a vote runs only who took part is told, not how they chose.
    var tally: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/issues/{id}/tally",
            access: .holders(of: .readDeliberation),
            Documentation(
                "get_tally_of_issues",
                Title("计票（由选票重算）", "The tally, counted anew from the ballots"),
                .deliberation,
                .document("Tally")
            ),
            .read { call, reader in
                guard try reader.contains(.issues, id: call.id, scope: call.principal.scope),
                    let (vote, tally) = try reader.votes.recount(ofIssue: call.id)
                else { throw DomainError.notFound }
                var out = ByteWriter(capacity: 512)
                Self.write(vote, tally, language: call.language, into: &out)
                var answer = Answer(.ok, body: out.array())
                answer.isTagged = true
                return .whole(answer)
            }
        )
    }

    private static func write(_ vote: IssueVote, _ tally: Tally, language: Language, into out: inout ByteWriter) {
        let verdict = vote.rule.verdict(on: tally)
        out.openObject()
        out.member("vote_id", vote.id)
        out.member("rule", vote.rule.rawValue)
        out.member("status", vote.status.rawValue)
        out.member("eligible", tally.eligible.people)
        out.member("cast", tally.cast.people)
        if vote.rule.countsAreas {
            out.member("eligible_area", tally.eligible.area)
            out.member("cast_area", tally.cast.area)
        }
        if vote.status == .closed {
            out.member("for", tally.yes.people)
            out.member("against", tally.no.people)
            out.member("abstain", tally.abstained.people)
            if vote.rule.countsAreas {
                out.member("for_area", tally.yes.area)
                out.member("against_area", tally.no.area)
                out.member("abstain_area", tally.abstained.area)
            }
            out.member("passed", verdict.isPassed)
        }
        out.member("quorum_met", verdict.isQuorate)
        // How they chose is not told while it runs, so that of that nothing is told to be missing either.
        write(verdict.missing.filter { vote.status == .closed || $0.stage == .participation }, language, into: &out)
        out.closeObject()
    }

    /// What is missing still: of which part of the rule, counted by what, how much there is and how much more is needed.
    private static func write(_ missing: [Shortfall], _ language: Language, into out: inout ByteWriter) {
        out.key("missing")
        out.openArray()
        for shortfall in missing {
            out.openObject()
            out.member("rule", shortfall.stage.rawValue)
            out.member("measure", shortfall.measure.rawValue)
            out.member("has", shortfall.has)
            out.member("lacks", shortfall.lacks)
            out.member("words", shortfall.title.text(in: language))
            out.closeObject()
        }
        out.closeArray()
    }
}
