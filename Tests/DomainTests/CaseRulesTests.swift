import Domain
import Testing

@Suite("The rules of the moves of a case")
struct CaseRulesTests {
    private let rules = CaseSample.rules()

    private func handedOut() throws -> CaseFile {
        let accept = CaseSample.act(.accept) { $0.handler = .person(CaseSample.worker) }
        return try CaseSample.file(rules).moved(accept, by: CaseSample.desk, rules)
    }

    @Test("A case has a limit and a deadline from its first second: one working hour for one of normal priority")
    func begins() {
        let file = CaseSample.file(rules)
        #expect(file.step?.kind == .accept && file.dueAt == CaseSample.morning.advanced(bySeconds: 3600))
        #expect(file.lookAt.map { $0 > CaseSample.morning } == true)
    }

    @Test("Taken and given to somebody in one call, it is dispatched and its handling runs")
    func acceptedAndDispatched() throws {
        let file = try handedOut()
        #expect(file.status == .dispatched && file.step?.kind == .handle && file.handler == .person(CaseSample.worker))
    }

    @Test("The second return of a case goes to arbitration in the same call, and a ruling is final")
    func arbitration() throws {
        var file = try handedOut()
        let back = CaseSample.act(.return) { $0.returnReason = .notOurs }
        file = try file.moved(back, by: CaseSample.handling(file), rules)
        #expect(file.status == .returned && file.step?.kind == .handle)
        let again = CaseSample.act(.dispatch) { $0.handler = .person(CaseSample.worker) }
        file = try file.moved(again, by: CaseSample.desk, rules)
        file = try file.moved(back, by: CaseSample.handling(file), rules)
        #expect(file.status == .arbitration)
        let ruling = CaseSample.act(.rule) { $0.handler = .person(CaseSample.worker) }
        file = try file.moved(ruling, by: CaseSample.leadership, rules)
        #expect(throws: DomainError.self) { try file.moved(back, by: CaseSample.handling(file), rules) }
    }

    @Test("What is not the own business is returned within four working hours of the dispatch, not later")
    func lateReturn() throws {
        let file = try handedOut()
        let back = CaseSample.act(.return) { $0.returnReason = .notOurs }
        let error = #expect(throws: DomainError.self) {
            try file.moved(back, by: CaseSample.handling(file), after: 7 * 60, rules)
        }
        #expect(error?.code == "return_too_late")
    }

    @Test("The handling clock starts at the first dispatch and never again, whoever it is given to")
    func oneClock() throws {
        let file = try handedOut()
        let other = CaseSample.act(.reassign) { $0.handler = .organization(4) }
        let moved = try file.moved(other, by: CaseSample.desk, after: 60, rules)
        #expect(moved.dueAt == file.dueAt && moved.returns == 0)
    }

    @Test("Shelving stops the clock, but never cures lateness already earned")
    func shelving() throws {
        let file = try handedOut()
        let due = try #require(file.dueAt)
        let shelve = CaseSample.act(.shelve) { $0.until = CaseSample.morning.advanced(bySeconds: 90 * 86_400) }
        let late = try file.moved(shelve, by: CaseSample.leadership, after: 20 * 24 * 60, rules)
        #expect(late.standing?.lateFrom == due)
        let woken = try late.moved(CaseAct(.wake), by: CaseSample.leadership, after: 24 * 60, rules)
        #expect(woken.status == .dispatched && woken.dueAt == due)
        let early = try file.moved(shelve, by: CaseSample.leadership, rules)
            .moved(CaseAct(.wake), by: CaseSample.leadership, after: 10 * 24 * 60, rules)
        #expect(try #require(early.dueAt) > due)
    }

    @Test(
        "Where somebody else has to look, the handler can not answer on the spot",
        arguments: [CheckPolicy.independent]
    )
    func independent(policy: CheckPolicy) throws {
        let rules = CaseSample.rules(policy)
        let accept = CaseSample.act(.accept) { $0.handler = .person(CaseSample.worker) }
        let file = try CaseSample.file(rules).moved(accept, by: CaseSample.desk, rules)
        let answer = CaseSample.act(.answer) { $0.answer = "好了" }
        let error = #expect(throws: DomainError.self) { try file.moved(answer, by: CaseSample.handling(file), rules) }
        #expect(error?.code == "needs_check")
    }

    @Test("A petition is neither declined nor closed here before the sub-district had it")
    func petition() throws {
        let rules = CaseSample.rules(.none, .petition)
        let decline = CaseSample.act(.decline) { $0.decliningReason = .outside }
        let error = #expect(throws: DomainError.self) {
            try CaseSample.file(rules).moved(decline, by: CaseSample.desk, rules)
        }
        #expect(error?.code == "petition_not_declined")
    }

    @Test(
        "A petition is not reported done before it was with the sub-district, nor voided but as registered twice, with a word"
    )
    func petitionEnds() throws {
        let rules = CaseSample.rules(.photo, .petition)
        let accept = CaseSample.act(.accept) { $0.handler = .person(CaseSample.worker) }
        let file = try CaseSample.file(rules).moved(accept, by: CaseSample.desk, rules)
        let done = CaseSample.act(.reportDone) { $0.answer = "已处理" }
        let early = #expect(throws: DomainError.self) { try file.moved(done, by: CaseSample.handling(file), rules) }
        #expect(early?.code == "petition_not_closed")
        let void = CaseSample.act(.void) { $0.remark = "误登记" }
        let alone = #expect(throws: DomainError.self) { try file.moved(void, by: CaseSample.leadership, rules) }
        #expect(alone?.code == "petition_not_void")
        var twice = void
        twice.target = MergeTarget(id: 8, community: 1)
        let other = #expect(throws: DomainError.self) { try file.moved(twice, by: CaseSample.leadership, rules) }
        #expect(other?.fields.map(\.code) == ["not_a_petition", "required", "required"])
        twice.target?.isPetition = true
        twice.told = .household
        twice.answer = "您的信访已另行登记，以那一件为准"
        let ended = try file.moved(twice, by: CaseSample.leadership, rules)
        #expect(ended.status == .void && ended.told == .household)
    }

    @Test("A dispute is closed with the record of its mediation, as settled or not")
    func mediation() throws {
        let rules = CaseSample.rules(.none, .dispute)
        let answer = CaseSample.act(.answer) { act in
            act.answer = "双方和解"
            act.mediation = Mediation(parties: "甲乙", mediator: "丙", agreement: .none, followUpOn: nil)
        }
        let closed = try CaseSample.file(rules).moved(answer, by: CaseSample.desk, rules)
        #expect(closed.closingReason == .mediationFailed)
        let bare = CaseSample.act(.answer) { $0.answer = "好了" }
        #expect(throws: DomainError.self) { try CaseSample.file(rules).moved(bare, by: CaseSample.desk, rules) }
    }

    @Test("The record that the handler of a dispute writes is what it is closed with once it was looked at")
    func mediationReported() throws {
        let rules = CaseSample.rules(.independent, .dispute)
        let accept = CaseSample.act(.accept) { $0.handler = .person(CaseSample.worker) }
        let taken = try CaseSample.file(rules).moved(accept, by: CaseSample.desk, rules)
        let done = CaseSample.act(.reportDone) { act in
            act.answer = "双方和解"
            act.mediation = Mediation(parties: "甲乙", mediator: "丙", agreement: .oral, followUpOn: nil)
        }
        let reported = try taken.moved(done, by: CaseSample.handling(taken), rules)
        #expect(reported.status == .checking && reported.closingReason == .mediated)
        let closed = try reported.moved(CaseAct(.close), by: CaseSample.desk, rules)
        #expect(closed.status == .closed && closed.closingReason == .mediated)
        // Whoever worked on it writes the record, or says why there is none.
        let bare = CaseSample.act(.reportDone) { $0.answer = "双方和解" }
        let error = #expect(throws: DomainError.self) { try taken.moved(bare, by: CaseSample.handling(taken), rules) }
        #expect(error?.fields.map(\.code) == ["required"])
        let none = CaseSample.act(.reportDone) { act in
            act.answer = "一方已搬走"
            act.closingReason = .noLongerNeeded
        }
        let gone = try taken.moved(none, by: CaseSample.handling(taken), rules)
        #expect(gone.status == .checking && gone.closingReason == .noLongerNeeded)
        #expect(try gone.moved(CaseAct(.close), by: CaseSample.desk, rules).closingReason == .noLongerNeeded)
        // What the record says and what the case is closed with are one.
        for (agreement, reason) in [(MediationAgreement.none, ClosingReason.mediated), (.oral, .mediationFailed)] {
            let contrary = CaseSample.act(.close) { act in
                act.closingReason = reason
                act.mediation = Mediation(parties: "甲乙", mediator: "丙", agreement: agreement, followUpOn: nil)
            }
            let error = #expect(throws: DomainError.self) { try reported.moved(contrary, by: CaseSample.desk, rules) }
            #expect(error?.fields.map(\.code) == ["mediation_differs"])
        }
        // What is sent back was not settled.
        let back = CaseSample.act(.sendBack) { $0.remark = "仍有争执" }
        #expect(try reported.moved(back, by: CaseSample.desk, rules).closingReason == nil)
    }

    @Test("Warnings rise one level after the other, each once, also when nobody looked for days")
    func warnings() throws {
        let file = try handedOut()
        let due = try #require(file.dueAt)
        let turn = try rules.looked(at: file, due.advanced(bySeconds: 30 * 86_400))
        #expect(turn.file.warningLevel == 3 && turn.file.lookAt == nil)
        #expect(turn.notices.map(\.topic) == [.nearlyDue, .overdue, .overdue, .longOverdue, .longOverdue])
        let first = try rules.looked(at: file, try #require(file.lookAt))
        #expect(first.file.warningLevel == 1 && first.notices.map(\.topic) == [.nearlyDue])
    }

    @Test("A reporter who stays silent for three days has agreed, and counts as not rated")
    func silence() throws {
        let rules = CaseSample.rules(.reporter)
        let accept = CaseSample.act(.accept) { $0.handler = .person(CaseSample.worker) }
        var file = try CaseSample.file(rules).moved(accept, by: CaseSample.desk, rules)
        let done = CaseSample.act(.reportDone) { $0.answer = "修好了" }
        file = try file.moved(done, by: CaseSample.handling(file), rules)
        #expect(file.status == .checking)
        let later = try #require(file.step?.startedAt.advanced(bySeconds: 3 * 86_400))
        var looked = file
        while looked.status == .checking, let next = looked.lookAt, next <= later {
            looked = try rules.looked(at: looked, next).file
        }
        #expect(looked.status == .closed && looked.told == nil)
    }

    @Test("Who may not make a move is told who may, and a move that does not begin here names those that do")
    func refusals() throws {
        let file = CaseSample.file(rules)
        let stranger = CaseParty(account: 99, actors: [])
        #expect(throws: DomainError.self) { try file.moved(CaseAct(.accept), by: stranger, rules) }
        let error = #expect(throws: DomainError.self) { try file.moved(CaseAct(.close), by: CaseSample.desk, rules) }
        #expect(error?.code == "illegal_move" && error?.details.contains { $0.name == "allowed" } == true)
    }
}
