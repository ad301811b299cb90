import Domain

/// The public places of the demonstration (公共部位表), and where the publicity boards stand.
enum PlaceTable {
    struct Entry: Sendable {
        let name: String
        let kind: PlaceKind
        let compound: String
        /// Where a publicity board of the grid stands, if one does.
        var board: String?
    }

    static let all = [
        Entry(name: "景观河", kind: .river, compound: "康桥水郡"),
        Entry(name: "大门", kind: .gate, compound: "康桥水郡", board: "康桥水郡大门内侧"),
        Entry(name: "中心广场", kind: .square, compound: "示范新苑", board: "示范新苑中心广场东侧"),
        Entry(name: "商铺道板", kind: .pavement, compound: "国宾花园"),
        Entry(name: "主干道", kind: .road, compound: "国宾花园", board: "国宾花园主干道入口"),
        Entry(name: "北大门", kind: .gate, compound: "云栖里", board: "云栖里北大门岗亭旁"),
        Entry(name: "健身园地", kind: .facility, compound: "和风雅居", board: "和风雅居健身园地"),
        Entry(name: "环形车道", kind: .road, compound: "和风雅居"),
        Entry(name: "非机动车棚", kind: .facility, compound: "锦绣示范里"),
        Entry(name: "南大门", kind: .gate, compound: "锦绣示范里", board: "锦绣示范里南大门"),
        Entry(name: "口袋公园", kind: .green, compound: "梧桐演示苑", board: "梧桐演示苑口袋公园"),
        Entry(name: "东侧步道", kind: .pavement, compound: "梧桐演示苑"),
    ]
}
