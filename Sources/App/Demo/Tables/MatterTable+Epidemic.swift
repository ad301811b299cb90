import Domain

extension MatterTable {
    /// The matters of 疫情防控.
    static let epidemic = [
        Matter(
            .epidemic,
            .consultation,
            "{小区}居民咨询疫苗接种点时间",
            "咨询本周疫苗接种点的开放时间和所需证件。",
            "已告知接种点时间、所需证件，并登记需要接送的老人。",
            at: .building,
            by: .desk,
            weight: 12,
            months: [3, 4, 5, 6, 7, 8, 9, 10, 11]
        ),
        Matter(
            .epidemic,
            .consultation,
            "{小区}居民咨询返乡报备手续",
            "{楼}居民计划返乡，咨询报备流程和核酸检测要求。",
            "已说明报备流程，协助在线上完成登记。",
            at: .building,
            by: .desk,
            weight: 10,
            months: [1, 2, 7, 8, 12]
        ),
        Matter(
            .epidemic,
            .errand,
            "为{小区}{楼}{单元}老人代办健康码",
            "老人不使用智能手机，出行和就医需要纸质健康码。",
            "志愿者已上门代办纸质健康码，并讲解使用方法。",
            at: .unit,
            by: .grid,
            weight: 7
        ),
        Matter(
            .epidemic,
            .patrol,
            "{小区}{部位}未佩戴口罩聚集",
            "{部位}有居民未佩戴口罩聚集聊天。",
            "已现场劝导并发放口罩，增加巡查频次。",
            at: .place,
            by: .grid,
            weight: 6,
            months: [1, 2, 7, 8]
        ),
        Matter(
            .epidemic,
            .suggestion,
            "建议{小区}{部位}增加扫码立牌",
            "高峰时排队较长，建议在{部位}增加一块扫码立牌。",
            "已增设立牌一块，早晚高峰由党员志愿者引导。",
            at: .place,
            by: .property,
            weight: 4,
            months: [1, 2, 8]
        ),
        Matter(
            .epidemic,
            .help,
            "{小区}{楼}电梯间需要加强消毒",
            "{楼}电梯使用频繁，希望增加消毒次数并公示。",
            "消毒频次已增至每日三次，记录张贴在轿厢内。",
            at: .building,
            by: .property,
            weight: 6
        ),
    ]
}
