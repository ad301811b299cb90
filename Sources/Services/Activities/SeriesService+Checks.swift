import Domain

/// What the parts of a series have to be together (系列检查), all that is wrong at once.
extension SeriesService {
    func check(_ draft: Draft) throws {
        var faults: [FieldError] = []
        do {
            _ = try RecurrenceRule(parsing: draft.text("rule") ?? "")
        } catch {
            faults.append(
                .body(
                    "rule",
                    "bad_rule",
                    "重复规则有误：\(error.part.isEmpty ? "空白" : error.part)",
                    "The rule is wrong at \(error.part.isEmpty ? "an empty part" : error.part)"
                )
            )
        }
        let length = (draft.integer("ends_at") ?? 0) - (draft.integer("starts_at") ?? 0)
        if length <= 0 || length > VenueBooking.longest {
            faults.append(
                .body(
                    "ends_at",
                    "too_long",
                    "须晚于开始时间，且不超过 24 小时",
                    "Is to be after the beginning, by 24 hours at most"
                )
            )
        }
        if !OnlineLink.isLink(draft.text("online_url")) { faults.append(OnlineLink.fault("online_url")) }
        faults += windows(draft, length: length / 60_000) + kept(draft)
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    /// As of an activity: sign-up ends after it begins, and nobody cancels what is over.
    private func windows(_ draft: Draft, length: Int64) -> [FieldError] {
        var faults: [FieldError] = []
        if let opens = draft.integer("sign_up_opens_before"), let closes = draft.integer("sign_up_closes_before"),
            opens < closes
        {
            faults.append(
                .body(
                    "sign_up_closes_before",
                    "before_opening",
                    "报名在开始前 \(opens) 分钟才开放，不能在前 \(closes) 分钟截止",
                    "Sign-up opens \(opens) minutes before, so it can not close \(closes) minutes before"
                )
            )
        }
        if let cancel = draft.integer("cancel_closes_before"), length > 0, -cancel > length {
            faults.append(
                .body(
                    "cancel_closes_before",
                    "after_end",
                    "开始后 \(-cancel) 分钟活动已结束（时长 \(length) 分钟）",
                    "A meeting of \(length) minutes is over \(-cancel) minutes after its beginning"
                )
            )
        }
        return faults
    }

    private func kept(_ draft: Draft) -> [FieldError] {
        let reserved = draft.integer("reserved_places") ?? 0
        guard reserved > 0, reserved > draft.integer("capacity") ?? 0 else { return [] }
        return [Self.tooManyKept(reserved, of: draft.integer("capacity"), "reserved_places")]
    }

    /// Places that are reserved or set aside, against the capacity of each meeting.
    func checkPlaces(_ id: Int64, field: String, in transaction: any Transaction) throws {
        let series = try transaction.series.stored(id)
        let places = try transaction.series.quotas(of: id).reduce(0) { $0 + ($1.integer("places") ?? 0) }
        let kept = (series.integer("reserved_places") ?? 0) + places
        guard kept > 0, kept > series.integer("capacity") ?? 0 else { return }
        throw DomainError.invalid([Self.tooManyKept(kept, of: series.integer("capacity"), field)])
    }

    private static func tooManyKept(_ kept: Int64, of capacity: Int64?, _ field: String) -> FieldError {
        guard let capacity else {
            return .body(
                field,
                "more_kept_than_there_is",
                "保留和分组名额共 \(kept) 个，活动不限名额，无须保留；请先设定名额",
                "\(kept) places are reserved or set aside of meetings without a limit; give them a capacity first"
            )
        }
        return .body(
            field,
            "more_kept_than_there_is",
            "保留和分组名额共 \(kept) 个，超过名额 \(capacity)",
            "\(kept) places are reserved or set aside, of \(capacity) in all"
        )
    }
}
