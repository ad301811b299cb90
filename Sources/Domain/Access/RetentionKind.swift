/// A kind of record that is not kept for ever (保存类别).
package enum RetentionKind: String, TitledEnum {
    /// Who has left, counted from the last day here: three years, as claims fall under the statute of limitations then
    /// (Civil Code article 188); the rest after ten.
    case residents
    /// Closed cases, counted from the closing: five years, so that a term of the residents' committee can be looked over.
    case cases
    /// Sign-ups of what is over: three years, as for claims.
    case signUps = "sign_ups"
    /// Consents that were withdrawn or outgrown: three years, as the record of processing must be kept as long (PIPL 56).
    case consents
    /// The words beside the audit chain: six years, twice that; the chain itself keeps their digests.
    case auditNotes = "audit_notes"

    /// Months that proof of what was done with personal data is kept at least (PIPL article 56), whoever decides: consents,
    /// and what unmaskings were for.
    package static let leastMonthsOfProof: Int64 = 36

    package var title: Title {
        switch self {
        case .residents: Title("迁出居民", "Residents who left")
        case .cases: Title("已结诉求", "Closed cases")
        case .signUps: Title("活动报名", "Sign-ups")
        case .consents: Title("已撤回的同意", "Withdrawn consents")
        case .auditNotes: Title("审计说明文字", "Words beside the audit chain")
        }
    }
}

/// What a retention run does to a record (处置方式).
package enum RetentionAct: String, Sendable, CaseIterable {
    /// Takes the person out and leaves the rest.
    case anonymise
    case delete
}

/// How long a community keeps a kind of record (保存期限), in months after its end; nothing is for ever.
package struct RetentionPeriod: Sendable, Hashable {
    package let community: Int64
    package let kind: RetentionKind
    package let anonymiseAfter: Int64?
    package let deleteAfter: Int64?

    package init(community: Int64, kind: RetentionKind, anonymiseAfter: Int64?, deleteAfter: Int64?) {
        self.community = community
        self.kind = kind
        self.anonymiseAfter = anonymiseAfter
        self.deleteAfter = deleteAfter
    }

    package func months(of act: RetentionAct) -> Int64? {
        switch act {
        case .anonymise: anonymiseAfter
        case .delete: deleteAfter
        }
    }

    /// The day before which a record must have ended; the last of a month where that month is shorter.
    package static func limit(_ months: Int64, before today: CivilDate) -> CivilDate {
        let count = today.year * 12 + today.month - 1 - Int(months)
        let (year, month) = (count / 12, count % 12 + 1)
        let day = min(today.day, CivilDate.length(ofMonth: month, in: year))
        return CivilDate(year: year, month: month, day: day) ?? CivilDate(daysSince1970: 0)
    }
}

/// What a retention run did, or would do, to one kind of record of one community (处置结果).
package struct RetentionOutcome: Sendable, Hashable {
    package let community: Int64
    package let kind: RetentionKind
    package var anonymised = 0
    package var deleted = 0
    /// The files that were written before.
    package var exported: [String] = []

    package init(community: Int64, kind: RetentionKind) {
        self.community = community
        self.kind = kind
    }

    package var total: Int { anonymised + deleted }
}
