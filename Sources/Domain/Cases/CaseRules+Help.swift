extension CaseRules {
    /// Names somebody who works on it beside the handler; handler and limit stay what they are.
    package func joined(
        _ unit: CaseHandler,
        task: String,
        _ file: CaseFile,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        try requireOpen(file, "co-handlers", party)
        try require([.intake, .gridLeader], party)
        guard file.handler != nil else {
            throw DomainError(
                .conflict,
                "no_handler",
                "尚未派单，请先指定处理人",
                "Nobody handles the case yet; dispatch it first"
            )
        }
        guard file.handler != unit else {
            throw DomainError(.conflict, "is_handler", "该单位或人员已是处理人", "It handles the case already")
        }
        var turn = aside(file, "join", by: party.account, at: now)
        turn.note = task
        turn.notices = [CaseNotice(.unit(unit), .coHandling), CaseNotice(.handler, .coHandling)]
        return turn
    }

    /// Somebody works on it no more.
    package func left(
        _ coHandler: CoHandler,
        _ file: CaseFile,
        by party: CaseParty,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        try require([.intake, .gridLeader], party)
        try requireActive(coHandler)
        var turn = aside(file, "leave", by: party.account, at: now)
        turn.notices = [CaseNotice(.unit(coHandler.unit), .coHandlingEnded)]
        return turn
    }

    /// Whoever handles the case now has no second part in it.
    package func tookOver(_ file: CaseFile, by actor: Int64?, at now: Instant) -> CaseTurn {
        var turn = aside(file, "leave", by: actor, at: now)
        turn.note = "协办人成为处理人，协办结束"
        return turn
    }

    /// A co-handler tells the handler what was done; the case is reported done by the handler alone.
    package func reported(
        _ coHandler: CoHandler,
        _ text: String,
        _ channel: CaseChannel?,
        _ file: CaseFile,
        by party: CaseParty,
        asUnit: Bool,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        try requireOpen(file, "report", party)
        try requireActive(coHandler)
        guard asUnit || party.actors.contains(.intake) else {
            throw DomainError(
                .forbidden,
                "not_yours",
                "由协办单位或人员反馈，或由社区工作人员代录",
                "Whoever works on it too reports, or staff for them"
            )
        }
        guard asUnit || channel != nil else {
            throw DomainError.invalid([
                .body("channel", "required", "代录须写明来源", "Say how the word of the unit arrived")
            ])
        }
        var turn = aside(file, "co_report", by: party.account, at: now)
        turn.note = text
        turn.channel = asUnit ? nil : channel
        if case .organization(let partner) = coHandler.unit, !asUnit { turn.onBehalfOf = partner }
        turn.notices = [CaseNotice(.handler, .coReported), CaseNotice(.answerable, .coReported)]
        return turn
    }

    private func requireActive(_ coHandler: CoHandler) throws(DomainError) {
        guard !coHandler.isActive else { return }
        throw DomainError(.conflict, "has_ended", "协办已经结束", "The joint handling has ended")
    }

    /// What is answered to an order: by whoever works on the case, answers for it or stands in for who does, or by staff.
    package func reported(
        on order: SupervisionOrder,
        _ text: String,
        _ file: CaseFile,
        by party: CaseParty,
        asAnswerable: Bool,
        at now: Instant
    ) throws(DomainError) -> CaseTurn {
        guard asAnswerable || !party.actors.isDisjoint(with: [.handler, .intake]) else {
            throw DomainError.notYours([.handler, .intake])
        }
        guard order.status != .answered else {
            throw DomainError(.conflict, "already_answered", "该督办已经反馈", "The order was answered already")
        }
        var turn = aside(file, "answer_order", by: party.account, at: now)
        turn.note = text
        turn.notices = [CaseNotice(.account(order.supervisor), .supervisionAnswered)]
        return turn
    }

    /// The date of an order that nobody answered is over; of a case that has ended the supervisor alone hears.
    package func overdue(_ order: SupervisionOrder, _ file: CaseFile, at now: Instant) -> CaseTurn {
        var turn = aside(file, "warn", by: nil, at: now)
        turn.note = "督办逾期未反馈"
        turn.notices = [CaseNotice(.account(order.supervisor), .supervisionOverdue)]
        if !file.status.isFinal {
            turn.notices += [
                CaseNotice(.handler, .supervisionOverdue), CaseNotice(.answerable, .supervisionOverdue),
                CaseNotice(.secretary, .supervisionOverdue),
            ]
        }
        return turn
    }
}
