/// The grids of the demonstration (网格表).
enum GridTable {
    static let names = ["第一网格", "第二网格", "第三网格", "第四网格", "第五网格"]

    /// How many full-time and part-time workers each grid has.
    static let workers = [
        (fullTime: 2, partTime: 2), (fullTime: 1, partTime: 3), (fullTime: 1, partTime: 2), (fullTime: 2, partTime: 3),
        (fullTime: 1, partTime: 2),
    ]

    static let volunteers = 3

    static func code(_ grid: Int) -> String { "GB-0\(grid + 1)" }
}
