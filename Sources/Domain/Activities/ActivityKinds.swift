/// What sort of activity it is (活动类型).
package enum ActivityKind: String, TitledEnum {
    case partyDay = "party_day"
    case partyMeeting = "party_meeting"
    case threeSociety = "three_society"
    case lesson = "class"
    case exhibition
    case voluntaryService = "voluntary_service"
    case alliance

    /// Whether it is the Party's own life.
    package var isOfParty: Bool { self == .partyDay || self == .partyMeeting }

    package var title: Title {
        switch self {
        case .partyDay: Title("主题党日", "Party day")
        case .partyMeeting: Title("三会一课", "Party meeting")
        case .threeSociety: Title("三社联动", "Three-society")
        case .lesson: Title("课堂", "Class")
        case .exhibition: Title("展览", "Exhibition")
        case .voluntaryService: Title("志愿服务", "Voluntary service")
        case .alliance: Title("联盟活动", "Alliance")
        }
    }
}

/// What an activity is about (活动主题).
package enum ActivityTheme: String, TitledEnum {
    case elderly, children
    case parentChild = "parent_child"
    case science, culture, health, law, other

    package var title: Title {
        switch self {
        case .elderly: Title("敬老", "Honouring the elderly")
        case .children: Title("爱幼", "Caring for children")
        case .parentChild: Title("亲子", "Parents and children")
        case .science: Title("科普", "Popular science")
        case .culture: Title("国学", "Traditional culture")
        case .health: Title("健康", "Health")
        case .law: Title("法治", "Law")
        case .other: Title("其他", "Other")
        }
    }
}

/// How far an activity has come (活动状态).
package enum ActivityStatus: String, TitledEnum {
    case draft, published, cancelled, finished

    package var title: Title {
        switch self {
        case .draft: Title("草稿", "Draft")
        case .published: Title("已发布", "Published")
        case .cancelled: Title("已取消", "Cancelled")
        case .finished: Title("已结束", "Finished")
        }
    }
}

/// How far a sign-up has come (报名状态).
package enum SignUpStatus: String, TitledEnum {
    case pending, confirmed, waitlisted, offered, cancelled, refused, expired, attended
    case noShow = "no_show"
    case left

    package var title: Title {
        switch self {
        case .pending: Title("待审核", "Pending")
        case .confirmed: Title("已报名", "Confirmed")
        case .waitlisted: Title("候补", "Waiting")
        case .offered: Title("候补待确认", "Offered")
        case .cancelled: Title("已取消", "Cancelled")
        case .refused: Title("已拒绝", "Refused")
        case .expired: Title("已过期", "Expired")
        case .attended: Title("已签到", "Attended")
        case .noShow: Title("未到", "No-show")
        case .left: Title("已签退", "Left")
        }
    }
}

/// How those who wait come to a place that frees (候补方式).
package enum PromotionMode: String, TitledEnum {
    /// They have it at once.
    case direct
    /// It is held for them until they accept or the offer ends.
    case offer

    package var title: Title {
        switch self {
        case .direct: Title("直接转正", "At once")
        case .offer: Title("限时确认", "By an offer")
        }
    }
}
