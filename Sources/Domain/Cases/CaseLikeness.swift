/// What somebody is about to report, as far as earlier cases may be like it (查重条件).
package struct LikenessQuestion: Sendable, Hashable {
    package let category: Int64
    package var building: Int64?
    package var place: Int64?
    package var household: Int64?
    /// The words of the report, where there are some yet.
    package var words: String?
    /// Only this case is looked at, where it is known which one it is.
    package var only: Int64?

    package init(category: Int64) { self.category = category }

    /// Earlier cases that are shown at most: more than anybody compares before reporting.
    package static let shownLimit = 10
    /// Earlier cases that are compared at most; a grid has some dozens of one matter.
    package static let comparedLimit = 200
}

/// An earlier case that may be the same matter (相似诉求), with no more of it than whoever asks may see.
package struct LikeCase: Sendable, Hashable {
    package let id: Int64
    package let number: String
    /// What the matter is called; until staff have looked at it, others read only its category.
    package let title: String
    package let category: Int64
    package let status: CaseStatus
    package let nearness: Nearness
    package let createdAt: Instant
    package let closedAt: Instant?
    package let isOwn: Bool
    /// Whether it is there for whoever asks: what nobody has taken on yet is joined by those alone who reported the same.
    package let isKnown: Bool

    package init(
        id: Int64,
        number: String,
        title: String,
        category: Int64,
        status: CaseStatus,
        nearness: Nearness,
        createdAt: Instant,
        closedAt: Instant?,
        isOwn: Bool,
        isKnown: Bool
    ) {
        self.id = id
        self.number = number
        self.title = title
        self.category = category
        self.status = status
        self.nearness = nearness
        self.createdAt = createdAt
        self.closedAt = closedAt
        self.isOwn = isOwn
        self.isKnown = isKnown
    }

    /// How close it lies, the closest first (远近).
    package enum Nearness: String, TitledEnum {
        case household, place, building, grid

        package var title: Title {
            switch self {
            case .household: Title("同一户", "The same household")
            case .place: Title("同一公共部位", "The same public place")
            case .building: Title("同一楼栋", "The same building")
            case .grid: Title("同一网格", "The same grid")
            }
        }

        var rank: Int {
            switch self {
            case .household: 0
            case .place, .building: 1
            case .grid: 2
            }
        }
    }

    /// Whether somebody can join it: it is open, there for them, and not their own already.
    package var isJoinable: Bool { !status.isFinal && isKnown && !isOwn }
}

extension [LikeCase] {
    /// The likeliest first: where it lies, then what it says, then the newest.
    ///
    /// Somewhere else in the grid a case counts only if it speaks of the same, where there are words.
    package func likeliest(to words: String?) -> [LikeCase] {
        let asked = words.map(\.pairs) ?? []
        let weighed = map { (like: $0, shared: $0.title.pairs.intersection(asked).count) }
        let near = weighed.filter { $0.like.nearness != .grid || asked.isEmpty || $0.shared > 0 }
        let sorted = near.sorted { first, second in
            if first.like.nearness.rank != second.like.nearness.rank {
                return first.like.nearness.rank < second.like.nearness.rank
            }
            if first.shared != second.shared { return first.shared > second.shared }
            return first.like.id > second.like.id
        }
        return Array(sorted.map(\.like).prefix(LikenessQuestion.shownLimit))
    }
}

extension String {
    /// The pairs of neighboring characters, by which Chinese words are compared without a dictionary.
    fileprivate var pairs: Set<String> {
        let letters = lowercased().filter { $0.isLetter || $0.isNumber }
        return Set(zip(letters, letters.dropFirst()).map { "\($0)\($1)" })
    }
}
