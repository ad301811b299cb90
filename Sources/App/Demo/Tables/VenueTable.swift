import Domain

/// The venues and halls of the demonstration (场馆表), all of them named by the article.
enum VenueTable {
    struct Entry: Sendable {
        let name: String
        let kind: VenueKind
        var operatedBy: String?
        var floor: Int?
        var openingHours: String?
    }

    static let center = "党群服务中心"
    static let bookHouse = "社区书屋"
    static let station = "“乐享+”睦邻驿站"

    static let all = [
        Entry(name: center, kind: .serviceCenter),
        Entry(
            name: bookHouse,
            kind: .readingRoom,
            operatedBy: OrganizationTable.bookHouse,
            openingHours: "晚间和周末对居民免费开放，补充社区非办公时间；提供甜品、咖啡、茶水等有偿服务"
        ),
        Entry(name: station, kind: .neighborStation, operatedBy: OrganizationTable.socialWork, floor: 3),
    ]

    static let garden = "国宾议事园"
    static let eveningHall = "19点议事厅"

    static let halls = [garden, eveningHall]
}
