/// A span of ages at whose ends the law or a service changes (年龄段).
package enum AgeBand: String, TitledEnum {
    case under14 = "under_14"
    case from14 = "from_14"
    case from18 = "from_18"
    case from60 = "from_60"
    case from80 = "from_80"

    /// The age at which it begins: 14 ends the guardian's consent (PIPL article 31), 18 is of age (Civil Code article 17),
    /// 60 is old (Law on the Elderly article 2), from 80 on allowances are usual.
    package var firstAge: Int {
        switch self {
        case .under14: 0
        case .from14: 14
        case .from18: 18
        case .from60: 60
        case .from80: 80
        }
    }

    package var title: Title {
        switch self {
        case .under14: Title("14 岁以下", "Under 14")
        case .from14: Title("14–17 岁", "14 to 17")
        case .from18: Title("18–59 岁", "18 to 59")
        case .from60: Title("60–79 岁", "60 to 79")
        case .from80: Title("80 岁及以上", "80 and over")
        }
    }
}

extension CivilDate {
    /// Full years since this day; who was born on 29 February grows older on 1 March.
    package func age(on day: CivilDate) -> Int {
        day.year - year - ((day.month, day.day) < (month, self.day) ? 1 : 0)
    }
}
