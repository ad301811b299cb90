import Domain

/// Somebody else has the room (时段已占): when, and for what only to those who may look that booking up.
struct SlotTaken {
    private let scope: DataScope
    private let transaction: any Transaction

    init(scope: DataScope, _ transaction: any Transaction) {
        self.scope = scope
        self.transaction = transaction
    }

    func fault(_ other: VenueBooking) throws -> FieldError {
        let (from, to) = (
            transaction.time.minute(of: other.span.lowerBound), transaction.time.minute(of: other.span.upperBound)
        )
        guard try transaction.contains(.bookings, id: other.id, scope: scope) else {
            return .body("starts_at", "slot_taken", "\(from) 至 \(to) 已有预约", "\(from) to \(to) is booked")
        }
        return .body(
            "starts_at",
            "slot_taken",
            "\(from) 至 \(to) 已预约给“\(other.title)”（\(other.id)）",
            "\(from) to \(to) is booked for “\(other.title)” (\(other.id))"
        )
    }

    func error(_ other: VenueBooking) throws -> DomainError { Self.error([try fault(other)]) }

    static func error(_ faults: [FieldError]) -> DomainError {
        DomainError(
            .conflict,
            "slot_taken",
            "该时段已有预约",
            "The time is taken",
            fields: DomainError.invalid(faults).fields
        )
    }
}
