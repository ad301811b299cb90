import Domain
import Routing

/// All that is wrong with a body is said at once (一次说全).
extension Endpoint {
    /// Ends the reading of a body and makes its row; where something is wrong it is tried all the same, so that whatever else
    /// is wrong stands beside it.
    static func making(
        _ draft: Draft,
        _ body: inout BodyReader,
        findsReferences: Bool = true,
        _ view: View,
        _ make: () async throws -> Rendered
    ) async throws -> Rendered {
        let (faults, resource) = (body.finishNoting(), Resource[draft.resource])
        // Use cases count on what is required to be there, and on each part of what is nested.
        let isWhole = faults.allSatisfy { resource.canDo(without: $0.location) }
        return try await sayingAll(faults, of: findsReferences ? draft : nil, view, isWhole: isWhole, make)
    }

    /// Does the work where nothing is wrong yet, and tries it where something is.
    static func sayingAll<Result>(
        _ faults: [FieldError],
        of draft: Draft?,
        at place: String = "#",
        _ view: View,
        isWhole: Bool = true,
        _ work: () async throws -> Result
    ) async throws -> Result {
        try await TriedWrite(faults, of: draft, at: place, scope: view.scope, isWhole: isWhole).carry(work)
    }
}
