import Domain
import Services

/// What organizations did for the community (社会组织): an operator with its contract, a placed social worker, a young team.
///
/// The organizations that the article names have no invented people; whoever has a name belongs to an invented one.
struct OrganizationStory {
    let groundwork: Groundwork
    let people: PeoplePlan
    /// The position of the resident who leads the young team, and has an account.
    let leader: Int
    let organizations: OrganizationService
    let activities: ActivityService

    func write(into diary: inout Diary) {
        signContract(into: &diary)
        placeWorker(into: &diary)
        gatherTeam(into: &diary)
        growTeam(into: &diary)
        countVisitors(into: &diary)
    }

    func draft(_ resource: ResourceName, _ values: KeyValuePairs<String, FieldValue>) -> Draft {
        var draft = Draft(resource, values)
        draft["community_id"] = groundwork.community
        return draft
    }

    /// What the article says of the book house, as promises: three classes a month, open when the office is not.
    private func signContract(into diary: inout Diary) {
        let house = FieldValue.optional(groundwork.organizations.venues[VenueTable.bookHouse])
        let contract = draft(
            .contracts,
            [
                "provider_id": .integer(groundwork.organization(OrganizationTable.bookHouse)),
                "title": .text("社区书屋承接（演示合同）"), "number": .text("演示-2021-01"),
                "starts_on": .day(.on(2021, 1, 1)), "ends_on": .day(.on(2022, 12, 31)),
            ]
        )
        let items = [
            draft(
                .contractItems,
                [
                    "title": .text("国学素养课堂"), "counter": .choice(PromiseCounter.classes),
                    "target": .integer(3), "per": .choice(PromisePeriod.month),
                ]
            ),
            draft(
                .contractItems,
                [
                    "title": .text("晚间和周末开放（分钟）"), "counter": .choice(PromiseCounter.outsideMinutes),
                    "target": .integer(100_000), "per": .choice(PromisePeriod.year), "venue_id": house,
                ]
            ),
            draft(
                .contractItems,
                [
                    "title": .text("开放天数"), "counter": .choice(PromiseCounter.openingDays),
                    "target": .integer(330), "per": .choice(PromisePeriod.year), "venue_id": house,
                ]
            ),
        ]
        diary.note(WorkMoment(.on(2021, 1, 4), slot: 0).instant) { transaction, _ in
            let id = try transaction.insert(contract, scope: .everything)
            for var item in items {
                item["contract_id"] = .integer(id)
                _ = try transaction.insert(item, scope: .everything)
            }
        }
    }

    private func placeWorker(into diary: inout Diary) {
        let placement = draft(
            .placements,
            [
                "organization_id": .integer(groundwork.organization(OrganizationTable.socialWork)),
                "worker_name": .text("社工（演示）"), "floor": .integer(3), "from_date": .day(.on(2021, 1, 4)),
                "venue_id": .optional(groundwork.organizations.venues[VenueTable.station]),
            ]
        )
        diary.note(WorkMoment(.on(2021, 1, 4), slot: 1).instant) { transaction, _ in
            _ = try transaction.insert(placement, scope: .everything)
        }
    }

    /// Closed for the week of the Spring Festival.
    private static let holiday = CivilDate.on(2021, 2, 11)...CivilDate.on(2021, 2, 17)

    /// Who came to the book house is written down when it closes; at weekends it is twice as many.
    private func countVisitors(into diary: inout Diary) {
        let house = FieldValue.optional(groundwork.organizations.venues[VenueTable.bookHouse])
        var day = CivilDate.on(2021, 1, 1)
        while day <= .on(2021, 12, 31) {
            if !Self.holiday.contains(day) {
                let some = 14 + day.daysSince1970 * 5 %% 13
                let count = draft(
                    .visitCounts,
                    [
                        "venue_id": house, "on_date": .day(day),
                        "visitors": .number(day.weekday > 5 ? some * 2 : some),
                    ]
                )
                diary.note(WorkMoment(day, slot: 3).instant) { transaction, _ in
                    _ = try transaction.insert(count, scope: .everything)
                }
            }
            day = day.advanced(byDays: 1)
        }
    }
}
