/// What is kept from some who may read the rest of a row (保留内容), each kind by a right of its own.
package struct Reserves: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// What meetings of the Party said and counted: a protected class under the Party's own rules.
    package static let partyRecords = Reserves(rawValue: 1)
    /// Who in a hall said something.
    package static let speakers = Reserves(rawValue: 2)
    /// What somebody wrote, once staff have approved the words that everybody reads.
    package static let ownWords = Reserves(rawValue: 4)
    /// What those of the community say to each other of who works on what.
    package static let handOvers = Reserves(rawValue: 8)
}

extension Principal {
    /// What is kept from somebody: those who run the halls need it all, those who keep the Party's records need these; whoever
    /// only reads who is of the Party, such as a grid worker, does not.
    package var reserves: Reserves {
        let fromOutside: Reserves =
            switch scope {
            case .organization, .resident, .visitor: .handOvers
            case .everything, .subdistrict, .community, .civil, .onlooker, .grid, .branch: []
            }
        if holds(.writeDeliberation) { return fromOutside }
        return fromOutside.union(holds(.writeParty) ? [.speakers, .ownWords] : [.speakers, .ownWords, .partyRecords])
    }
}
