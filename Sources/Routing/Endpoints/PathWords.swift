import HTTPWire

/// The words that may stand at one place of a path, and where each leads (路径词): as many as there are kinds of things.
///
/// Each has its place by its first eight bytes and its length; what falls together follows behind, and fewer than half the
/// places are taken, so that most words are found with one look. Their bytes lie one behind the other.
struct PathWords: Sendable {
    private var places: [Word] = []
    private var bytes: [UInt8] = []
    private var count = 0

    private struct Word: Sendable {
        var print: UInt64 = 0
        var start = 0
        var count = 0
        /// Where it leads; below zero for a place that is free.
        var node = -1
    }

    /// Where a word leads, if it may stand here.
    func node(_ word: UnsafeRawBufferPointer) -> Int? {
        guard !places.isEmpty else { return nil }
        let print = Self.print(word)
        var place = place(of: print)
        while places[place].node >= 0 {
            let known = places[place]
            if known.print == print, isSame(known, word) { return known.node }
            place = (place + 1) & (places.count - 1)
        }
        return nil
    }

    private func isSame(_ known: Word, _ word: UnsafeRawBufferPointer) -> Bool {
        bytes.withUnsafeBytes { bytes in
            areSame(UnsafeRawBufferPointer(rebasing: bytes[known.start..<known.start + known.count]), word)
        }
    }

    /// Adds a word that is not here yet.
    mutating func add(_ word: [UInt8], leadingTo node: Int) {
        if (count + 1) * 2 > places.count { grow() }
        let print = word.withUnsafeBytes(Self.print)
        put(Word(print: print, start: bytes.count, count: word.count, node: node))
        bytes += word
        count += 1
    }

    private mutating func grow() {
        let known = places
        places = Array(repeating: Word(), count: max(places.count * 2, 4))
        for word in known where word.node >= 0 { put(word) }
    }

    private mutating func put(_ word: Word) {
        var place = place(of: word.print)
        while places[place].node >= 0 { place = (place + 1) & (places.count - 1) }
        places[place] = word
    }

    private func place(of print: UInt64) -> Int {
        Int(truncatingIfNeeded: (print &* 0x9E37_79B9_7F4A_7C15) >> 32) & (places.count - 1)
    }

    /// The first eight bytes and the length; of words that share both, the bytes decide.
    private static func print(_ word: UnsafeRawBufferPointer) -> UInt64 {
        var first: UInt64 = 0
        if word.count >= 8 {
            first = word.loadUnaligned(as: UInt64.self)
        } else {
            for byte in word { first = first << 8 | UInt64(byte) }
        }
        return first ^ UInt64(truncatingIfNeeded: word.count) << 57
    }
}
