import Domain
import Routing

/// All that is wrong with a body is said at once (一次说全).
extension Endpoint {
    /// Ends the reading of a body and makes its row.
    static func making(
        _ draft: Draft,
        _ body: inout BodyReader,
        findsReferences: Bool = true,
        _ view: View,
        _ make: () async throws -> Rendered
    ) async throws -> Rendered {
        let (faults, resource) = (body.finishNoting(), Resource[draft.resource])
        // Use cases count on what is required to be there.
        if faults.contains(where: { resource.requires($0.location) }) { throw DomainError.invalid(faults) }
        return try await sayingAll(faults, of: findsReferences ? draft : nil, view, make)
    }

    /// Does the work; where something is wrong it is tried all the same, so that whatever else is wrong stands beside it.
    static func sayingAll(
        _ faults: [FieldError],
        of draft: Draft?,
        _ view: View,
        _ work: () async throws -> Rendered
    ) async throws -> Rendered {
        var known = faults
        if known.isEmpty {
            do {
                return try await work()
            } catch let error as DomainError where error.kind == .invalid && !error.fields.isEmpty {
                known = error.fields
            }
        }
        throw await TriedWrite.allFaults(known, of: draft, scope: view.scope) { _ = try await work() }
    }
}
