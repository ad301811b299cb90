extension IssueTable {
    /// The five projects that the article names, with nothing beyond what it says but their days.
    static let named = [
        Entry(
            title: "康桥水郡增设电瓶车充电桩",
            text: "居民希望小区安装电瓶车充电桩，提请多方议事协商。",
            compound: "康桥水郡",
            session: 1,
            demands: ["康桥水郡需要电瓶车充电桩", "建议康桥水郡集中设置充电桩", "康桥水郡居民希望就近充电", "康桥水郡充电桩选址建议"],
            work: (28, 45),
            project: Project(name: "电瓶车充电桩安装", quantity: 15, unit: "个")
        ),
        Entry(
            title: "康桥水郡大门及门禁系统升级",
            text: "小区大门及门禁系统需要升级，提请多方议事协商。",
            compound: "康桥水郡",
            place: "大门",
            session: 3,
            demands: ["康桥水郡大门需要更新", "建议康桥水郡升级门禁系统", "康桥水郡大门门禁升级建议"],
            work: (14, 60),
            project: Project(name: "大门及门禁系统升级")
        ),
        Entry(
            title: "国宾花园人车分流路段改造",
            text: "小区部分路段需要人车分流，提请多方议事协商。",
            compound: "国宾花园",
            place: "主干道",
            session: 6,
            demands: ["国宾花园主干道需要人车分流", "建议国宾花园划定步行路段", "国宾花园人车分流路段建议"],
            work: (24, 70),
            project: Project(name: "人车分流路段改造")
        ),
        Entry(
            title: "康桥水郡景观河修复改造",
            text: "小区景观河需要修复改造，提请多方议事协商。",
            compound: "康桥水郡",
            place: "景观河",
            session: 8,
            demands: ["康桥水郡景观河需要修复", "建议康桥水郡改造景观河", "康桥水郡景观河修复建议"],
            work: (20, 95),
            project: Project(name: "景观河修复改造")
        ),
        Entry(
            title: "国宾花园商铺道板车位划定",
            text: "商铺道板需要划定车位，提请多方议事协商。",
            compound: "国宾花园",
            place: "商铺道板",
            session: 11,
            demands: ["国宾花园商铺道板需要划定车位", "建议国宾花园商铺道板划定车位", "国宾花园道板车位需要规范"],
            work: (12, 40),
            project: Project(name: "商铺道板车位划定")
        ),
    ]
}
