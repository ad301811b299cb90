/// To whom a case goes by its category and grid (派单路由).
package struct CaseRoute: Sendable, Hashable {
    /// Nothing where no route is set, and it goes to the grid's own people.
    package let id: Int64?
    package let handler: CaseHandler
    /// What people call whoever takes it.
    package let name: String
    /// The absent person in whose place somebody takes it.
    package let insteadOf: Int64?
    /// Why it is not whoever would take it otherwise.
    package var reason: Title?

    package init(id: Int64?, handler: CaseHandler, name: String, insteadOf: Int64?) {
        self.id = id
        self.handler = handler
        self.name = name
        self.insteadOf = insteadOf
    }
}

extension DomainError {
    /// Nobody takes cases of the category where the case lies.
    package static let noRoute = DomainError(
        .conflict,
        "no_route",
        "该类别和网格没有设定派单去向，请写明处理人，或先设定 case-routes",
        "Nobody is set to take cases of this category and grid; name a handler, or set one in case-routes"
    )
}
