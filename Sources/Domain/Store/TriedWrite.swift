/// A write that is tried and not kept (试写): something is wrong with its body already, and whatever else is wrong is to stand
/// beside it.
///
/// It is about the request and not about any use case, so it travels beside them as a task-local value; the store gives up
/// every write that is made in it.
package struct TriedWrite: Sendable {
    /// What is wrong with the body of the present request; nothing where it is to be kept.
    @TaskLocal package static var current: TriedWrite?

    package let faults: [FieldError]
    /// What the row was to be, whose own values are looked at as well.
    private let draft: Draft?
    private let scope: DataScope
    /// Whether the use case has all that it counts on; otherwise the values of the draft are looked at alone.
    private let isWhole: Bool

    /// Tries a write that can not stand, and gives all that is wrong with it: of one value one thing.
    ///
    /// A refusal of another kind is not said yet: it may be due to the faults.
    package static func allFaults(
        _ faults: [FieldError],
        of draft: Draft? = nil,
        scope: DataScope,
        isWhole: Bool = true,
        _ work: () async throws -> Void
    ) async -> DomainError {
        var all = faults
        do {
            let tried = TriedWrite(faults: faults, draft: draft, scope: scope, isWhole: isWhole)
            try await $current.withValue(tried) { try await work() }
        } catch let error as DomainError {
            if error.kind == .invalid { all.add(error.fields) }
        } catch {
            // The store is busy or the caller gone: what is known already is said.
        }
        return .invalid(all)
    }

    /// Does the work, which throws in the end: what is wrong with it, which references of the draft lead nowhere, and which of
    /// its values are in the wrong order.
    package func run<Result>(in transaction: any Transaction, _ work: () throws -> Result) throws -> Result {
        var all = faults
        do {
            if isWhole {
                _ = try work()
                throw DomainError.invalid(all)
            }
        } catch let error as DomainError where error.kind == .invalid {
            all.add(error.fields)
        }
        if let draft { all.add(try transaction.faults(inValuesOf: draft, scope: scope)) }
        throw DomainError.invalid(all)
    }
}

extension [FieldError] {
    /// Takes in those about values of which nothing is said yet.
    fileprivate mutating func add(_ others: [FieldError]) {
        for other in others where !contains(where: { $0.location == other.location }) { append(other) }
    }
}
