import Domain

extension MatterTable {
    /// The matters of 矛盾劝解.
    static let dispute = [
        Matter(
            .dispute,
            .help,
            "{小区}{楼}{单元}上下楼噪声纠纷",
            "{单元}上下楼因夜间脚步声、拖动桌椅声发生争执，请求调解。",
            "经两次上门调解，双方约定晚间九时后减少活动并加装地垫。",
            at: .unit,
            by: .grid,
            weight: 7
        ),
        Matter(
            .dispute,
            .help,
            "{小区}{楼}邻里停车纠纷",
            "{楼}前两户因临时停车堵住出入口发生口角。",
            "经警务室和网格员现场劝解，双方互谅并移车。",
            at: .building,
            by: .police,
            weight: 6
        ),
        Matter(
            .dispute,
            .complaint,
            "{小区}{楼}{单元}空调外机滴水",
            "楼上空调外机滴水到楼下雨棚，影响休息。",
            "已协助加装接水管，双方握手言和。",
            at: .unit,
            by: .grid,
            weight: 7,
            months: [6, 7, 8, 9]
        ),
        Matter(
            .dispute,
            .help,
            "{小区}{楼}装修时间纠纷",
            "{楼}一户节假日装修，邻居要求停工。",
            "已明确装修时段并签订装修公约，邻里达成一致。",
            at: .building,
            by: .property,
            weight: 5
        ),
        Matter(
            .dispute,
            .help,
            "{小区}养犬引发的邻里矛盾",
            "有居民遛犬不牵绳，与散步居民发生争执。",
            "已开展文明养犬劝导，当事人承诺牵绳遛犬。",
            at: .compound,
            by: .police,
            weight: 4
        ),
        Matter(
            .dispute,
            .help,
            "{小区}广场舞音量协调",
            "晚间广场舞音量较大，住户与队员意见不一。",
            "经业委会牵头协商，约定音量和结束时间。",
            at: .compound,
            by: .owners,
            weight: 4,
            months: [4, 5, 6, 7, 8, 9, 10]
        ),
    ]
}
