/// Why nobody is being promoted (为何没有人递补): the places of an activity, and of the first who wait what each still needs.
package struct WhyWaiting: Sendable {
    package let community: ReportedCommunity
    package let activity: Activity
    package let seating: Seating
    /// Places that are held until somebody accepts, and when the first of them is given back.
    package let offered: Int64
    package let firstOfferEnds: Instant?
    package let waitingParties: Int64
    package let waitingPeople: Int64
    package let pendingParties: Int64
    package let first: [Waiting]
    package let now: Instant

    /// So many of the queue are explained; who stands further back waits for them first.
    package static let explained = 50

    package init(
        community: ReportedCommunity,
        activity: Activity,
        seating: Seating,
        offered: Int64,
        firstOfferEnds: Instant?,
        waitingParties: Int64,
        waitingPeople: Int64,
        pendingParties: Int64,
        first: [Waiting],
        now: Instant
    ) {
        self.community = community
        self.activity = activity
        self.seating = seating
        self.offered = offered
        self.firstOfferEnds = firstOfferEnds
        self.waitingParties = waitingParties
        self.waitingPeople = waitingPeople
        self.pendingParties = pendingParties
        self.first = first
        self.now = now
    }

    /// The reason that stands before all others (首要原因).
    package enum Reason: String, TitledEnum {
        case nobodyWaits = "nobody_waits"
        case notPublished = "not_published"
        case begun
        case loweredCapacity = "lowered_capacity"
        case offersOpen = "offers_open"
        case setAside = "set_aside"
        case full
        case partiesTooLarge = "parties_too_large"

        package var title: Title {
            switch self {
            case .nobodyWaits: Title("没有人在候补", "Nobody waits")
            case .notPublished: Title("活动不在报名状态", "The activity is not open")
            case .begun: Title("活动已经开始，余位在现场递补", "It has begun; places go to whoever is at the door")
            case .loweredCapacity: Title("名额调减后少于已占名额", "The capacity was lowered below what is taken")
            case .offersOpen: Title("有名额正等待候补者确认", "Places are held for people who have yet to accept")
            case .setAside: Title("余位为分组或保留名额", "What is left is reserved or set aside for a group")
            case .full: Title("名额已满", "All places are taken")
            case .partiesTooLarge: Title("余位容不下候补的同行人数", "The parties that wait are larger than what is left")
            }
        }
    }

    package var reason: Reason {
        if waitingParties == 0 { return .nobodyWaits }
        if activity.status != .published { return .notPublished }
        if !activity.promotes(at: now) { return .begun }
        if let unclaimed = seating.unclaimed, unclaimed < 0 { return .loweredCapacity }
        if offered > 0, seating.free ?? 0 <= 0 { return .offersOpen }
        if (seating.free ?? 0) > 0 { return .partiesTooLarge }
        return (seating.unclaimed ?? 0) > 0 ? .setAside : .full
    }

    /// How many people of the first who wait find a place; nobody while places are given.
    package var fitting: Int64 {
        guard activity.promotes(at: now) else { return 0 }
        return Int64(first.count { seating.fits($0.party) })
    }

    package var report: ReportDocument {
        ReportDocument(
            name: "why-waiting",
            title: Title("为何没有人递补", "Why nobody is promoted"),
            header: community.header + [
                figure("activity_id", "活动编号", "Activity id", .integer(activity.id)),
                figure("activity", "活动", "Activity", .text(activity.title)),
                figure("reason", "原因", "Reason", .text(reason.rawValue)),
                figure("reason_title", "说明", "In words", .text(reason.title.chinese)),
            ],
            chapters: [
                ReportChapter(
                    title: Title("名额", "Places"),
                    sections: [
                        .figures(key: "places", title: Title("名额", "Places"), places),
                        .rows(
                            key: "quotas",
                            title: Title("分组名额", "Quotas"),
                            columns: Self.quotaColumns,
                            rows: seating.quotas.map { quota in
                                [
                                    .integer(quota.id), .integer(quota.places),
                                    .integer(seating.taken(ofQuota: quota.id)), .integer(seating.setAside(for: quota)),
                                ]
                            }
                        ),
                        .rows(
                            key: "waiting",
                            title: Title("候补前列", "The first who wait"),
                            columns: Self.waitingColumns,
                            rows: first.enumerated().map { position, waiting in
                                [
                                    .integer(Int64(position + 1)), .integer(waiting.id), .integer(waiting.party.size),
                                    room(waiting.party), .boolean(waiting.isPenalised),
                                ]
                            }
                        ),
                    ]
                )
            ]
        )
    }

    private var places: [ReportFigure] {
        [
            figure("capacity", "名额", "Capacity", .optional(seating.capacity)),
            figure("reserved", "保留名额", "Reserved", .integer(seating.reserved)),
            figure("taken", "已占（不含保留）", "Taken, reserved ones apart", .integer(seating.taken)),
            figure("reserved_taken", "已占保留名额", "Reserved ones taken", .integer(seating.reservedTaken)),
            figure("unclaimed", "未占名额", "Not taken", .optional(seating.unclaimed.map { max(0, $0) })),
            figure("free", "公开余位", "Open to everybody", .optional(seating.free.map { max(0, $0) })),
            figure("offered", "待确认人数", "People with an offer", .integer(offered)),
            figure(
                "first_offer_ends_at",
                "最早确认截止",
                "The first offer ends at",
                firstOfferEnds.map { .instant($0.milliseconds) } ?? .null
            ),
            figure("pending", "待审核", "Sign-ups to approve", .integer(pendingParties)),
            figure("waiting_parties", "候补组数", "Parties waiting", .integer(waitingParties)),
            figure("waiting_people", "候补人数", "People waiting", .integer(waitingPeople)),
            figure("fitting", "本应递补组数", "Parties that would fit", .integer(fitting)),
        ]
    }

    private func room(_ party: Party) -> ReportValue {
        .optional(seating.room(quota: party.quota, isReserved: party.isReserved))
    }

    private func figure(_ key: String, _ chinese: String, _ english: String, _ value: ReportValue) -> ReportFigure {
        ReportFigure(key: key, title: Title(chinese, english), value: value)
    }

    private static let quotaColumns: [Field] = [
        .integer("id", "编号", "Id", 1...Int64.max), .integer("places", "名额", "Places", 0...Int64.max),
        .integer("taken", "已占", "Taken", 0...Int64.max), .integer("set_aside", "仍保留", "Still set aside", 0...Int64.max),
    ]

    private static let waitingColumns: [Field] = [
        .integer("position", "位次", "Position", 1...Int64.max),
        .integer("sign_up_id", "报名编号", "Sign-up", 1...Int64.max), .integer("needs", "需要名额", "Needs", 1...20),
        .integer("room", "可用名额", "Room for it", 0...Int64.max).nullable(),
        Field("penalised", "候补靠后", "Has a lower turn", .boolean),
    ]
}

extension ReportValue {
    package static func optional(_ number: Int64?) -> ReportValue { number.map(ReportValue.integer) ?? .null }
}
