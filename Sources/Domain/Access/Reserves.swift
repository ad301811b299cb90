/// What is kept from some who may read the rest of a row (保留内容), each kind by a right of its own.
package struct Reserves: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What meetings of the Party said and counted: a protected class under the Party's own rules.
    package static let partyRecords = Reserves(rawValue: 1)
    /// Who in a hall said something.
    package static let speakers = Reserves(rawValue: 2)
    /// What somebody wrote: others read the words that staff have approved for everybody.
    package static let ownWords = Reserves(rawValue: 4)
    /// How many did not come, which of a small party says who.
    package static let absences = Reserves(rawValue: 8)
    /// What those of the community say to each other of who works on what.
    package static let handOvers = Reserves(rawValue: 16)
}

extension Principal {
    /// What is kept from somebody: those who run the halls need it all; those who keep the Party's records need these, and read
    /// what they screen; whoever only reads who is of the Party, such as a grid worker, does not.
    package var reserves: Reserves {
        ofHalls.union(readsAbsences ? [] : .absences).union(isFromOutside ? .handOvers : [])
    }

    private var ofHalls: Reserves {
        if holds(.writeDeliberation) { return [] }
        return holds(.writeParty) ? [.speakers] : [.speakers, .ownWords, .partyRecords]
    }

    private var isFromOutside: Bool {
        switch scope {
        case .organization, .resident, .visitor: true
        case .everything, .subdistrict, .community, .civil, .onlooker, .grid, .branch: false
        }
    }

    /// Whether somebody reads who signed up, all of them and for whichever activity.
    ///
    /// Who does for some is shown those rows as their own, and a visitor is shown no such number anyway.
    private var readsAbsences: Bool {
        switch scope {
        case .visitor: true
        case .everything, .community: holds(.readSignUps)
        case .subdistrict, .civil, .onlooker, .grid, .branch, .organization, .resident: false
        }
    }
}
