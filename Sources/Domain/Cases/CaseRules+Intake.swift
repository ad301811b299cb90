extension CaseRules {
    /// Filed, sent to be looked at, or not taken on.
    func takeIn(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        switch act.move {
        case .accept:
            finishStep(&turn)
            turn.file.step = terms.step(.dispatch, turn.file, at: turn.at)
            guard let handler = act.handler else {
                // Whoever looked before it was filed has looked: nobody handles it before it is dispatched.
                turn.file.handler = nil
                turn.file.handlerName = nil
                turn.file.handedAt = nil
                return
            }
            turn.file.status = .dispatched
            assign(handler, act.handlerName, &turn)
            finishStep(&turn)
            turn.file.step = terms.step(.handle, turn.file, at: turn.at)
        case .verifyFirst:
            turn.file.handler = act.handler
            turn.file.handedAt = turn.at
            turn.notices.append(CaseNotice(.handler, .assigned))
        default:
            if terms.path == .petition {
                throw DomainError(
                    .conflict,
                    "petition_not_declined",
                    "信访事项不在社区不予受理，请登记后上报街道",
                    "A petition is not declined here; file it and pass it to the subdistrict"
                )
            }
            turn.file.decliningReason = act.decliningReason
            end(&turn, told: nil)
        }
    }

    /// Names whoever works on it, or lets the named person begin.
    func handOut(_ act: CaseAct, _ turn: inout CaseTurn, _ party: CaseParty) throws(DomainError) {
        switch act.move {
        case .start:
            turn.file.handlerName = act.handlerName ?? turn.file.handlerName
            let needs = CaseNeeds(move: .start, handler: turn.file.handler, actors: party.actors)
            if needs.name(known: turn.file.handlerName) {
                throw DomainError.invalid([
                    .body(
                        "handler_name",
                        "required",
                        "请写明处理单位的具体经办人",
                        "Name the person at the organization who works on it"
                    )
                ])
            }
            return
        case .dispatch where turn.before.status == .returned:
            turn.records.append(.returnJudged(upheld: act.handler != turn.before.handler))
        case .dispatch:
            finishStep(&turn)
            turn.file.step = terms.step(.handle, turn.file, at: turn.at)
        case .rule:
            turn.file.isRuled = true
            turn.records.append(.returnJudged(upheld: act.handler != turn.before.handler))
        case .reopen:
            turn.file.round += 1
            turn.file.closedAt = nil
            turn.file.closingReason = nil
            turn.file.answer = nil
            // It was not the same matter after all, or not settled with it.
            turn.file.duplicateOf = nil
            turn.file.told = nil
            turn.file.owedAt = nil
            turn.file.returns = 0
            turn.file.isRuled = false
            turn.file.step = terms.step(.handle, turn.file, at: turn.at)
        case .reassign where turn.before.isRuled:
            throw DomainError(.conflict, "ruled", "裁定为最终决定，不能改派", "A ruling is final; it is not given to another one")
        case .reassign where act.handler == turn.before.handler && act.handlerName == turn.before.handlerName:
            throw DomainError(.conflict, "has_it_already", "诉求已由其办理", "That is who has it already")
        default:
            turn.visibility = .staff
        }
        if let handler = act.handler ?? turn.before.handler { assign(handler, act.handlerName, &turn) }
        guard turn.file.handler != nil else {
            throw DomainError.invalid([
                .body("handler_id", "one_handler", "处理人和处理单位须且只能填写其一", "Name either a person or an organization")
            ])
        }
    }

    /// Not the own business: soon after it came, with grounds; the second time somebody decides whose it is.
    func giveBack(_ act: CaseAct, _ turn: inout CaseTurn) throws(DomainError) {
        turn.visibility = .staff
        if turn.before.isRuled {
            throw DomainError(
                .conflict,
                "ruling_is_final",
                "责任单位已裁定，不能再退回",
                "Whose case it is was decided; it can not be returned again"
            )
        }
        let within = terms.settings[.returnWithinWorkingMinutes]
        let handed = turn.before.handedAt ?? turn.at
        let last = terms.calendar.due(from: handed, TimeLimit(within, .workingMinutes))
        guard turn.at <= last else {
            throw DomainError(
                .conflict,
                "return_too_late",
                "派单后 \(within) 个工作分钟内可以退回，截止 \(terms.calendar.time.minute(of: last))",
                "It can be returned within \(within) working minutes of the dispatch, until \(terms.calendar.time.minute(of: last))",
                details: [("within_working_minutes", .integer(within))]
            )
        }
        turn.file.returns += 1
        turn.records.append(.returned(act.returnReason ?? .notOurs, grounds: act.remark ?? "", by: turn.before.handler))
        if turn.file.returns >= 2 {
            turn.file.status = .arbitration
            turn.notices.append(CaseNotice(.secretary, .arbitration))
        } else {
            turn.notices.append(CaseNotice(.answerable, .returned))
        }
    }

    private func assign(_ handler: CaseHandler, _ name: String?, _ turn: inout CaseTurn) {
        turn.file.handler = handler
        turn.file.handlerName = name
        turn.file.handedAt = turn.at
        turn.notices.append(CaseNotice(.handler, .assigned))
    }

    /// Ends the present step with its verdict.
    func finishStep(_ turn: inout CaseTurn) {
        guard let step = turn.file.step else { return }
        // A step that the same move began is not one that anybody waited for.
        if step.startedAt == turn.at, step.id == nil, turn.endedStep != nil { return }
        let isGivenUp = turn.file.status == .withdrawn || turn.file.status == .void
        turn.endedStep = step.ended(at: turn.at, isGivenUp: isGivenUp)
        turn.file.step = nil
    }
}
