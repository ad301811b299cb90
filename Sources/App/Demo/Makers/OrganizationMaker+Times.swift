import Domain

extension OrganizationMaker {
    /// Gives the venues their rooms, opening times and offerings (场室与开放时间); the rooms by their names.
    func openVenues(_ venues: [String: Int64], in transaction: any Transaction) throws -> [String: Int64] {
        var rooms: [String: Int64] = [:]
        for hours in VenueTable.hours {
            for weekday in hours.weekdays {
                let draft = draft(
                    .openingHours,
                    [
                        "venue_id": .optional(venues[hours.venue]), "weekday": .number(weekday),
                        "opens": .text(hours.opens), "closes": .text(hours.closes),
                    ]
                )
                _ = try transaction.insert(draft, scope: .everything)
            }
        }
        for room in VenueTable.rooms {
            let draft = draft(
                .rooms,
                [
                    "venue_id": .optional(venues[room.venue]), "name": .text(room.name), "floor": .integer(room.floor),
                    "seats": .integer(room.seats),
                ]
            )
            rooms[room.name] = try transaction.insert(draft, scope: .everything)
        }
        for offering in VenueTable.offerings {
            let draft = draft(
                .offerings,
                [
                    "venue_id": .optional(venues[VenueTable.bookHouse]), "name": .text(offering.name),
                    "price_fen": .integer(offering.price), "unit": .text("份"),
                ]
            )
            _ = try transaction.insert(draft, scope: .everything)
        }
        return rooms
    }
}
