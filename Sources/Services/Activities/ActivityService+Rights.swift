import Domain

/// What of activities is not for everybody who runs some (活动登记权限).
extension ActivityService {
    /// Party life is entered by whoever keeps the Party's records.
    static func checkParty(_ draft: Draft, by principal: Principal) throws {
        guard !principal.holds(.writeParty) else { return }
        var faults: [FieldError] = []
        if let kind = draft.text("kind").flatMap(ActivityKind.init), kind.isOfParty {
            faults.append(.body("kind", "not_allowed", "党的活动由党组织登记", "Party life is for the Party to enter"))
        }
        if draft.integer("party_organization_id") != nil {
            faults.append(
                .body("party_organization_id", "not_allowed", "由党组织登记", "Is for the Party's own people to say")
            )
        }
        faults += membersOnly(draft)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// Whoever collects members only would know by name who they are.
    private static func membersOnly(_ draft: Draft) -> [FieldError] {
        var faults: [FieldError] = []
        if draft.integer("party_members_only") == 1 {
            faults.append(
                .body("party_members_only", "not_allowed", "仅限党员的活动由党组织登记", "Is for the Party's own people to say")
            )
        }
        if draft.integer("for_branch_id") != nil {
            faults.append(.body("for_branch_id", "not_allowed", "由党组织登记", "Is for the Party's own people to say"))
        }
        return faults
    }

    /// What makes an activity the Party's own is not taken off it by others, who would then read who came.
    static func keepParty(_ draft: Draft, _ activity: Activity, by principal: Principal) throws {
        try keepParty(draft, ofParty: activity.isOfParty, by: principal)
    }

    static func keepParty(_ draft: Draft, ofParty isOfParty: Bool, by principal: Principal) throws {
        guard isOfParty, !principal.holds(.writeParty) else { return }
        let resource = Resource[draft.resource]
        let names = ["kind", "party_organization_id", "party_members_only", "for_branch_id"]
        let faults = names.filter { name in draft.values.contains { $0.field == resource.index(of: name) } }.map {
            FieldError.body($0, "not_allowed", "由党组织登记", "Is for the Party's own people to say")
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// What an organization or a branch makes is its own; whoever names another is told so.
    static func owned(_ draft: Draft, _ scope: DataScope) throws -> Draft {
        let (field, own): (String, Int64)
        switch scope {
        case .organization(let id, community: _): (field, own) = ("organizer_id", id)
        case .branch(let id, community: _): (field, own) = ("party_organization_id", id)
        case .everything, .subdistrict, .community, .civil, .onlooker, .grid, .resident, .visitor: return draft
        }
        if let named = draft.integer(field), named != own {
            throw DomainError.invalid([.body(field, "other_organizer", "只能是本单位", "Is the own organization only")])
        }
        var draft = draft
        draft[field] = .integer(own)
        return draft
    }

    /// What an operator enters itself keeps its promises only where people can have come: not a class of a minute.
    func checkLength(_ activity: Activity, by principal: Principal, in transaction: any Transaction) throws {
        guard case .organization = principal.scope else { return }
        let least = try transaction.calendars.settings(community: activity.community)[.leastMeetingMinutes]
        let minutes = (activity.endsAt.milliseconds - activity.startsAt.milliseconds) / 60_000
        guard minutes < least else { return }
        throw DomainError(
            .conflict,
            "too_short",
            "活动时长 \(minutes) 分钟，运营方登记的活动至少 \(least) 分钟",
            "It lasts \(minutes) minutes; what an operator enters as held lasts \(least) at least",
            details: [
                ("rule", .text(RuleNumber.leastMeetingMinutes.rawValue)), ("minutes", .integer(minutes)),
                ("least", .integer(least)),
            ]
        )
    }

    /// One meeting is entered once: the same title by the same organization at the same time and place is the other one.
    func checkTwin(_ activity: Activity, in transaction: any Transaction) throws {
        guard let twin = try transaction.activities.twin(of: activity.id) else { return }
        throw DomainError(
            .conflict,
            "already_held",
            "同一主办单位在同一时间、同一地点的同名活动已登记（编号 \(twin)）",
            "The same organiser entered it already, at the same time and place, as number \(twin)",
            details: [("activity_id", .integer(twin))]
        )
    }

    /// What an operator wrote down stands after a while: others have counted and paid by it since.
    func checkSettled(_ activity: Activity, by principal: Principal, in transaction: any Transaction) throws {
        guard case .organization = principal.scope else { return }
        let days = try transaction.calendars.settings(community: activity.community)[.lateEntryDays]
        guard activity.endsAt.advanced(bySeconds: days * 86_400) < transaction.now else { return }
        throw DomainError.settled(afterDays: days)
    }
}

extension DomainError {
    /// Figures of an operator that lie too far back to be changed by it.
    static func settled(afterDays days: Int64) -> DomainError {
        DomainError(
            .conflict,
            "settled",
            "已过去 \(days) 天以上，运营方不能再登记或更改，请联系社区",
            "It was more than \(days) days ago, so an operator can not enter or change it; please ask the community",
            details: [("within_days", .integer(days))]
        )
    }
}
