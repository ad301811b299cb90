/// What holds of a second handling (二次办理规则): other people than the first time answer for it, work on it and end it.
///
/// A partner may do the work once more; where nobody else qualifies it goes to the secretary, and is never refused.
extension CaseRules {
    /// Refuses what would bring a second handling back into the hands of the first.
    func checkOthers(_ act: CaseAct, _ file: CaseFile, by party: CaseParty) throws(DomainError) {
        if act.move == .merge, file.secondOf != nil {
            throw DomainError(
                .conflict,
                "second_stays",
                "二次办理不能并入其他诉求，须单独办结",
                "A second handling is not merged away; it is ended by itself"
            )
        }
        if case .person(let handler)? = act.handler { try checkOther(handler, "handler_id") }
        guard let account = party.account, terms.formerPeople.contains(account) else { return }
        switch act.move {
        case .answer, .decline, .reportDone:
            throw DomainError(
                .forbidden,
                "not_other_people",
                "二次办理须由首次办理以外的人办理、答复或了结；没有其他人时交书记",
                "A second handling is answered or ended by others than the first time; where there is nobody, by the secretary"
            )
        default: return
        }
    }

    /// Refuses somebody of the first handling who is named for the second.
    package func checkOther(_ account: Int64, _ field: String) throws(DomainError) {
        guard terms.formerPeople.contains(account) else { return }
        throw DomainError.invalid([
            .body(
                field,
                "not_other_people",
                "二次办理须由首次办理以外的人负责；没有其他人时交书记",
                "A second handling is for others than the first time; where there is nobody, for the secretary"
            )
        ])
    }
}
