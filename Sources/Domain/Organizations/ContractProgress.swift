/// What was delivered of the promises of a contract in a year (合同履约).
package struct ContractProgress: Sendable {
    package let community: ReportedCommunity
    package let contract: Contract
    package let year: Int
    package let today: CivilDate
    package let items: [Item]

    /// The contract itself (合同).
    package struct Contract: Sendable, Hashable {
        package let id: Int64
        package let title: String
        package let provider: Int64
        package let providerName: String
        package let startsOn: CivilDate
        package let endsOn: CivilDate

        package init(
            id: Int64,
            title: String,
            provider: Int64,
            providerName: String,
            startsOn: CivilDate,
            endsOn: CivilDate
        ) {
            self.id = id
            self.title = title
            self.provider = provider
            self.providerName = providerName
            self.startsOn = startsOn
            self.endsOn = endsOn
        }

        /// The spans in which a promise is to be kept, as far as they touch a year.
        package func periods(_ per: PromisePeriod, in year: Int) -> [ClosedRange<CivilDate>] {
            guard let first = CivilDate(year: year, month: 1, day: 1),
                let last = CivilDate(year: year, month: 12, day: 31), startsOn <= last, endsOn >= first
            else { return [] }
            switch per {
            case .term: return [startsOn...endsOn]
            case .year: return [max(first, startsOn)...min(last, endsOn)]
            case .month:
                return (1...12).compactMap { month in
                    guard let begin = CivilDate(year: year, month: month, day: 1) else { return nil }
                    let end = begin.advanced(byDays: CivilDate.length(ofMonth: month, in: year) - 1)
                    guard startsOn <= end, endsOn >= begin else { return nil }
                    return max(begin, startsOn)...min(end, endsOn)
                }
            }
        }
    }

    /// One promise and what came of it (承诺履行).
    package struct Item: Sendable, Hashable {
        package let id: Int64
        package let title: String
        package let counter: PromiseCounter
        package let per: PromisePeriod
        package let target: Int64
        package let venue: Int64?
        package let periods: [Period]

        package init(
            id: Int64,
            title: String,
            counter: PromiseCounter,
            per: PromisePeriod,
            target: Int64,
            venue: Int64?,
            periods: [Period]
        ) {
            self.id = id
            self.title = title
            self.counter = counter
            self.per = per
            self.target = target
            self.venue = venue
            self.periods = periods
        }

        package var promised: Int64 { target * Int64(periods.count) }
        package var delivered: Int64 { periods.reduce(0) { $0 + $1.delivered } }
        package var ownDays: Int64 { periods.reduce(0) { $0 + $1.ownDays } }
        package var ownTyped: Int64 { periods.reduce(0) { $0 + $1.ownTyped } }
        package var periodsKept: Int { periods.count { $0.delivered >= target } }
    }

    /// A span of a promise with what was delivered in it (周期).
    package struct Period: Sendable, Hashable {
        package let days: ClosedRange<CivilDate>
        package let delivered: Int64
        /// Beside it what the provider typed itself and nobody else saw; it keeps no promise.
        package let ownTyped: Int64
        /// Of what was delivered the days that the provider counted itself: nobody else closes the door in the evening.
        package let ownDays: Int64

        package init(days: ClosedRange<CivilDate>, delivered: Int64, ownTyped: Int64 = 0, ownDays: Int64 = 0) {
            self.ownDays = ownDays
            self.days = days
            self.delivered = delivered
            self.ownTyped = ownTyped
        }

        package func state(of target: Int64, on today: CivilDate) -> State {
            if delivered >= target { return .kept }
            if days.upperBound < today { return .missed }
            guard days.lowerBound <= today else { return .toCome }
            let whole = Int64(days.upperBound.daysSince1970 - days.lowerBound.daysSince1970 + 1)
            let passed = Int64(today.daysSince1970 - days.lowerBound.daysSince1970)
            return delivered * whole < target * passed ? .behind : .onTime
        }
    }

    /// How a promise stands (履约状态): a shortfall warns before the period is over.
    package enum State: String, TitledEnum {
        case kept, missed, behind
        case onTime = "on_time"
        case toCome = "to_come"

        package var title: Title {
            switch self {
            case .kept: Title("已履行", "Kept")
            case .missed: Title("未履行", "Missed")
            case .behind: Title("进度落后", "Behind")
            case .onTime: Title("进度正常", "On time")
            case .toCome: Title("尚未开始", "To come")
            }
        }
    }

    package init(
        community: ReportedCommunity,
        contract: Contract,
        year: Int,
        today: CivilDate,
        items: [Item]
    ) {
        self.community = community
        self.contract = contract
        self.year = year
        self.today = today
        self.items = items
    }

    /// The promises that were kept in every period of the year.
    package var itemsKept: Int { items.count { !$0.periods.isEmpty && $0.periodsKept == $0.periods.count } }

    /// Whether nothing more can come of the year.
    package var isOver: Bool {
        contract.endsOn < today || CivilDate(year: year, month: 12, day: 31).map { $0 < today } ?? true
    }

    package var touchesYear: Bool { !contract.periods(.year, in: year).isEmpty }
}

/// Since when a contract runs, and how much it promises (合同履行期).
package struct ContractTerms: Sendable, Hashable {
    package let startsOn: CivilDate
    package let items: Int64

    package init(startsOn: CivilDate, items: Int64) {
        self.startsOn = startsOn
        self.items = items
    }
}
