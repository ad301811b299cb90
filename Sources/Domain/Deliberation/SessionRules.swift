/// The rules of an evening in the hall (议事会规则), as pure decisions.
package enum SessionRules {
    /// The required parties of an item that nobody sits at the table for, in the order of the list of parties.
    package static func absent(_ required: Set<CalledParty>, present: Set<CalledParty>) -> [CalledParty] {
        CalledParty.allCases.filter { required.contains($0) && !present.contains($0) }
    }

    /// How many of a roll have to be there: more than so many percent of it.
    package static func quorum(ofRoll roll: Int64, percent: Int64) -> Int64 { roll == 0 ? 0 : roll * percent / 100 + 1 }

    /// How many more have to sign in before a table can agree on anything; nothing where enough are there.
    ///
    /// Where nobody was called, one of those who came has to sit at the table.
    package static func lacking(_ turnout: SessionTurnout) -> Int64? {
        let lack = turnout.needed - turnout.counted
        return lack > 0 ? lack : nil
    }

    /// Whether an invitation leaves so many whole days before the day of the session.
    package static func isInTime(_ invited: CivilDate, for day: CivilDate, days: Int64) -> Bool {
        Int64(day.daysSince1970 - invited.daysSince1970) >= days
    }
}

extension DomainError {
    /// Only those whose matter it is decide it.
    package static func needsDecision(_ authority: IssueAuthority) -> DomainError {
        DomainError(
            .conflict,
            "needs_decision",
            "该议题须由“\(authority.title.chinese)”决定，议事厅不能代为同意",
            "This issue needs the decision of “\(authority.title.english)”; the hall can not agree for them",
            details: [("authority", .text(authority.rawValue))]
        )
    }

    /// A hall agrees when it sits.
    package static let noSessionYet = DomainError(
        .conflict,
        "session_not_opened",
        "所在的议事会还没有开始，不能登记协商一致",
        "The session that it is on the agenda of has not opened, so nobody has agreed yet"
    )

    /// The agenda is what people came for.
    package static let agendaStands = DomainError(
        .conflict,
        "agenda_stands",
        "议事会已开始，到会人员已签到确认，议程不能再调整；可将单项暂缓",
        "The session has opened and its quorum was taken, so the agenda stands; an item can still be deferred"
    )

    /// Something that needs an open session.
    package static func sessionNotOpen(_ status: SessionStatus) -> DomainError {
        DomainError(
            .conflict,
            "session_not_open",
            "议事会（\(status.title.chinese)）不在进行中，不能执行此操作",
            "The session (\(status.title.english)) is not open, so this is not possible"
        )
    }

    /// An item that was dealt with already.
    package static func itemSettled(_ status: AgendaStatus) -> DomainError {
        DomainError(
            .conflict,
            "item_settled",
            "该议程项已是“\(status.title.chinese)”，不能再改",
            "The item is “\(status.title.english)” already and can not be changed",
            details: [("item_status", .text(status.rawValue))]
        )
    }

    /// What is agreed or put to the vote at a table needs those who make its quorum.
    package static func quorumMissing(_ turnout: SessionTurnout, lacks: Int64) -> DomainError {
        let (needed, counted) = (turnout.needed, turnout.counted)
        let ofRoll = (
            "应到 \(turnout.roll) 人，须超过 \(turnout.percent)%（即 \(needed) 人）到会",
            "\(turnout.roll) are due and more than \(turnout.percent) % have to be there, which are \(needed)"
        )
        let ofNone = ("未邀请应到人员，至少须 1 人到会", "Nobody was called, so that one at least has to be there")
        let (chinese, english) = turnout.roll > 0 ? ofRoll : ofNone
        return DomainError(
            .conflict,
            "quorum_missing",
            "\(chinese)，已签到 \(counted) 人，还差 \(lacks) 人，不能协商一致或提交表决",
            "\(english); \(counted) have signed in, \(lacks) more are needed before anything is agreed or put to the vote",
            details: [
                ("roll", .integer(turnout.roll)), ("checked_in", .integer(counted)), ("needed", .integer(needed)),
                ("missing", .integer(lacks)),
            ]
        )
    }

    /// A session whose item is being voted on is not cancelled below the vote.
    package static func itemsVoting(_ places: [Int64]) -> DomainError {
        let list = places.map(String.init).joined(separator: ", ")
        return DomainError(
            .conflict,
            "item_voting",
            "议程第 \(list) 项正在表决，议事会不能取消；请先结束或撤销表决",
            "Item \(list) is being voted on, so the session is not cancelled; end the vote or call it off first",
            details: [("items", .texts(places.map(String.init)))]
        )
    }

    /// Nobody sits at the table for parties without whom an item is not dealt with.
    package static func absentParties(_ parties: [CalledParty]) -> DomainError {
        let chinese = parties.map(\.title.chinese).joined(separator: "、")
        let english = parties.map(\.title.english).joined(separator: ", ")
        return DomainError(
            .conflict,
            "required_party_absent",
            "该项须有 \(chinese) 到会，现无人签到；请将此项暂缓，其他议程照常",
            "This item needs \(english), for whom nobody has checked in; defer it, the other items go on",
            details: [("absent", .texts(parties.map(\.rawValue)))]
        )
    }

    /// The same refusal of something that the body calls otherwise.
    package func renaming(_ name: String, to other: String) -> DomainError {
        var renamed = self
        renamed.fields = fields.map { field in
            guard case .pointer("#/\(name)") = field.location else { return field }
            return FieldError(.pointer("#/\(other)"), field.code, field.detail.chinese, field.detail.english)
        }
        return renamed
    }

    /// The same refusal of something that stands further down in the body.
    package func under(_ place: String) -> DomainError {
        var moved = self
        moved.fields = fields.map { field in
            guard case .pointer(let pointer) = field.location, pointer.hasPrefix("#/") else { return field }
            return FieldError(
                .pointer("#/\(place)/\(pointer.dropFirst(2))"),
                field.code,
                field.detail.chinese,
                field.detail.english
            )
        }
        return moved
    }
}
