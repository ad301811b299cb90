/// How long something may take (时限): an amount of the community's working time, or of natural time.
package struct TimeLimit: Sendable, Hashable {
    package let amount: Int64
    package let unit: LimitUnit

    /// An amount that its unit does not allow becomes the nearest one that it does, so that every limit ends some time.
    package init(amount: Int64, unit: LimitUnit) {
        self.amount = min(max(amount, unit.amounts.lowerBound), unit.amounts.upperBound)
        self.unit = unit
    }

    package init(_ amount: Int64, _ unit: LimitUnit) { self.init(amount: amount, unit: unit) }

    package static let endOfWorkingDay = TimeLimit(1, .endOfWorkingDay)

    package static func workingHours(_ hours: Int64) -> TimeLimit { TimeLimit(hours * 60, .workingMinutes) }
}

/// What a limit is counted in (时限单位).
package enum LimitUnit: String, TitledEnum {
    /// Minutes while the community works.
    case workingMinutes = "working_minutes"
    /// Days on which the community works, after that of the beginning, the last of them to its closing.
    ///
    /// The day of the beginning does not count, and hours of business end a term (Civil Code, articles 201 and 203).
    case workingDays = "working_days"
    /// The closing of a working day: 1 is the next one.
    case endOfWorkingDay = "end_of_working_day"
    /// Minutes by the clock.
    case minutes

    package var title: Title {
        switch self {
        case .workingMinutes: Title("工作分钟", "Working minutes")
        case .workingDays: Title("工作日", "Working days")
        case .endOfWorkingDay: Title("工作日下班", "End of the working day")
        case .minutes: Title("分钟（自然时间）", "Minutes by the clock")
        }
    }

    /// Up to ten years, so that no sum overflows.
    package var amounts: ClosedRange<Int64> {
        switch self {
        case .workingMinutes, .minutes: 1...5_256_000
        case .workingDays, .endOfWorkingDay: 1...3_650
        }
    }
}

extension TimeLimit: CustomStringConvertible {
    /// The form of columns and of JSON: `30 minutes`, `2 hours`, `4 working_hours`, `3 working_days`,
    /// `end_of_working_day`.
    ///
    /// Whole hours are written as hours; either way it is read back as the same limit.
    package var description: String {
        switch unit {
        case .workingMinutes, .minutes:
            let hours = unit == .minutes ? "hours" : "working_hours"
            return amount % 60 == 0 ? "\(amount / 60) \(hours)" : "\(amount) \(unit.rawValue)"
        case .workingDays:
            return "\(amount) working_days"
        case .endOfWorkingDay:
            return amount == 1 ? "end_of_working_day" : "\(amount) end_of_working_day"
        }
    }

    /// Reads the form of `description`; nothing for anything else, and for an amount out of range.
    package init?(_ text: some StringProtocol) { self.init(form: String(text)) }

    /// Every case that is looked at has one to be read, so that nothing is cut into lists here.
    private init?(form: String) {
        guard let space = form.utf8.firstIndex(of: UInt8(ascii: " ")) else {
            guard form == "end_of_working_day" else { return nil }
            self = .endOfWorkingDay
            return
        }
        let digits = form[..<space]
        guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let count = Int64(digits) else { return nil }
        let (unit, factor): (LimitUnit, Int64)
        let word = String(form[form.utf8.index(after: space)...])
        switch word {
        case "hours": (unit, factor) = (.minutes, 60)
        case "working_hours": (unit, factor) = (.workingMinutes, 60)
        default:
            guard let named = LimitUnit(rawValue: word) else { return nil }
            (unit, factor) = (named, 1)
        }
        let (amount, overflows) = count.multipliedReportingOverflow(by: factor)
        guard !overflows, unit.amounts.contains(amount) else { return nil }
        self.init(amount: amount, unit: unit)
    }

    /// What people read: 4 个工作小时, 4 working hours.
    package var title: Title {
        switch unit {
        case .workingMinutes, .minutes:
            let isNatural = unit == .minutes
            let isHours = amount % 60 == 0
            let count = isHours ? amount / 60 : amount
            return Title(
                "\(count) \(isNatural ? "" : "个工作")\(isHours ? "小时" : "分钟")",
                "\(count) \(isNatural ? "" : "working ")\(isHours ? "hour" : "minute")\(count == 1 ? "" : "s")"
            )
        case .workingDays:
            return Title("\(amount) 个工作日", "\(amount) working day\(amount == 1 ? "" : "s")")
        case .endOfWorkingDay where amount == 1:
            return Title("当个工作日下班前", "the end of the working day")
        case .endOfWorkingDay:
            return Title("第 \(amount) 个工作日下班前", "the end of working day \(amount)")
        }
    }
}
