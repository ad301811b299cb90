/// What a dwelling is used for (房屋用途).
package enum DwellingUsage: String, TitledEnum {
    case flat, shop

    package var title: Title {
        switch self {
        case .flat: Title("住宅", "Flat")
        case .shop: Title("商铺", "Shop")
        }
    }
}

/// What sort of public place it is (公共部位类别).
package enum PlaceKind: String, TitledEnum {
    case river, gate, pavement, road, square, green, facility, other

    package var title: Title {
        switch self {
        case .river: Title("河道", "River")
        case .gate: Title("大门", "Gate")
        case .pavement: Title("人行道板", "Pavement")
        case .road: Title("道路", "Road")
        case .square: Title("广场", "Square")
        case .green: Title("绿地", "Green")
        case .facility: Title("设施", "Facility")
        case .other: Title("其他", "Other")
        }
    }
}

/// A post in a grid (网格岗位).
package enum GridPost: String, TitledEnum {
    case leader
    case fullTime = "full_time"
    case partTime = "part_time"
    case partyVolunteer = "party_volunteer"
    case buildingLeader = "building_leader"

    package var title: Title {
        switch self {
        case .leader: Title("网格长", "Grid leader")
        case .fullTime: Title("专职网格员", "Full-time grid worker")
        case .partTime: Title("兼职网格员", "Part-time grid worker")
        case .partyVolunteer: Title("党员志愿者", "Party volunteer")
        case .buildingLeader: Title("楼栋长", "Building leader")
        }
    }
}
