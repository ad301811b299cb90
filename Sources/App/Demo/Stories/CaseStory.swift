import Domain
import Services

/// The cases of the year (诉求), from arrival to an answer.
struct CaseStory {
    let plans: [CasePlan]
    let territory: TerritoryPlan
    let groundwork: Groundwork
    let cases: CaseService

    func write(into diary: inout Diary) {
        // Whose report went into another one hears of it with that.
        let joined = Dictionary(grouping: plans.indices.filter { plans[$0].reporter != nil }) { plans[$0].duplicateOf }
        for (number, plan) in plans.enumerated() {
            let duplicates = joined[number] ?? []
            let (cases, draft, reporter) = (cases, draft(of: plan), reportingPrincipal(plan))
            diary.note(plan.opened.instant) { transaction, book in
                book[.caseFile(number)] = try cases.submit(draft, by: reporter, in: transaction)
            }
            // Of what is private and nobody asked for nobody is told, the public neither.
            let isTold = plan.reporter != nil || plan.isPublic
            var partner = handlingOrganization(plan)
            for step in plan.steps where step.move != .tell || isTold {
                let (act, principal) = (act(of: step, number, plan, partner), actingPrincipal(step.move, plan))
                if step.move == .return, plan.isDisowned { partner = nil }
                diary.note(step.at.instant) { transaction, book in
                    var act = act
                    if let earlier = plan.duplicateOf, step.move == .merge {
                        act.target = MergeTarget(id: book[.caseFile(earlier)], community: 0)
                    }
                    try cases.move(book[.caseFile(number)], act, by: principal, in: transaction)
                    guard step.move == .tell else { return }
                    act.told = .household
                    for duplicate in duplicates {
                        try cases.move(book[.caseFile(duplicate)], act, by: principal, in: transaction)
                    }
                }
            }
            if let whistle = plan.whistle { callOthers(number, whistle, &diary) }
            if let rating = plan.rating { rate(number, plan, rating, &diary) }
        }
    }

    /// Others are called to the place, say how they came, and are scored by whoever called them.
    private func callOthers(_ number: Int, _ whistle: CasePlan.Whistle, _ diary: inout Diary) {
        let (cases, staff) = (cases, groundwork.principal(.staff))
        // Whoever entered the word of a unit does not score it.
        let secretary = groundwork.principal(.secretary)
        let units = [OrganizationTable.police, OrganizationTable.science].map {
            CaseHandler.organization(groundwork.organization($0))
        }
        let call = WhistleCall(matter: "请到现场会商", respondBy: whistle.at.later(2).instant, units: units)
        diary.note(whistle.at.instant) { transaction, book in
            book[.whistle(number)] = try cases.whistle(book[.caseFile(number)], call, by: staff, in: transaction)
                .whistle
        }
        for (place, answered) in whistle.replies.enumerated() {
            diary.note(whistle.at.later(answered.after).instant) { transaction, book in
                let id = try transaction.whistles.summonses(of: book[.whistle(number)])[place]
                let reply = SummonsReply(
                    answer: answered.answer,
                    sentName: answered.answer == .sent ? "值班人员" : nil,
                    remark: answered.answer == .declined ? "不涉及本单位职责" : nil,
                    channel: .phone
                )
                try cases.answer(summons: id, reply, by: staff, in: transaction)
                let score = SummonsScore(came: answered.answer != .declined, solved: answered.isSolved)
                try cases.score(summons: id, score, ifVersion: nil, by: secretary, in: transaction)
            }
        }
    }

    private func rate(_ number: Int, _ plan: CasePlan, _ rating: CasePlan.Rating, _ diary: inout Diary) {
        guard let principal = reportingResident(plan) else { return }
        var act = CaseAct(.rate)
        act.rating = CaseRating(
            speed: rating.speed,
            result: rating.result,
            attitude: rating.attitude,
            isSolved: rating.isSolved,
            comment: nil,
            asksAgain: false
        )
        diary.note(rating.at.instant) { [cases, act] transaction, book in
            try cases.move(book[.caseFile(number)], act, by: principal, in: transaction)
        }
    }

    private func reportingResident(_ plan: CasePlan) -> Principal? {
        plan.reporter.map { reporter in
            Principal(
                accountID: nil,
                name: "",
                role: .resident,
                scope: .resident(groundwork.residents[reporter], community: groundwork.territory.community)
            )
        }
    }

    private func draft(of plan: CasePlan) -> Draft {
        var draft = Draft(
            .cases,
            [
                "community_id": groundwork.community, "kind": .choice(plan.matter.kind), "source": .choice(plan.source),
                "category_id": .optional(groundwork.organizations.categories[plan.matter.category]),
                "title": .text(plan.filled(plan.matter.title, territory)),
                "description": .text(plan.filled(plan.matter.text, territory)), "priority": .choice(plan.priority),
                "private": .flag(plan.isPrivate),
                "reporter_id": .optional(plan.reporter.map { groundwork.residents[$0] }),
            ]
        )
        if let building = plan.building {
            draft["building_id"] = .integer(groundwork.territory.buildings[building])
        } else if let place = plan.place {
            draft["place_id"] = .integer(groundwork.organizations.places[place])
        } else {
            draft["compound_id"] = .integer(groundwork.territory.compounds[plan.compound])
            draft["grid_id"] = .integer(groundwork.territory.grids[plan.grid])
        }
        return draft
    }

    private func act(of step: CasePlan.Step, _ number: Int, _ plan: CasePlan, _ organization: Int64?) -> CaseAct {
        var act = CaseAct(step.move)
        // Partners call when they have come and when it is done; staff enter it.
        if [.start, .reportDone, .return].contains(step.move), organization != nil {
            act.channel = .phone
        }
        switch step.move {
        case .dispatch:
            act.handler =
                organization.map(CaseHandler.organization)
                ?? handlingAccount(plan).map(CaseHandler.person)
        case .start:
            if organization != nil { act.handlerName = "当班经办人" }
        case .reportDone, .answer, .close:
            act.answer = plan.filled(plan.matter.answer, territory)
            // Whoever mediated wrote it down; whoever looks at it afterwards has nothing to add.
            if plan.matter.category == .dispute, step.move != .close { act.mediation = mediation }
            if step.move == .close { act.remark = "核查属实，予以结案。" }
        case .return:
            act.returnReason = .notOurs
            act.remark = "认为属业主自管部位"
        case .sendBack:
            act.remark = "现场仍未处理到位，请返工"
        case .referUp:
            act.externalNumber = "XF-2021-\(number + 1)"
            act.until = step.at.later(10 * WorkMoment.perDay).instant
        case .decline:
            act.decliningReason = .outside
            act.answer = "经核实，该地点不在本社区管理范围内，请向所在地社区反映。"
        case .withdraw: act.answer = "问题已经自行解决"
        case .void: act.remark = "误登记，同一通电话录入了两次"
        case .merge: act.remark = "与在办诉求为同一事项"
        case .tell:
            act.told = plan.reporter == nil ? .published : .household
        default:
            break
        }
        return act
    }

    private let mediation = Mediation(parties: "纠纷双方", mediator: "社区调解员", agreement: .oral, followUpOn: nil)

    private func handlingOrganization(_ plan: CasePlan) -> Int64? {
        let compound = CompoundTable.all[plan.compound]
        switch plan.matter.handler {
        case .property: return compound.propertyCompany.map { groundwork.organization($0) }
        case .police: return groundwork.organization(OrganizationTable.police)
        case .owners: return compound.ownersCommittee.map { groundwork.organization($0) }
        case .desk, .grid, .staff: return nil
        }
    }

    private func handlingAccount(_ plan: CasePlan) -> Int64? {
        isForGridWorker(plan) ? groundwork.account(.gridWorker) : groundwork.account(.staff)
    }

    private func reportingPrincipal(_ plan: CasePlan) -> Principal {
        plan.source == .patrol && plan.grid == 0 ? groundwork.principal(.gridWorker) : groundwork.principal(.staff)
    }

    private func actingPrincipal(_ move: CaseMove, _ plan: CasePlan) -> Principal {
        switch move {
        case .referUp, .void: groundwork.principal(.secretary)
        case .withdraw: reportingResident(plan) ?? groundwork.principal(.staff)
        // Whoever did the work, or entered it for a partner, does not look at it.
        case .close where !isForGridWorker(plan), .sendBack where !isForGridWorker(plan):
            groundwork.principal(.secretary)
        case .start, .reportDone: groundwork.principal(isForGridWorker(plan) ? .gridWorker : .staff)
        default: groundwork.principal(.staff)
        }
    }

    /// Only the first grid has a worker with an account.
    private func isForGridWorker(_ plan: CasePlan) -> Bool { plan.matter.handler == .grid && plan.grid == 0 }
}
