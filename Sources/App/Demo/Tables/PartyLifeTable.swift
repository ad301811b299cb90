/// Party life of the year (党内生活表): one theme for each month, one meeting for each quarter.
enum PartyLifeTable {
    static let days = [
        "走访慰问迎新春", "学习贯彻全会精神", "学雷锋志愿服务", "清明祭英烈", "劳动美 邻里情", "我是党员、我当先锋 承诺践诺", "重温入党誓词", "疫情防控当先锋",
        "党员服务在我单元", "敬老月走访", "听民声 访民意 解民忧", "年度民主评议",
    ]

    static let meetings = ["党员大会", "组织生活会", "专题党课", "党员大会暨述职评议"]

    /// Alliance activities: every second one is held online.
    static let alliance = ["区域党建联盟联席会", "联盟线上党课", "联盟资源需求项目对接会", "联盟线上年度总结会"]

    static let service = ["门岗值守志愿服务", "挨家挨户发放宣传资料", "护学岗志愿服务", "文明交通引导", "楼道清洁日", "冬日送暖行动"]
}
