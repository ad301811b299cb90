/// With what a case ends (结案原因).
package enum ClosingReason: String, TitledEnum {
    case fixed
    case doneOnTheSpot = "done_on_the_spot"
    case explained
    case notOurs = "not_ours"
    case duplicate
    case noLongerNeeded = "no_longer_needed"
    case notReachable = "not_reachable"
    case mediated
    case mediationFailed = "mediation_failed"

    /// Whether it says that somebody did something at the place.
    var isWork: Bool { self == .fixed || self == .doneOnTheSpot }

    /// Whether it is what the record of a mediation says.
    var isOfMediation: Bool { self == .mediated || self == .mediationFailed }

    /// Whether it says why a dispute has no record of a mediation.
    var explainsNoMediation: Bool {
        switch self {
        case .explained, .notOurs, .noLongerNeeded, .notReachable: true
        case .fixed, .doneOnTheSpot, .duplicate, .mediated, .mediationFailed: false
        }
    }

    /// Whether it can be why a dispute is over.
    var settlesDispute: Bool { isOfMediation || explainsNoMediation }

    package var title: Title {
        switch self {
        case .fixed: Title("已解决", "Fixed")
        case .doneOnTheSpot: Title("现场办结", "Done on the spot")
        case .explained: Title("已解释说明（不另办理）", "Explained; nothing else is done")
        case .notOurs: Title("不属本社区，已告知去向", "Not ours; said whose it is")
        case .duplicate: Title("重复诉求", "Duplicate")
        case .noLongerNeeded: Title("不再需要", "No longer needed")
        case .notReachable: Title("多次联系不上诉求人", "Reporter not reachable")
        case .mediated: Title("调解成功", "Mediated")
        case .mediationFailed: Title("调解不成，已引导", "Mediation failed, shown the way")
        }
    }
}

/// Why a case is not taken on (不予受理原因).
package enum DecliningReason: String, TitledEnum {
    case emergency, litigation, secrets, repeated, outside, unverifiable, abuse

    package var title: Title {
        switch self {
        case .emergency: Title("应拨打应急电话", "The emergency numbers' business")
        case .litigation: Title("已进入诉讼或仲裁", "In court or arbitration already")
        case .secrets: Title("涉及隐私或秘密", "Privacy or secrets")
        case .repeated: Title("同一人同一事无新情况", "Same person and matter without new facts")
        case .outside: Title("不在本社区", "Outside the community")
        case .unverifiable: Title("内容无法核实", "Nothing checkable")
        case .abuse: Title("恶意或辱骂", "Abuse")
        }
    }
}

/// Why a handler gives a case back (退回原因).
package enum ReturnReason: String, TitledEnum {
    case notOurs = "not_ours"
    case wrongPlace = "wrong_place"
    case needsOthers = "needs_others"
    case tooLittleKnown = "too_little_known"

    package var title: Title {
        switch self {
        case .notOurs: Title("不属本单位职责", "Not our business")
        case .wrongPlace: Title("地点不在责任区", "Not our area")
        case .needsOthers: Title("须其他单位先办", "Others have to act first")
        case .tooLittleKnown: Title("情况不清无法办理", "Too little is known")
        }
    }
}

/// How the household learned what became of its case (告知情况).
package enum CaseTold: String, TitledEnum {
    case household, published, nobody
    case notReachable = "not_reachable"

    /// How much it tells: a word that tells more takes the place of one that tells less.
    var weight: Int {
        switch self {
        case .nobody: 0
        case .notReachable: 1
        case .published: 2
        case .household: 3
        }
    }

    package var title: Title {
        switch self {
        case .household: Title("已告知住户", "Told to the household")
        case .published: Title("已公开", "Published")
        case .nobody: Title("无人可告知", "Nobody to tell")
        case .notReachable: Title("多次联系不上", "Not reachable")
        }
    }
}

/// Who looks before a case is closed (核查方式).
package enum CheckPolicy: String, TitledEnum {
    case none, photo, reporter, independent

    /// How much somebody else looks at it.
    package var weight: Int {
        switch self {
        case .none: 0
        case .photo, .reporter: 1
        case .independent: 2
        }
    }

    package var title: Title {
        switch self {
        case .none: Title("不核查", "Nobody")
        case .photo: Title("照片核查，抽查复核", "Photos, and a sample looked at")
        case .reporter: Title("诉求人确认", "The reporter")
        case .independent: Title("他人核查", "Somebody else than the handler")
        }
    }
}

/// How the word of somebody arrived whom staff enter it for (代录来源).
package enum CaseChannel: String, TitledEnum {
    case phone, wechat, letter
    case onSite = "on_site"

    package var title: Title {
        switch self {
        case .phone: Title("电话", "Phone")
        case .wechat: Title("微信", "WeChat")
        case .letter: Title("书面", "Letter")
        case .onSite: Title("现场", "On site")
        }
    }
}

/// Which way a category of cases goes (办理路径).
package enum CasePath: String, TitledEnum {
    case ordinary, petition, dispute

    package var title: Title {
        switch self {
        case .ordinary: Title("一般诉求", "Ordinary")
        case .petition: Title("信访", "Petition")
        case .dispute: Title("矛盾调解", "Dispute")
        }
    }
}

/// What a dispute was brought to (调解协议).
package enum MediationAgreement: String, TitledEnum {
    case oral, written, none

    package var title: Title {
        switch self {
        case .oral: Title("口头协议", "Oral")
        case .written: Title("书面协议", "Written")
        case .none: Title("未达成", "None")
        }
    }
}
