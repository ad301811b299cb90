/// How a visit at a door ended (走访结果).
package enum VisitResult: String, TitledEnum {
    case met
    case noAnswer = "no_answer"
    case refused
    case movedAway = "moved_away"
    case vacant, rented
    case tryAgain = "try_again"

    package var title: Title {
        switch self {
        case .met: Title("已入户", "Met")
        case .noAnswer: Title("无人应门", "No answer")
        case .refused: Title("拒访", "Refused")
        case .movedAway: Title("已搬走", "Moved away")
        case .vacant: Title("空置", "Vacant")
        case .rented: Title("已出租", "Rented")
        case .tryAgain: Title("约定再访", "Try again")
        }
    }
}

/// What was heard at a door (听到的内容), by what becomes of it.
package enum HeardKind: String, TitledEnum {
    /// 诉求 → a case.
    case request
    /// 帮办代办 → a case that the visitor handles.
    case errand
    /// 建议 → an issue, or a case where the visitor may propose none.
    case suggestion
    /// 心愿 → a wish.
    case wish
    /// 表扬 → a case that reaches the person thanked.
    case praise
    /// 情况变更 → the register.
    case change

    package var title: Title {
        switch self {
        case .request: Title("诉求", "Request")
        case .errand: Title("帮办代办", "Errand")
        case .suggestion: Title("建议", "Suggestion")
        case .wish: Title("心愿", "Wish")
        case .praise: Title("表扬", "Praise")
        case .change: Title("情况变更", "Change")
        }
    }
}

/// Where a wish stands (心愿状态).
package enum WishStatus: String, TitledEnum {
    case open, fulfilled, declined

    package var title: Title {
        switch self {
        case .open: Title("待实现", "Open")
        case .fulfilled: Title("已实现", "Fulfilled")
        case .declined: Title("未能实现", "Declined")
        }
    }
}

/// How a wish ends (心愿动作).
package enum WishMove: String, Sendable, CaseIterable {
    case fulfill, decline

    package var result: WishStatus {
        switch self {
        case .fulfill: .fulfilled
        case .decline: .declined
        }
    }

    package var title: Title {
        switch self {
        case .fulfill: Title("心愿已实现", "Tell that a wish was fulfilled")
        case .decline: Title("心愿未能实现", "Tell that a wish can not be fulfilled")
        }
    }
}
