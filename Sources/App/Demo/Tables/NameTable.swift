/// Surnames and given names (姓名表), from which all people are invented.
enum NameTable {
    /// The commoner a surname is, the more often it stands here.
    static let surnames = characters(
        """
        王王王王李李李李张张张张刘刘刘陈陈陈杨杨赵赵黄黄周周周吴吴吴徐徐徐孙孙胡朱朱高林何郭马罗梁宋郑谢韩唐唐冯于董萧程曹袁邓许傅沈沈曾彭吕苏卢\
        蒋蒋蔡贾丁丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆陆郝孔白崔康毛邱秦江史顾侯邵邵孟龙万段钱钱汤尹黎易常武乔贺赖龚
        """
    )

    /// Second characters of given names for those born before 1965, until 1989 and afterwards.
    static func given(isFemale: Bool, born year: Int) -> [String] {
        switch (isFemale, year) {
        case (true, ..<1965): elderWomen
        case (true, ..<1990): women
        case (true, _): girls
        case (false, ..<1965): elderMen
        case (false, ..<1990): men
        case (false, _): boys
        }
    }

    private static let elderWomen = characters("英兰秀珍桂凤玉芳梅莲华琴娣妹素云霞菊翠仙金银巧月爱")
    private static let women = characters("丽敏静燕娟艳红萍玲芬洁雪琳颖慧倩莉娜蓉茜晶晓蕾薇佳")
    private static let girls = characters("欣怡梓涵诗雨思彤语晨若萱可馨依诺昕妍桐一芮舒心悦伊沐")
    private static let elderMen = characters("建国华明根生福林德荣洪金兴发宝贵海龙坤祥庆忠顺银泉")
    private static let men = characters("伟强磊军勇杰涛超斌鹏波刚辉俊峰凯健晖栋亮旭宇翔东宁")
    private static let boys = characters("浩子轩宇泽俊熙博文天佑一鸣嘉懿煜城睿辰奕沐阳梓昊诚远")

    private static func characters(_ text: String) -> [String] {
        text.filter { !$0.isWhitespace }.map { String($0) }
    }
}
