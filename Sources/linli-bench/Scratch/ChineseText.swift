/// Sentences as people write them in cases (中文文本): the words and lengths of the C reference's `make_db.py`, so that
/// rows have the same width on both sides.
enum ChineseText {
    private static let words = """
        居民 反映 楼道 堆放 杂物 影响 通行 网格员 现场 核实 物业 公司 已经 通知 整改 小区 东门 停车 混乱 夜间 噪音 扰民 \
        电梯 故障 维修 老人 独居 走访 社区 居委会 调解 邻里 纠纷 垃圾 分类 清运 不及时 消防 通道 占用 路灯 不亮 污水 管道 \
        堵塞 绿化 修剪 宠物 伤人 高空 抛物 燃气 安全 隐患 排查 登记 处理 完毕 回访 满意 上报 街道 协调 城管 派出所 联合 执法
        """.split(separator: " ").map { Array($0.unicodeScalars) }

    private static let marks = Array("，，，。；".unicodeScalars)

    /// So many different texts, each as long as one of the range, in characters.
    static func pool(_ count: Int, length: ClosedRange<Int>, _ generator: inout SeededGenerator) -> [String] {
        (0..<count).map { _ in text(generator.integer(length), &generator) }
    }

    /// One of the words, which all stand in very many of the texts.
    static func word(_ generator: inout SeededGenerator) -> String {
        String(String.UnicodeScalarView(generator.pick(words)))
    }

    private static func text(_ length: Int, _ generator: inout SeededGenerator) -> String {
        var scalars: [Unicode.Scalar] = []
        while scalars.count < length {
            scalars += generator.pick(words)
            if generator.integer(1...5) == 1 { scalars.append(generator.pick(marks)) }
        }
        scalars.removeSubrange((length - 1)...)
        scalars.append("。")
        // Something that JSON must escape, now and then.
        if length > 40, generator.integer(1...20) == 1 {
            scalars.replaceSubrange(10..<15, with: "\"原话\"\n".unicodeScalars)
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
