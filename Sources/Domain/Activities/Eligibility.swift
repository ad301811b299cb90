/// Who may sign up for an activity (报名条件).
package struct Eligibility: Sendable, Hashable {
    package var isForPartyMembersOnly = false
    /// Members of this Party organization only.
    package var branch: Int64?
    /// Who lives in this grid only.
    package var grid: Int64?
    package var leastAge: Int64?
    package var mostAge: Int64?
    package var careTag: CareTag?
    /// Who is of this service group only.
    package var group: Int64?

    package init() {}

    /// What the grid and the Party organization are called, where a rule names one.
    package var names = EligibilityNames()

    package var isForEverybody: Bool {
        !isForPartyMembersOnly && branch == nil && grid == nil && leastAge == nil && mostAge == nil && careTag == nil
            && group == nil
    }
}

extension Eligibility {
    /// Whether being let in tells that somebody is of the Party.
    package var tellsMembership: Bool { isForPartyMembersOnly || branch != nil }
}

/// What those are called whom an activity is for (报名条件名称).
package struct EligibilityNames: Sendable, Hashable {
    package var branch: String?
    package var grid: String?

    package init() {}
}

/// What is asked about somebody who wants to come (报名人情况).
package struct Applicant: Sendable, Hashable {
    package let birth: CivilDate
    package let grid: Int64?
    package let isPartyMember: Bool
    package let branch: Int64?
    package let careTag: CareTag?
    package let sex: Sex
    package let residency: ResidencyStatus
    package let building: Int64?
    package var gridName: String?
    package var buildingName: String?

    package init(
        birth: CivilDate,
        sex: Sex,
        residency: ResidencyStatus,
        building: Int64?,
        grid: Int64?,
        isPartyMember: Bool,
        branch: Int64?,
        careTag: CareTag?
    ) {
        self.birth = birth
        self.sex = sex
        self.residency = residency
        self.building = building
        self.grid = grid
        self.isPartyMember = isPartyMember
        self.branch = branch
        self.careTag = careTag
    }

    /// Whether the person is of the group that a quota is for.
    package func belongs(to group: QuotaGroup, on day: CivilDate) -> Bool {
        switch group {
        case .grid(let id): grid == id
        case .careTag(let tag): careTag == tag
        case .fromAge(let age): birth.age(on: day) >= Int(age)
        case .group(let group): group.holds(self, on: day)
        }
    }
}

extension Applicant {
    /// In which grid the person lives, in words.
    var livesIn: Title {
        guard grid != nil else { return Title("本人未登记在任何网格", "the person is registered in none") }
        return Title("本人住在“\(gridName ?? "其他网格")”", "the person lives in “\(gridName ?? "another grid")”")
    }
}

/// Whom places are set aside for (名额对象).
package enum QuotaGroup: Sendable, Hashable {
    case grid(Int64)
    case careTag(CareTag)
    case fromAge(Int64)
    case group(ServiceGroup)
}

/// A rule of eligibility that somebody does not meet (不符合的条件), with its numbers.
package struct BrokenRule: Sendable, Hashable {
    package let code: String
    package let message: Title

    init(_ code: String, _ chinese: String, _ english: String) {
        self.code = code
        message = Title(chinese, english)
    }
}

extension Eligibility {
    /// The rules that somebody does not meet on the day of the activity, all of them; `named` is the service group.
    package func broken(by person: Applicant, of named: ServiceGroup? = nil, on day: CivilDate) -> [BrokenRule] {
        var broken: [BrokenRule] = []
        let age = person.birth.age(on: day)
        if isForPartyMembersOnly, !person.isPartyMember {
            broken.append(BrokenRule("party_members_only", "仅限党员", "for Party members only"))
        }
        if let branch, person.branch != branch {
            broken.append(
                // Where somebody else is a member is the Party's to say.
                BrokenRule(
                    "branch",
                    "仅限“\(names.branch ?? "编号 \(branch)")”的党员",
                    "for members of “\(names.branch ?? "No. \(branch)")” only"
                )
            )
        }
        if let grid, person.grid != grid {
            let own = person.livesIn
            broken.append(
                BrokenRule(
                    "grid",
                    "仅限“\(names.grid ?? "编号 \(grid) 网格")”的居民，\(own.chinese)",
                    "for residents of “\(names.grid ?? "grid \(grid)")” only, \(own.english)"
                )
            )
        }
        // How old a person is, is not for whoever helps: by days of an activity that are tried out it would become the birthday.
        if let leastAge, age < Int(leastAge) {
            broken.append(
                BrokenRule(
                    "least_age",
                    "活动当日须满 \(leastAge) 周岁",
                    "at least \(leastAge) years old on that day"
                )
            )
        }
        if let mostAge, age > Int(mostAge) {
            broken.append(
                BrokenRule(
                    "most_age",
                    "活动当日不得超过 \(mostAge) 周岁",
                    "at most \(mostAge) years old on that day"
                )
            )
        }
        if let careTag, person.careTag != careTag {
            // Which tag a person has is not for whoever helps.
            broken.append(
                BrokenRule(
                    "care_tag",
                    "仅限“\(careTag.title.chinese)”人群",
                    "for “\(careTag.title.english)” only"
                )
            )
        }
        if let named, !named.holds(person, on: day) {
            let own = named.condition.standing(of: person, on: day)
            broken.append(
                BrokenRule(
                    "service_group",
                    "仅限服务群体“\(named.name)”（\(named.condition.words.chinese)），\(own.chinese)",
                    "for service group “\(named.name)” only (\(named.condition.words.english)), \(own.english)"
                )
            )
        }
        return broken
    }
}

extension DomainError {
    /// Somebody does not meet what the activity asks for; every rule is named with its numbers.
    package static func notEligible(_ broken: [BrokenRule]) -> DomainError {
        DomainError(
            .conflict,
            "not_eligible",
            "不符合报名条件：" + broken.map(\.message.chinese).joined(separator: "；"),
            "Not eligible: " + broken.map(\.message.english).joined(separator: "; "),
            details: [
                ("rule", .text(broken.first?.code ?? "")), ("rules", .texts(broken.map(\.code))),
            ]
        )
    }
}
