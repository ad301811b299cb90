import Domain

extension ResourceSource {
    static func venues(_ name: ResourceName) -> ResourceSource {
        switch name {
        case .rooms: ResourceSource(table: "room")
        case .openingHours: ResourceSource(table: "opening_hour", label: "x.opens")
        case .openingExceptions: ResourceSource(table: "opening_exception", label: "x.on_date")
        case .offerings: ResourceSource(table: "offering")
        case .visitCounts:
            ResourceSource(
                table: "visit_count",
                joins: "JOIN venue v ON v.id = t.venue_id",
                scope: Scope(organization: "v.operator_id"),
                label: "x.on_date"
            )
        default:
            // An organization sees those of the venues that it runs.
            ResourceSource(
                table: "venue_booking",
                joins: "JOIN room r ON r.id = t.room_id JOIN venue v ON v.id = r.venue_id",
                expressions: ["venue_id": "r.venue_id"],
                scope: Scope(organization: "v.operator_id"),
                label: "x.title"
            )
        }
    }
}
