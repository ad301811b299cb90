/// The deadlines of a loop's connections, coarse and cheap: time is passed in, nothing is scanned.
///
/// A deadline is filed in the bucket of its tick. Moving it later, which every request does, only stores the new tick:
/// the entry is filed again when its old bucket comes up. So a request costs one store, a wake-up one comparison.
struct TimerWheel {
    /// One tick is 32 ms: far below the shortest time-out, far above the cost of looking.
    private static let shift: UInt64 = 5
    // 2,048 ticks are 65 s, just above the longest default time-out; later deadlines are filed at the horizon.
    private static let bucketCount: UInt32 = 2_048

    private struct Entry {
        var deadline: UInt32 = 0
        // The tick in whose bucket the entry stands; 0 when it stands in none.
        var filed: UInt32 = 0
        var next: Int32 = -1
        var previous: Int32 = -1
    }

    private var entries: [Entry] = []
    private var buckets = [Int32](repeating: -1, count: Int(bucketCount))
    // A bit for each bucket that holds an entry, so that the next one is found by words and not by buckets.
    private var occupied = [UInt64](repeating: 0, count: Int(bucketCount / 64))
    // All ticks up to this one are done.
    private var done: UInt32 = 0
    // No entry is filed before this tick.
    private var earliest = UInt32.max

    /// Sets the deadline of a slot; it never expires before it, and at most two ticks after.
    mutating func set(_ slot: Int, milliseconds: UInt64) {
        let deadline = max(done + 1, UInt32(clamping: (milliseconds >> Self.shift) + 1))
        while entries.count <= slot {
            entries.append(Entry())
        }
        entries[slot].deadline = deadline
        let filed = entries[slot].filed
        guard filed == 0 || filed > deadline else { return }
        unlink(slot)
        link(slot)
    }

    /// Moves the deadline of a slot later.
    mutating func extend(_ slot: Int, byMilliseconds milliseconds: UInt64) {
        guard slot < entries.count, entries[slot].filed != 0 else { return }
        entries[slot].deadline &+= UInt32(clamping: milliseconds >> Self.shift)
    }

    mutating func remove(_ slot: Int) {
        guard slot < entries.count else { return }
        unlink(slot)
    }

    /// A slot whose deadline has passed, taken off the wheel; nil when there is none left.
    mutating func nextExpired(at milliseconds: UInt64) -> Int? {
        let now = UInt32(clamping: milliseconds >> Self.shift)
        while done < now {
            guard earliest <= now else {
                done = now
                return nil
            }
            let tick = max(done + 1, earliest)
            done = tick - 1
            while case let slot = Int(buckets[Int(tick % Self.bucketCount)]), slot >= 0 {
                unlink(slot)
                if entries[slot].deadline <= now { return slot }
                // Filed again behind the present tick, or this would not end.
                done = tick
                link(slot)
                done = tick - 1
            }
            done = tick
            earliest = nextOccupied(after: tick)
        }
        return nil
    }

    /// When the wheel wants to be looked at next.
    var nextWakeUp: UInt64? {
        earliest == .max ? nil : UInt64(earliest) << Self.shift
    }

    /// The first tick after one, within a turn of the wheel, whose bucket holds an entry.
    private func nextOccupied(after tick: UInt32) -> UInt32 {
        let first = (tick + 1) % Self.bucketCount
        let words = UInt32(occupied.count)
        var step: UInt32 = 0
        // The first word is looked at twice: from the first bucket on, and at the end of the turn as a whole.
        while step <= words {
            let index = (first / 64 + step) % words
            var word = occupied[Int(index)]
            if step == 0 { word &= UInt64.max << UInt64(first % 64) }
            if word != 0 {
                let bucket = index * 64 + UInt32(word.trailingZeroBitCount)
                return tick + 1 + (bucket + Self.bucketCount - first) % Self.bucketCount
            }
            step += 1
        }
        return .max
    }

    private mutating func link(_ slot: Int) {
        let tick = min(entries[slot].deadline, done + Self.bucketCount - 1)
        let bucket = Int(tick % Self.bucketCount)
        let next = buckets[bucket]
        entries[slot].filed = tick
        entries[slot].next = next
        entries[slot].previous = -1
        if next >= 0 { entries[Int(next)].previous = Int32(slot) }
        buckets[bucket] = Int32(slot)
        occupied[bucket / 64] |= 1 << UInt64(bucket % 64)
        earliest = min(earliest, tick)
    }

    private mutating func unlink(_ slot: Int) {
        let entry = entries[slot]
        guard entry.filed != 0 else { return }
        if entry.previous >= 0 {
            entries[Int(entry.previous)].next = entry.next
        } else {
            let bucket = Int(entry.filed % Self.bucketCount)
            buckets[bucket] = entry.next
            if entry.next < 0 { occupied[bucket / 64] &= ~(1 << UInt64(bucket % 64)) }
        }
        if entry.next >= 0 { entries[Int(entry.next)].previous = entry.previous }
        entries[slot].filed = 0
        entries[slot].next = -1
        entries[slot].previous = -1
    }
}
