import Domain

extension ResourceSource {
    static func organizations(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .organizations:
            ResourceSource(table: "organization", scope: Scope(organization: "t.id"), search: .organizations)
        case .venues: ResourceSource(table: "venue")
        case .organizationMembers:
            // Members are people: a grid worker sees those of the own grid, as with residents.
            ResourceSource(
                table: "organization_member",
                scope: Scope(
                    grid: gridOfResident,
                    idsInGrid: "SELECT s.id FROM organization_member s WHERE s.resident_id IN (\(residentsInGrid))",
                    organization: "t.organization_id",
                    resident: "t.resident_id"
                ),
                label: "x.id"
            )
        case .organizationStages:
            ResourceSource(
                table: "organization_stage",
                scope: Scope(organization: "t.organization_id"),
                label: "x.stage"
            )
        default: ResourceSource(table: "hall")
        }
    }

    static func contracts(_ name: ResourceName) -> ResourceSource {
        let provider = Scope(organization: "c.provider_id")
        return switch name {
        case .contracts:
            ResourceSource(table: "contract", scope: Scope(organization: "t.provider_id"), label: "x.title")
        case .contractItems:
            ResourceSource(
                table: "contract_item",
                joins: "JOIN contract c ON c.id = t.contract_id",
                scope: provider,
                label: "x.title"
            )
        case .contractEvaluations:
            ResourceSource(
                table: "contract_evaluation",
                joins: "JOIN contract c ON c.id = t.contract_id",
                scope: provider,
                label: "x.year"
            )
        case .contractDeliveries:
            ResourceSource(
                table: "contract_delivery",
                joins: "JOIN contract_evaluation e ON e.id = t.evaluation_id JOIN contract c ON c.id = e.contract_id",
                scope: provider,
                label: "x.title"
            )
        default:
            ResourceSource(
                table: "placement",
                scope: Scope(organization: "t.organization_id"),
                label: "x.worker_name"
            )
        }
    }
}
