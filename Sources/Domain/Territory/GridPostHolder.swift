/// Whoever holds a post in a grid, and the account by which they work (在岗人员).
package struct GridPostHolder: Sendable, Hashable {
    package let id: Int64
    package let account: Int64?
    package let from: CivilDate
    package let until: CivilDate?

    package init(id: Int64, account: Int64?, from: CivilDate, until: CivilDate?) {
        self.id = id
        self.account = account
        self.from = from
        self.until = until
    }
}

/// The open work of somebody who leaves (未办结工作).
package struct OpenWork: Sendable, Hashable {
    /// Cases that the account works on or answers for.
    package var cases: [Int64]
    /// Parts in other people's cases.
    package let parts: [Int64]
    /// Summonses that are not answered.
    package let summonses: [Int64]
    /// Whistles that the account blew and that wait for a score.
    package var whistles: [Int64] = []
    /// Mediations that ended a case of the account and that nobody has followed up yet.
    package var followUps: [Int64] = []
    /// Shelved cases that the account keeps in mind.
    package var shelved: [Int64] = []

    package init(cases: [Int64], parts: [Int64], summonses: [Int64]) {
        self.cases = cases
        self.parts = parts
        self.summonses = summonses
    }

    package var count: Int {
        cases.count + parts.count + summonses.count + whistles.count + followUps.count + shelved.count
    }
}

/// 岗位交接的存储: posts, and the open work of those who leave them.
package protocol PostRepository {
    func find(_ id: Int64, scope: DataScope) throws -> GridPostHolder?
    /// What stands open of a post: what lies in its grid, and all of it where the account holds no other post.
    func openWork(of post: GridPostHolder) throws -> OpenWork
    /// The same of somebody who leaves altogether, in whichever grid it lies.
    func openWork(ofAccount account: Int64) throws -> OpenWork
}
