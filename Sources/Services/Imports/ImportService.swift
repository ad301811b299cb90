package import Domain

/// Brings registers in from files (导入): all of a file or nothing of it, and the same file again changes nothing.
///
/// A dry run does everything and undoes it, so that it finds what the store itself would refuse, too.
package struct ImportService: Sendable {
    private let store: any Store
    private let buildings: BuildingService
    private let residents: ResidentService

    package init(store: any Store) {
        self.store = store
        buildings = BuildingService(store: store)
        residents = ResidentService(store: store)
    }

    /// Imports a table.
    ///
    /// - Parameters:
    ///   - request: What is imported, and how.
    ///   - table: Its rows, the header among the first of them.
    ///   - progress: Is told every few hundred rows how far it has come.
    ///   - isInterrupted: Is asked at every row; then nothing has changed.
    /// - Returns: What was done, or, with problems in it, what would have to be mended before anything is.
    /// - Throws: `ImportInterruption`, and what the store or the table throws.
    package func run(
        _ request: ImportRequest,
        _ table: any ImportTable,
        progress: @escaping @Sendable (ImportProgress) -> Void,
        isInterrupted: @escaping @Sendable () -> Bool
    ) async throws -> ImportReport {
        let (buildings, residents) = (buildings, residents)
        do {
            return try await store.writeBulk(try Self.size(of: table, request)) { transaction in
                let desk = try ImportDesk(request, transaction)
                let session = ImportSession(desk, request, table, progress: progress, isInterrupted: isInterrupted)
                if let match = try session.header() {
                    try session.take(match, with: try Self.rows(request.kind, desk, buildings, residents))
                }
                // The last moment at which nothing has changed.
                if isInterrupted() { throw ImportInterruption() }
                guard desk.report.isClean, !request.isDryRun else { throw Undone(report: desk.report) }
                return desk.report
            }
        } catch let undone as Undone {
            return undone.report
        }
    }

    private static func size(of table: any ImportTable, _ request: ImportRequest) throws -> BulkWrite {
        // Its header is no row of the import.
        var rows = -1
        try table.rows { _ in rows += 1 }
        return BulkWrite(rows: max(rows, 0), community: request.community, isTrial: request.isDryRun)
    }

    private static func rows(
        _ kind: ImportKind,
        _ desk: ImportDesk,
        _ buildings: BuildingService,
        _ residents: ResidentService
    ) throws -> any RowImport {
        switch kind {
        case .compounds: RegisterImport(desk, .compounds, .compound, by: "name", ["name", "address"])
        case .grids: RegisterImport(desk, .grids, .grid, by: "name", ["name", "code"])
        case .buildings: BuildingImport(desk, buildings: buildings)
        case .dwellings: DwellingImport(desk)
        case .households: try HouseholdImport(desk)
        case .residents: try ResidentImport(desk, residents: residents)
        case .partyMembers: PartyMemberImport(desk)
        }
    }
}

/// Takes the transaction back and keeps what was found out in it.
private struct Undone: Error {
    let report: ImportReport
}

/// Somebody stopped the import (导入中断); nothing was changed.
package struct ImportInterruption: Error, Sendable {}
