import Domain

/// What a vote has to bring before it opens (表决条件).
extension VoteService {
    /// Whether the rule fits whose decision it is and what it is about, and the notice was long enough.
    func check(_ plan: VotePlan, of issue: DeliberationIssue, in transaction: any Transaction) throws {
        var faults: [FieldError] = []
        if plan.rule.countsAreas, plan.secrecy == .closed {
            faults.append(
                .body(
                    "secrecy",
                    "owners_vote_openly",
                    "业主表决为记名：面积会暴露本人",
                    "Owners vote openly: an area tells whose it is"
                )
            )
        }
        if plan.rule.authority != issue.authority {
            faults.append(
                .body(
                    "rule",
                    "other_authority",
                    "该议题须由“\(issue.authority.title.chinese)”决定，不适用此规则",
                    "The issue is for “\(issue.authority.title.english)” to decide; this rule is not theirs"
                )
            )
        }
        if plan.rule.countsAreas {
            if let matter = plan.matter {
                if plan.rule == .ownersOrdinary, OwnersMatter.rule(of: matter) == .ownersSpecial {
                    faults.append(
                        .body("rule", "needs_special", "第 \(matter) 项须适用四分之三规则", "Item \(matter) takes three quarters")
                    )
                }
                if plan.rule == .ownersOrdinary, matter == 9, plan.reason == nil {
                    faults.append(
                        .body(
                            "rule_reason",
                            "required",
                            "不按特别事项表决的，须写明理由",
                            "Say why it is no special matter"
                        )
                    )
                }
                // The matter fixes the rule: to ask for more than the law does can fail what a majority decided.
                if plan.rule == .ownersSpecial, matter != 9, OwnersMatter.rule(of: matter) == .ownersOrdinary,
                    plan.reason == nil
                {
                    faults.append(
                        .body(
                            "rule_reason",
                            "required",
                            "第 \(matter) 项为一般事项，依法过半数同意即可；按四分之三表决的，须写明依据",
                            "Item \(matter) takes more than half by law; say why it is to take three quarters"
                        )
                    )
                }
            } else {
                faults.append(.body("matter", "required", "请填写民法典第278条第几项", "Say which item of article 278 it is"))
            }
        } else if plan.matter != nil {
            faults.append(.body("matter", "not_allowed", "只用于业主表决", "Is for votes of owners only"))
        }
        let isByName = [DecisionRule.committee, .partyMeeting, .representatives].contains(plan.rule)
        if isByName != !plan.members.isEmpty {
            faults.append(
                isByName
                    ? .body("members", "required", "请填写应到人员", "Name everybody who is due")
                    : .body("members", "not_allowed", "名册由登记簿产生", "The roll comes from the registers")
            )
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
        let settings = try transaction.calendars.settings(community: issue.community)
        let days = settings[plan.rule.countsAreas ? .ownersNoticeDays : .voteNoticeDays]
        let today = transaction.time.date(of: transaction.now)
        if let day = plan.heldOn, day > today {
            throw DomainError.invalid([.body("held_on", "in_future", "不能是将来", "Is not in the future")])
        }
        guard plan.heldOn ?? today >= plan.noticed.advanced(byDays: Int(days)) else {
            throw DomainError.noticeTooShort(plan.noticed, days: days)
        }
    }
}
