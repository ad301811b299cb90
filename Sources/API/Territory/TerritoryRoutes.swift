import Domain
import HTTPWire
package import Routing
package import Services

/// 辖区: from sub-district to dwelling, the grids and who works in them.
package struct TerritoryRoutes: RouteGroup {
    let register: RegisterService
    let buildings: BuildingService
    let reports: ReportService
    let posts: GridPostService

    package init(
        register: RegisterService,
        buildings: BuildingService,
        reports: ReportService,
        posts: GridPostService
    ) {
        self.register = register
        self.buildings = buildings
        self.posts = posts
        self.reports = reports
    }

    package var endpoints: [Endpoint] {
        let plain: [ResourceName] = [
            .subdistricts, .communities, .compounds, .grids, .units, .dwellings, .places, .boards,
        ]
        return plain.flatMap { Endpoint.register($0, register) }
            + Endpoint.register(.ownerships, register, without: [.update, .remove])
            + Endpoint.register(.gridStaff, register, without: [.create, .remove, .update]) + gridPosts
            + Endpoint.register(.buildings, register, without: [.create])
            + [
                .create(Resource[.buildings]) { [buildings] draft, _, view in
                    try await buildings.create(draft, view: view)
                },
                moveBuilding,
                .list(Resource[.buildingGrids]),
                .below(
                    .buildings,
                    .buildingGrids,
                    by: "building_id",
                    "grids",
                    title: Title("楼栋的网格归属历史", "Grids that a building belonged to")
                ),
                board,
            ]
    }

    private static let moveFields = (
        grid: BodyField("grid_id", "新网格", "New grid", .reference(.grids), isRequired: true),
        from: BodyField("from_date", "起始日", "From", .date, isRequired: true),
        reason: BodyField("reason", "原因", "Reason", .text(1...200))
    )

    private var moveBuilding: Endpoint {
        let fields = Self.moveFields
        return .move(
            Resource[.buildings],
            "move",
            title: Title("调整楼栋所属网格", "Move a building to another grid"),
            access: .writeTerritory,
            fields: [fields.grid, fields.from, fields.reason]
        ) { [buildings] call, body, view in
            let grid = body.integer(fields.grid)
            let from = body.text(fields.from).flatMap { CivilDate($0) }
            let reason = body.text(fields.reason)
            try body.finish()
            guard let grid, let from else { throw DomainError.invalid([]) }
            return try await buildings.move(
                call.id,
                BuildingMove(gridID: grid, from: from, reason: reason),
                ifVersion: try call.expectedVersion(required: false),
                view: view
            )
        }
    }

    private var board: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/grids/{id}/board",
            access: .everyone,
            ReportRoutes.documentation("get_grid_board", Title("网格公示牌", "Publicity board of a grid"), .territory, []),
            .act { [reports] call in
                try await ReportRoutes.answer(call, parameters: []) { _ in
                    try await reports.board(grid: call.id, on: call.time.date(of: call.now))
                }
            }
        )
    }
}
