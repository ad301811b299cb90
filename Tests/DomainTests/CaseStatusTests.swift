import Domain
import Testing

@Suite("The table of moves of a case")
struct CaseStatusTests {
    @Test("A closed case is told, rated or taken up again, and nothing else but undone")
    func closedStays() {
        #expect(CaseStatus.closed.moves == [.tell, .rate, .reopen, .undo])
    }

    @Test("What never began is at most told and undone", arguments: [CaseStatus.withdrawn, .void])
    func endStays(status: CaseStatus) {
        #expect(status.moves == [.undo])
    }

    @Test(
        "From every open status a case can be withdrawn by its reporter and struck off by the secretary",
        arguments: CaseStatus.open
    )
    func openEnds(status: CaseStatus) {
        #expect(status.moves.contains(.withdraw) && status.moves.contains(.void) && status.moves.contains(.merge))
    }

    @Test("Every status but the first is reached by some move")
    func reachable() {
        let reached = CaseMove.allCases.compactMap { move in
            if case .to(let status) = move.rule.outcome { status } else { nil }
        }
        #expect(Set(reached).union([.received, .arbitration]) == Set(CaseStatus.allCases))
    }

    @Test("An issue of the hall goes from topic to completion without a vote")
    func issueWay() {
        let moves: [IssueMove] = [.screen, .schedule, .agree, .start, .complete]
        let end = moves.reduce(IssueStatus.collected as IssueStatus?) { status, move in status?.after(move) }
        #expect(end == .completed)
    }
}
