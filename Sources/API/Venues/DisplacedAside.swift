import Domain
import JSON
import Routing

/// What the answer to other opening times says beside it (受影响的预约): rooms that were booked within the old ones.
enum DisplacedAside {
    static let bookings = BodyField(
        "bookings",
        "受影响的预约，已告知预约人",
        "Bookings that lie outside now; who made them was told",
        shape: .objects(fields, most: 10_000)
    )
    /// Of an activity that is held elsewhere now.
    static let released = BodyField(
        "released_bookings",
        "随改地点退回的预约，已告知预约人",
        "Bookings that were given back with the place; who made them was told",
        shape: .objects(fields, most: 1_000)
    )
    private static let fields = [
        BodyField("id", "编号", "Id", .reference(.bookings)),
        BodyField("room_id", "场室", "Room", .reference(.rooms)),
        BodyField("title", "用途", "What for", .text(1...100)),
        BodyField("starts_at", "开始时间", "Starts at", .instant),
        BodyField("ends_at", "结束时间", "Ends at", .instant),
    ]

    static func writing(_ call: Call) -> @Sendable ([KeptRoom]) -> [UInt8] {
        let time = call.time
        return { displaced in
            var out = ByteWriter(capacity: 256)
            out.openArray()
            for kept in displaced {
                out.openObject()
                out.member("id", kept.booking.id)
                out.member("room_id", kept.room)
                out.member("title", kept.booking.title)
                out.member("starts_at", time.rfc3339(kept.booking.span.lowerBound))
                out.member("ends_at", time.rfc3339(kept.booking.span.upperBound))
                out.closeObject()
            }
            out.closeArray()
            return out.array()
        }
    }
}
