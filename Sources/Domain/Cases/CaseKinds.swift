/// What sort of request a case is (诉求类型).
package enum CaseKind: String, TitledEnum {
    case consultation, help, complaint, report, suggestion, praise, errand, patrol

    /// Who accuses somebody is not exposed by being read of, nor the accused.
    package var isConfidential: Bool { self == .report }

    /// Thanks are published only where whoever gave them agrees, which they say by making them public.
    package var asksConsentToPublish: Bool { self == .praise }

    package var title: Title {
        switch self {
        case .consultation: Title("咨询", "Consultation")
        case .help: Title("求助", "Help")
        case .complaint: Title("投诉", "Complaint")
        case .report: Title("举报", "Report")
        case .suggestion: Title("建议", "Suggestion")
        case .praise: Title("表扬", "Praise")
        case .errand: Title("帮办代办", "Errand")
        case .patrol: Title("巡查", "Patrol")
        }
    }
}

/// Where a case came from (诉求来源).
package enum CaseSource: String, TitledEnum {
    case resident, patrol
    case homeVisit = "home_visit"
    case hotline, hall, errand
    /// Picked up in a group chat of neighbors (微信群) by whoever reads along for the community.
    case groupChat = "group_chat"

    /// Whether staff write down for somebody who holds no photo in the hand at that moment.
    var isOfWords: Bool { self == .hotline || self == .groupChat }

    package var title: Title {
        switch self {
        case .resident: Title("居民反馈", "Resident")
        case .patrol: Title("巡查", "Patrol")
        case .homeVisit: Title("走访入户", "Home visit")
        case .hotline: Title("热线", "Hotline")
        case .hall: Title("议事厅", "Hall")
        case .errand: Title("帮办代办", "Errand")
        case .groupChat: Title("微信群", "Group chat")
        }
    }
}

/// How urgent a case is (优先级).
package enum CasePriority: String, TitledEnum {
    case urgent, high, normal, low

    package var title: Title {
        switch self {
        case .urgent: Title("紧急", "Urgent")
        case .high: Title("较急", "High")
        case .normal: Title("一般", "Normal")
        case .low: Title("较缓", "Low")
        }
    }
}

extension CasePriority {
    /// One step more urgent; nothing above urgent.
    package var raised: CasePriority? {
        switch self {
        case .urgent: nil
        case .high: .urgent
        case .normal: .high
        case .low: .normal
        }
    }
}

/// Who reads a remark of the timeline (可见范围).
package enum RemarkVisibility: String, TitledEnum {
    case everyone = "public"
    case staff = "internal"

    package var title: Title {
        switch self {
        case .everyone: Title("公开", "Public")
        case .staff: Title("内部", "Internal")
        }
    }
}
