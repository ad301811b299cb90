/// What of a case decides as what somebody stands to it (诉求归属): whose it is, and who looks at it in the end.
package struct CaseTies: Sendable, Hashable {
    package let grid: Int64
    package let handler: CaseHandler?
    /// Who stands in for a handler who is absent.
    package let deputy: Int64?
    package let reporter: Int64?
    package let policy: CheckPolicy
    /// Who did what is now looked at, or said that it is done.
    package let workers: Set<Int64>
    package let lastActor: Int64?
    /// Of a second handling: the people of the first, who do not look at it.
    package let formerPeople: Set<Int64>

    package init(
        grid: Int64,
        handler: CaseHandler?,
        deputy: Int64?,
        reporter: Int64?,
        policy: CheckPolicy,
        workers: Set<Int64>,
        lastActor: Int64?,
        formerPeople: Set<Int64>
    ) {
        self.grid = grid
        self.handler = handler
        self.deputy = deputy
        self.reporter = reporter
        self.policy = policy
        self.workers = workers
        self.lastActor = lastActor
        self.formerPeople = formerPeople
    }

    package init(_ file: CaseFile, _ terms: CaseTerms) {
        self.init(
            grid: file.grid,
            handler: file.handler,
            deputy: terms.deputy,
            reporter: file.reporter,
            policy: terms.policy(file),
            workers: terms.workers,
            lastActor: file.lastMove?.actor,
            formerPeople: terms.formerPeople
        )
    }
}
