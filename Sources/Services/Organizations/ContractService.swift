package import Domain

/// 服务合同: what was promised against what was delivered, and the judgement of each year.
package struct ContractService: Sendable {
    let store: any Store

    package init(store: any Store) { self.store = store }

    /// How the promises of a year stand now.
    package func progress(
        _ id: Int64,
        year: Int?,
        scope: DataScope,
        now: Instant,
        time: CommunityTime
    ) async throws -> ReportDocument {
        try await store.read { reader in
            let today = time.date(of: now)
            return try progress(id, year: year ?? today.year, on: today, scope: scope, time: time, in: reader).report
        }
    }

    private func progress(
        _ id: Int64,
        year: Int,
        on today: CivilDate,
        scope: DataScope,
        time: CommunityTime,
        in reader: any Reader
    ) throws -> ContractProgress {
        guard try reader.contains(.contracts, id: id, scope: scope),
            let community = try reader.reports.community(ofContract: id)
        else { throw DomainError.notFound }
        let office = try reader.workingCalendar(community: community, time: time)
        guard
            let progress = try reader.reports.contractProgress(
                contract: id,
                year: year,
                today: today,
                office: office,
                time: time
            )
        else { throw DomainError.notFound }
        return progress
    }

    /// Judges a year that is over; what had been delivered by then is kept with the judgement.
    package func evaluate(_ draft: Draft, by principal: Principal, view: View) async throws -> Rendered {
        try await store.answer { transaction in
            guard let contract = draft.integer("contract_id"), let year = draft.integer("year") else {
                preconditionFailure("an evaluation draft carries its contract and year")
            }
            guard try transaction.contains(.contracts, id: contract, scope: view.scope) else {
                throw DomainError.invalid([
                    .body("contract_id", "unknown_reference", "没有这份合同", "There is no such contract")
                ])
            }
            let progress = try progress(
                contract,
                year: Int(year),
                on: transaction.time.date(of: transaction.now),
                scope: view.scope,
                time: transaction.time,
                in: transaction
            )
            try check(progress)
            var draft = draft
            draft["community_id"] = .integer(progress.community.id)
            draft["items"] = .integer(Int64(progress.items.count))
            draft["kept"] = .integer(Int64(progress.itemsKept))
            draft["evaluated_by"] = .optional(principal.accountID)
            let id = try transaction.insert(draft, scope: view.scope)
            for item in progress.items { try keep(item, of: id, progress.community.id, view.scope, in: transaction) }
            return try transaction.one(.contractEvaluations, id: id, view: view)
        }
    }

    private func check(_ progress: ContractProgress) throws {
        guard progress.touchesYear else {
            throw DomainError.invalid([
                .body(
                    "year",
                    "outside_term",
                    "合同期为 \(progress.contract.startsOn) 至 \(progress.contract.endsOn)",
                    "The contract runs from \(progress.contract.startsOn) to \(progress.contract.endsOn)"
                )
            ])
        }
        guard progress.isOver else {
            throw DomainError(
                .conflict,
                "not_over",
                "\(progress.year) 年度尚未结束，不能评估",
                "The year \(progress.year) is not over, so it can not be evaluated"
            )
        }
    }

    private func keep(
        _ item: ContractProgress.Item,
        of evaluation: Int64,
        _ community: Int64,
        _ scope: DataScope,
        in transaction: any Transaction
    ) throws {
        let draft = Draft(
            .contractDeliveries,
            [
                "community_id": .integer(community), "evaluation_id": .integer(evaluation),
                "title": .text(item.title), "promised": .integer(item.promised),
                "delivered": .integer(item.delivered), "periods": .integer(Int64(item.periods.count)),
                "periods_kept": .integer(Int64(item.periodsKept)),
                "by_hand": .integer(item.counter == .byHand ? 1 : 0),
            ]
        )
        _ = try transaction.insert(draft, scope: scope)
    }
}
