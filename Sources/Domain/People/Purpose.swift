/// Why personal information may be processed at all (合法性基础), PIPL article 13.
package enum LegalBasis: String, TitledEnum {
    case duty, emergency, contract, consent

    package var title: Title {
        switch self {
        case .duty: Title("法定职责", "Law or official duty")
        case .emergency: Title("突发事件应对", "Emergency")
        case .contract: Title("本人参与的约定", "Agreement with the person")
        case .consent: Title("个人同意", "Consent")
        }
    }
}

/// What personal information is processed for (处理目的), each with its one legal basis.
package enum Purpose: String, TitledEnum {
    case register, cases, deliberation, care, party, emergency, activities, invitations, publicity, health, sharing

    package var title: Title {
        switch self {
        case .register: Title("人口与房屋台账", "Register of people and dwellings")
        case .cases: Title("诉求办理", "Handling of cases")
        case .deliberation: Title("议事协商", "Deliberation")
        case .care: Title("关怀帮扶", "Care and assistance")
        case .party: Title("党员管理", "Party members")
        case .emergency: Title("应急与疫情防控", "Emergencies and epidemics")
        case .activities: Title("活动报名", "Sign-ups for activities")
        case .invitations: Title("活动邀请与满意度回访", "Invitations and surveys")
        case .publicity: Title("宣传报道中公开姓名或照片", "Name or picture in publications")
        case .health: Title("健康服务", "Health services")
        case .sharing: Title("向合作机构提供信息", "Passing on to partner organizations")
        }
    }

    package var basis: LegalBasis {
        switch self {
        case .register, .cases, .deliberation, .care, .party: .duty
        case .emergency: .emergency
        case .activities: .contract
        case .invitations, .publicity, .health, .sharing: .consent
        }
    }

    /// Whether it touches what PIPL article 28 calls sensitive, or Party data, which are protected alike.
    package var isSensitive: Bool {
        switch self {
        case .care, .party, .health: true
        case .register, .cases, .deliberation, .emergency, .activities, .invitations, .publicity, .sharing: false
        }
    }

    /// The law or agreement that it rests on, for people to read.
    package var ground: Title {
        switch self {
        case .register: Title("居民委员会组织法", "Organic Law of Residents' Committees")
        case .cases: Title("居民委员会组织法、信访工作条例", "Organic Law of Residents' Committees; petition regulations")
        case .deliberation: Title("居民委员会组织法、民法典第 278 条", "Organic Law of Residents' Committees; Civil Code 278")
        case .care: Title("老年人权益保障法、残疾人保障法、社会救助暂行办法", "Laws on the elderly, the disabled and social assistance")
        case .party: Title("中国共产党党员教育管理工作条例", "Party regulations on its members")
        case .emergency: Title("突发事件应对法、传染病防治法", "Laws on emergencies and infectious diseases")
        case .activities: Title("本人报名；不满 14 周岁须监护人同意", "The person's own sign-up; under 14 the guardian's consent")
        case .invitations: Title("个人同意，可随时撤回", "Consent, which may be withdrawn at any time")
        case .publicity, .sharing: Title("单独同意（个保法第 23、25 条）", "Separate consent (PIPL 23, 25)")
        case .health: Title("单独同意（个保法第 29 条）", "Separate consent (PIPL 29)")
        }
    }

    /// Whether somebody of this age is asked for consent: where it is the basis, and where a child does more than the law
    /// lets it do alone.
    package func asksForConsent(aged age: Int) -> Bool {
        basis == .consent || basis == .contract && age < Self.ageOfOwnConsent
    }

    /// The age from which on one's own consent counts (PIPL article 31); below it the guardian's does.
    package static let ageOfOwnConsent = 14
    /// The age from which on somebody can be a guardian (Civil Code article 17).
    package static let ageOfGuardians = 18
}
