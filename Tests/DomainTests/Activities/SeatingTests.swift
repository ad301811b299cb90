import Domain
import Testing

@Suite("The places of an activity")
struct SeatingTests {
    /// A small generator of its own, so that a failure can be repeated by its seed.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }

        mutating func pick(_ range: ClosedRange<Int64>) -> Int64 { Int64.random(in: range, using: &self) }
    }

    /// People with a quota each, put onto single places one by one: those of their quota first, and then the open ones.
    private static func seats(_ taken: [Int64?: Int64], capacity: Int64, quotas: [Seating.Quota]) -> Int64 {
        var open = capacity - quotas.reduce(0) { $0 + $1.places }
        var kept = Dictionary(uniqueKeysWithValues: quotas.map { ($0.id, $0.places) })
        for (quota, people) in taken {
            for _ in 0..<people {
                if let quota, let places = kept[quota], places > 0 { kept[quota] = places - 1 } else { open -= 1 }
            }
        }
        return open
    }

    @Test("What is open to everybody is what single seats leave, whoever comes and goes", arguments: 0..<200)
    func likeSingleSeats(seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9)
        let quotas = [Seating.Quota(id: 1, places: dice.pick(0...5)), Seating.Quota(id: 2, places: dice.pick(0...5))]
        let capacity = quotas.reduce(0) { $0 + $1.places } + dice.pick(0...10)
        let reserved = dice.pick(0...3)
        var seating = Seating(capacity: capacity + reserved, reserved: reserved, quotas: quotas)
        var taken: [Int64?: Int64] = [:]
        var seated: [Party] = []
        for _ in 0..<60 {
            if dice.pick(0...2) == 0, let party = seated.popLast() {
                seating.leave(party)
                taken[party.quota, default: 0] -= party.size
            }
            let quota: Int64? = [nil, 1, 2][Int(dice.pick(0...2))]
            let party = Party(size: dice.pick(1...4), quota: quota)
            var after = taken
            after[quota, default: 0] += party.size
            let fits = Self.seats(after, capacity: capacity, quotas: quotas) >= 0
            #expect(seating.fits(party) == fits)
            if fits {
                seating.seat(party)
                taken = after
                seated.append(party)
            }
            #expect(seating.free == Self.seats(taken, capacity: capacity, quotas: quotas))
            #expect(seating.taken <= capacity)
        }
    }

    @Test("Along the queue nobody lower is served before somebody higher who fits", arguments: 0..<100)
    func inTurn(seed: Int) {
        var dice = Dice(state: UInt64(seed) &* 0x9E37_79B9 &+ 7)
        let queue = (1...20).map { number in
            Waiting(
                id: number,
                isPenalised: dice.pick(0...3) == 0,
                party: Party(size: dice.pick(1...5), quota: dice.pick(0...2) == 0 ? 1 : nil)
            )
        }.sorted { $0.isBefore($1) }
        let start = Seating(capacity: dice.pick(4...25), quotas: [Seating.Quota(id: 1, places: 3)])
        var (seating, served) = (start, [Waiting]())
        seating.serve(
            { last, most in
                queue.first { next in
                    last.map { $0.isBefore(next) } ?? true && most.map { next.party.size <= $0 } ?? true
                }
            },
            { served.append($0) }
        )
        // The same by asking everybody in turn.
        var (plain, expected) = (start, [Waiting]())
        for waiting in queue where plain.fits(waiting.party) {
            plain.seat(waiting.party)
            expected.append(waiting)
        }
        #expect(served == expected && seating == plain)
        let left = queue.filter { !served.contains($0) }
        #expect(!left.contains { seating.fits($0.party) })
    }

    @Test("Lowering the capacity throws nobody out and lets nobody in; released quotas open their unused places")
    func loweredAndReleased() {
        let quotas = [Seating.Quota(id: 1, places: 4)]
        let lowered = Seating(capacity: 5, quotas: quotas, taken: [nil: 6])
        #expect(lowered.free == -5 && lowered.unclaimed == -1)
        #expect(!lowered.fits(Party(size: 1, quota: 1)) && !lowered.fits(Party(size: 1)))
        let kept = Seating(capacity: 10, quotas: quotas, taken: [nil: 6, 1: 1])
        #expect(
            !kept.fits(Party(size: 1)) && kept.fits(Party(size: 3, quota: 1)) && !kept.fits(Party(size: 4, quota: 1))
        )
        let released = Seating(capacity: 10, quotas: quotas, areQuotasReleased: true, taken: [nil: 6, 1: 1])
        #expect(released.fits(Party(size: 3)) && !released.fits(Party(size: 4)))
        // More is set aside than is left: its group comes as far as there are places.
        let raised = Seating(capacity: 8, quotas: quotas, taken: [nil: 6])
        #expect(raised.fits(Party(size: 2, quota: 1)) && !raised.fits(Party(size: 3, quota: 1)))
    }

    @Test("A party grows as far as there is room, its own places counted once")
    func growing() {
        let seating = Seating(capacity: 5, taken: [nil: 4])
        #expect(seating.fits(Party(size: 2), grownTo: 3) && !seating.fits(Party(size: 2), grownTo: 4))
        #expect(Seating(capacity: 3, taken: [nil: 4]).fits(Party(size: 2), grownTo: 1))
        #expect(Seating(capacity: nil).fits(Party(size: 20)) && Seating(capacity: nil).largest == nil)
    }
}

@Suite("Who may come, and in which turn")
struct EligibilityTests {
    private let day = CivilDate(daysSince1970: 19_000)

    private func person(age: Int, grid: Int64? = 1, isMember: Bool = false) -> Applicant {
        Applicant(
            birth: CivilDate(year: day.year - age, month: 1, day: 1) ?? day,
            sex: .female,
            residency: .registered,
            building: 9,
            grid: grid,
            isPartyMember: isMember,
            branch: isMember ? 2 : nil,
            careTag: nil
        )
    }

    @Test("Every rule that somebody does not meet is named with its numbers")
    func broken() {
        var rules = Eligibility()
        #expect(rules.isForEverybody && rules.broken(by: person(age: 1), on: day).isEmpty)
        rules.isForPartyMembersOnly = true
        rules.branch = 2
        rules.grid = 3
        rules.leastAge = 60
        rules.careTag = .elderAlone
        let broken = rules.broken(by: person(age: 44), on: day)
        #expect(broken.map(\.code) == ["party_members_only", "branch", "grid", "least_age", "care_tag"])
        #expect(broken[3].message.chinese == "活动当日须满 60 周岁")
        rules.names.grid = "第三网格"
        rules.names.branch = "二支部"
        var neighbor = person(age: 44)
        neighbor.gridName = "第一网格"
        let named = rules.broken(by: neighbor, on: day)
        #expect(named[1].message.chinese == "仅限“二支部”的党员")
        #expect(named[2].message.chinese == "仅限“第三网格”的居民，本人住在“第一网格”")
        #expect(rules.broken(by: person(age: 44, grid: nil), on: day)[2].message.chinese.contains("未登记在任何网格"))
        #expect(DomainError.notEligible(broken).message.english.contains("at least 60 years old on that day"))
        rules = Eligibility()
        rules.mostAge = 12
        #expect(rules.broken(by: person(age: 12), on: day).isEmpty)
        #expect(rules.broken(by: person(age: 13), on: day).map(\.code) == ["most_age"])
    }

    @Test("Three absences within 90 days lower the turn for 30 days, and an excused one does not count")
    func penalty() {
        let penalty = NoShowPenalty(count: 3, windowDays: 90, days: 30)
        let at = { (day: Int64) in Instant(milliseconds: 0).advanced(bySeconds: day * 86_400) }
        let absences = [at(0), at(40), at(90)]
        #expect(!penalty.holds(at: at(89), absences: absences))
        #expect(penalty.holds(at: at(90), absences: absences) && penalty.holds(at: at(119), absences: absences))
        #expect(!penalty.holds(at: at(120), absences: absences))
        #expect(!penalty.holds(at: at(100), absences: [at(0), at(90)]))
        #expect(!penalty.holds(at: at(100), absences: [at(0), at(40), at(91)]))
    }

    @Test("Who waits is before who waits with a lower turn, and then who came first")
    func order() {
        let (early, late) = (
            Waiting(id: 1, isPenalised: true, party: Party(size: 1)),
            Waiting(id: 2, isPenalised: false, party: Party(size: 1))
        )
        #expect(late.isBefore(early) && !early.isBefore(late) && !late.isBefore(late))
    }

    @Test("A sign-up moves only as its state allows, and the door says why not")
    func moves() {
        let table = SignUpStatus.allCases.map { "\($0.rawValue): \($0.allowedMoves.joined(separator: " "))" }
        #expect(
            table == [
                "pending: approve refuse cancel resize", "confirmed: cancel resize check-in",
                "waitlisted: refuse cancel resize check-in", "offered: accept-offer cancel resize check-in",
                "cancelled: ", "refused: ", "expired: ", "attended: check-out undo-check-in",
                "no_show: check-in excuse", "left: undo-check-in",
            ]
        )
        #expect(SignUpStatus.attended.refusalAtDoor == .alreadyIn && SignUpStatus.pending.refusalAtDoor == .notApproved)
        #expect(SignUpStatus.noShow.refusalAtDoor == .revoked && SignUpStatus.expired.refusalAtDoor == .cancelled)
    }

    @Test("The code at the door changes after its minutes, and the one before is known")
    func doorPeriod() {
        let period = DoorPeriod(at: Instant(milliseconds: 250_000), minutes: 2)
        #expect(period.number == 2 && period.previous.number == 1 && period.end == Instant(milliseconds: 360_000))
    }
}
