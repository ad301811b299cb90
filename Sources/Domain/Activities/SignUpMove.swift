/// What can be done to a sign-up (报名动作).
package enum SignUpMove: String, CaseIterable, Sendable {
    case approve, refuse
    case acceptOffer = "accept-offer"
    case cancel, resize
    case checkIn = "check-in"
    case checkOut = "check-out"
    case undoCheckIn = "undo-check-in"
    case excuse

    package var title: Title {
        switch self {
        case .approve: Title("同意报名", "Approve a sign-up")
        case .refuse: Title("拒绝报名", "Refuse a sign-up")
        case .acceptOffer: Title("确认候补名额", "Accept an offered place")
        case .cancel: Title("取消报名", "Cancel a sign-up")
        case .resize: Title("修改同行人数", "Change the party size")
        case .checkIn: Title("签到", "Check in")
        case .checkOut: Title("签退", "Check out")
        case .undoCheckIn: Title("撤销签到或签退", "Undo a check-in or check-out")
        case .excuse: Title("未到免责", "Excuse an absence")
        }
    }
}

extension SignUpStatus {
    /// Where a move leads; nothing where it is not possible.
    ///
    /// Who is approved waits like everybody else, and has a place a moment later where there is one.
    package func after(_ move: SignUpMove) -> SignUpStatus? {
        switch (self, move) {
        case (.pending, .approve): .waitlisted
        case (.pending, .refuse), (.waitlisted, .refuse): .refused
        case (.offered, .acceptOffer): .confirmed
        case (.pending, .cancel), (.confirmed, .cancel), (.waitlisted, .cancel), (.offered, .cancel): .cancelled
        case (.pending, .resize), (.waitlisted, .resize), (.confirmed, .resize), (.offered, .resize): self
        case (.confirmed, .checkIn), (.offered, .checkIn), (.waitlisted, .checkIn), (.noShow, .checkIn): .attended
        case (.attended, .checkOut): .left
        case (.attended, .undoCheckIn): .confirmed
        // Who was taken for gone is there still; the check-in is undone by a second step.
        case (.left, .undoCheckIn): .attended
        case (.noShow, .excuse): .noShow
        case (.pending, _), (.confirmed, _), (.waitlisted, _), (.offered, _), (.cancelled, _), (.refused, _),
            (.expired, _), (.attended, _), (.noShow, _), (.left, _):
            nil
        }
    }

    package var allowedMoves: [String] { SignUpMove.allCases.filter { after($0) != nil }.map(\.rawValue) }

    /// Whether a place is held.
    package var holdsPlace: Bool {
        switch self {
        case .confirmed, .offered, .attended, .left: true
        case .pending, .waitlisted, .cancelled, .refused, .expired, .noShow: false
        }
    }

    /// Whether the person still means to come.
    package var isOpen: Bool {
        switch self {
        case .pending, .waitlisted, .offered, .confirmed: true
        case .cancelled, .refused, .expired, .attended, .noShow, .left: false
        }
    }
}

/// What a scan at the door came to (签到结果): in, out, or why not.
package enum DoorOutcome: String, TitledEnum {
    case admitted = "in"
    case out
    case unknown, cancelled
    case alreadyIn = "already_in"
    case wrongActivity = "wrong_activity"
    case wrongTime = "wrong_time"
    case notApproved = "not_approved"
    case notIn = "not_in"
    case revoked

    package var title: Title {
        switch self {
        case .admitted: Title("已签到", "Checked in")
        case .out: Title("已签退", "Checked out")
        case .unknown: Title("没有这个报名", "There is no such sign-up")
        case .cancelled: Title("报名或活动已取消", "The sign-up or the activity is cancelled")
        case .alreadyIn: Title("已经签到过", "Is in already")
        case .wrongActivity: Title("不是本活动的报名", "Is for another activity")
        case .wrongTime: Title("不在活动时间内", "It is not the time of the activity")
        case .notApproved: Title("尚未获得名额", "Has no place yet")
        case .notIn: Title("尚未签到，不能签退", "Is not in, so can not leave")
        case .revoked: Title("名额已被收回", "The place was taken back")
        }
    }

    package var isRefusal: Bool {
        switch self {
        case .admitted, .out: false
        case .unknown, .cancelled, .alreadyIn, .wrongActivity, .wrongTime, .notApproved, .notIn, .revoked: true
        }
    }

    package var error: DomainError {
        DomainError(.conflict, rawValue, title.chinese, title.english)
    }
}

extension SignUpStatus {
    /// Why somebody in this state is not let in, where no place can be found.
    package var refusalAtDoor: DoorOutcome {
        switch self {
        case .cancelled, .expired: .cancelled
        case .attended, .left: .alreadyIn
        case .pending, .waitlisted, .confirmed, .offered: .notApproved
        case .refused, .noShow: .revoked
        }
    }
}

/// How long one code hangs at the door (签到码时段), counted from 1970.
package struct DoorPeriod: Sendable, Hashable {
    package let number: Int64
    private let milliseconds: Int64

    package init(at now: Instant, minutes: Int64) {
        milliseconds = minutes * 60_000
        number = now.milliseconds / milliseconds
    }

    private init(number: Int64, milliseconds: Int64) {
        self.number = number
        self.milliseconds = milliseconds
    }

    package var previous: DoorPeriod { DoorPeriod(number: number - 1, milliseconds: milliseconds) }

    /// When the next code takes its place.
    package var end: Instant { Instant(milliseconds: (number + 1) * milliseconds) }
}
