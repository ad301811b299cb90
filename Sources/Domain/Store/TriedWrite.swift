/// A write whose body may be wrong (试写): whatever is wrong with it is said at once.
///
/// It is about the request and not about any use case, so it travels beside them as a task-local value; the store gives up
/// a write whose body has faults already, and looks at the values of the draft where the use case refuses some.
package struct TriedWrite: Sendable {
    /// That of the present request.
    @TaskLocal package static var current: TriedWrite?

    /// What is wrong with the body already; nothing where it is to be kept.
    package let faults: [FieldError]
    /// What the row is to be, whose own values are looked at as well.
    private let draft: Draft?
    /// Where the row stands in the body.
    private let place: String
    private let scope: DataScope
    /// Whether the use case has all that it counts on; otherwise the values of the draft are looked at alone.
    private let isWhole: Bool

    package init(
        _ faults: [FieldError],
        of draft: Draft?,
        at place: String = "#",
        scope: DataScope,
        isWhole: Bool
    ) {
        self.faults = faults
        self.draft = draft
        self.place = place
        self.scope = scope
        self.isWhole = isWhole
    }

    /// Runs a request with it.
    ///
    /// A refusal of another kind is not said beside faults of the body: it may be due to them.
    package func carry<Result>(_ work: () async throws -> Result) async throws -> Result {
        do {
            let result = try await Self.$current.withValue(self) { try await work() }
            guard faults.isEmpty else { throw DomainError.invalid(faults) }
            return result
        } catch let error where !faults.isEmpty {
            // A use case that refuses before it asks the store knows nothing of the body's own faults.
            var all = faults
            if let error = error as? DomainError, error.isOfBody { all.add(error.fields) }
            throw DomainError.invalid(all)
        }
    }

    /// Does the work, or says what is wrong with it: what the body had, what the use case refuses, which references of the draft
    /// lead nowhere, and which of its values are in the wrong order; of one value one thing.
    package func run<Result>(in transaction: any Transaction, _ work: () throws -> Result) throws -> Result {
        var all = faults
        do {
            if isWhole || all.isEmpty {
                let result = try work()
                guard !all.isEmpty else { return result }
            }
        } catch let error as DomainError where error.isOfBody || !all.isEmpty {
            if error.isOfBody { all.add(error.fields) }
        }
        if let draft { all.add(try transaction.faults(inValuesOf: draft, scope: scope).map(placed)) }
        throw DomainError.invalid(all)
    }

    /// A fault of the row, where the row stands.
    private func placed(_ fault: FieldError) -> FieldError {
        guard place != "#", case .pointer(let pointer) = fault.location else { return fault }
        let (chinese, english) = (fault.detail.chinese, fault.detail.english)
        return FieldError(.pointer(place + pointer.dropFirst()), fault.code, chinese, english)
    }
}

extension DomainError {
    /// Whether it says of each value of a body what is wrong with it.
    fileprivate var isOfBody: Bool { kind == .invalid && code == Self.invalid([]).code && !fields.isEmpty }
}

extension [FieldError] {
    /// Takes in those about values of which nothing is said yet.
    fileprivate mutating func add(_ others: [FieldError]) {
        for other in others where !contains(where: { $0.location == other.location }) { append(other) }
    }
}
