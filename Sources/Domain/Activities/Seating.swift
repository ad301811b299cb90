/// People who come together on one sign-up (同行一组), as the places see them.
package struct Party: Sendable, Hashable {
    package var size: Int64
    /// The quota whose group they belong to.
    package let quota: Int64?
    /// Whether they come on the places that the organiser keeps.
    package let isReserved: Bool

    package init(size: Int64, quota: Int64? = nil, isReserved: Bool = false) {
        self.size = size
        self.quota = quota
        self.isReserved = isReserved
    }
}

/// Who waits, and where in the queue (候补者).
package struct Waiting: Sendable, Hashable {
    package let id: Int64
    package let isPenalised: Bool
    package let party: Party

    package init(id: Int64, isPenalised: Bool, party: Party) {
        self.id = id
        self.isPenalised = isPenalised
        self.party = party
    }

    /// Before the other: who is not penalised, and then who came first to the writer.
    package func isBefore(_ other: Waiting) -> Bool {
        (isPenalised ? 1 : 0, id) < (other.isPenalised ? 1 : 0, other.id)
    }
}

/// The places of an activity and who holds them (名额).
///
/// A quota sets places aside for its group. Members beyond it take places that are open to everybody, so it matters only how
/// many members there are, not on which chair each sits. The reserved places are a room of their own.
package struct Seating: Sendable, Hashable {
    /// Nothing where everybody finds a place.
    package let capacity: Int64?
    package let reserved: Int64
    package let quotas: [Quota]
    /// Once released, what a quota has not used is open to everybody.
    package let areQuotasReleased: Bool
    private var takenOpen: Int64
    private var takenReserved: Int64
    private var takenByQuota: [Int64: Int64]

    /// Places set aside for one group (分组名额).
    package struct Quota: Sendable, Hashable {
        package let id: Int64
        package let places: Int64

        package init(id: Int64, places: Int64) {
            self.id = id
            self.places = places
        }
    }

    /// `taken` is by the quota that people belong to; nothing stands for those in none.
    package init(
        capacity: Int64?,
        reserved: Int64 = 0,
        quotas: [Quota] = [],
        areQuotasReleased: Bool = false,
        taken: [Int64?: Int64] = [:],
        takenReserved: Int64 = 0
    ) {
        self.capacity = capacity
        self.reserved = reserved
        self.quotas = quotas
        self.areQuotasReleased = areQuotasReleased
        self.takenReserved = takenReserved
        takenOpen = taken[nil] ?? 0
        takenByQuota = [:]
        for (quota, seats) in taken { if let quota { takenByQuota[quota] = seats } }
    }

    /// People who hold a place that is not reserved.
    package var taken: Int64 { takenOpen + takenByQuota.values.reduce(0, +) }

    package func taken(ofQuota id: Int64) -> Int64 { takenByQuota[id] ?? 0 }

    /// People who came on the reserved places.
    package var reservedTaken: Int64 { takenReserved }

    /// What is still kept for a group alone.
    package func setAside(for quota: Quota) -> Int64 {
        areQuotasReleased ? 0 : max(0, quota.places - taken(ofQuota: quota.id))
    }

    /// What is open to everybody; below nothing where the capacity was lowered under what is taken.
    package var free: Int64? {
        capacity.map { $0 - reserved - taken - quotas.reduce(0) { $0 + setAside(for: $1) } }
    }

    /// What nobody holds, whoever it is meant for.
    package var unclaimed: Int64? { capacity.map { $0 - reserved - taken } }

    /// How many more may come, of those in a quota or of those in none.
    package func room(quota id: Int64?, isReserved: Bool) -> Int64? {
        guard let free, let unclaimed else { return nil }
        if isReserved { return max(0, reserved - takenReserved) }
        let own = quotas.first { $0.id == id }.map(setAside) ?? 0
        // What is set aside can be more than is left, where the capacity was lowered or a quota raised.
        return max(0, min(unclaimed, own + max(0, free)))
    }

    package func fits(_ party: Party) -> Bool {
        room(quota: party.quota, isReserved: party.isReserved).map { party.size <= $0 } ?? true
    }

    /// The largest party that any group may still bring; nothing where there is no limit.
    package var largest: Int64? {
        guard let open = room(quota: nil, isReserved: false) else { return nil }
        let own = quotas.map { room(quota: $0.id, isReserved: false) ?? 0 }.max() ?? 0
        return max(open, own, room(quota: nil, isReserved: true) ?? 0)
    }

    package mutating func seat(_ party: Party) { count(party, party.size) }

    package mutating func leave(_ party: Party) { count(party, -party.size) }

    private mutating func count(_ party: Party, _ people: Int64) {
        if party.isReserved {
            takenReserved += people
        } else if let quota = party.quota {
            takenByQuota[quota, default: 0] += people
        } else {
            takenOpen += people
        }
    }

    /// Whether a party that has its places may be of another size.
    package func fits(_ party: Party, grownTo size: Int64) -> Bool {
        guard size > party.size else { return true }
        var without = self
        without.leave(party)
        var grown = party
        grown.size = size
        return without.fits(grown)
    }

    /// Gives places along the queue: whoever fits gets one, whoever does not is passed over and keeps the turn.
    ///
    /// `next` says who waits after somebody with a party of at most that size.
    package mutating func serve(
        _ next: (_ after: Waiting?, _ most: Int64?) throws -> Waiting?,
        _ give: (Waiting) throws -> Void
    ) rethrows {
        var last: Waiting?
        while largest != 0, let waiting = try next(last, largest) {
            last = waiting
            guard fits(waiting.party) else { continue }
            seat(waiting.party)
            try give(waiting)
        }
    }
}
