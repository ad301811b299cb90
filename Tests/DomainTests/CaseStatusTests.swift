import Domain
import Testing

@Suite("The straight way of a case")
struct CaseStatusTests {
    @Test("A case goes from arrival to an answer in five moves")
    func straightWay() {
        let moves: [CaseMove] = [.accept, .dispatch, .start, .reportDone, .close]
        let end = moves.reduce(CaseStatus.received as CaseStatus?) { status, move in status?.after(move) }
        #expect(end == .closed)
    }

    @Test("A closed case cannot be dispatched again")
    func closedStays() {
        #expect(CaseStatus.closed.after(.dispatch) == nil)
        #expect(CaseStatus.closed.allowedMoves.isEmpty)
    }

    @Test("A question can be answered on the spot")
    func answered() {
        #expect(CaseStatus.received.after(.answer) == .closed)
    }

    @Test("Nothing moves what is final", arguments: CaseStatus.allCases.filter(\.isFinal))
    func finalStays(status: CaseStatus) {
        #expect(status.allowedMoves.isEmpty)
    }

    @Test("An issue of the hall goes from topic to completion without a vote")
    func issueWay() {
        let moves: [IssueMove] = [.screen, .schedule, .agree, .start, .complete]
        let end = moves.reduce(IssueStatus.collected as IssueStatus?) { status, move in status?.after(move) }
        #expect(end == .completed)
    }
}
