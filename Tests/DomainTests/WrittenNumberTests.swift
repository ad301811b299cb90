import Domain
import Testing

@Suite("个人号码：a number by which somebody is called or known is found in a text however it is written")
struct WrittenNumberTests {
    @Test(
        "Beside words and other numbers, in groups, in wide digits and in a longer run",
        arguments: [
            "打13800001234", "李四13800001234", "13800001234 2号", "1-13800001234", "138 0000 1234", "李四 138-0000-1234",
            "１３８００００１２３４", "电话9913800001234再打", "住户110101199003078515", "证号11010519491231002X", "110101 19900307 8515",
            "2026-12-01 13800001234", "卡号6228480011223341", "工行 6222 0202 0011 2233 446", "打到 6228 4800 1122 3341 户名王五",
        ]
    )
    func found(_ text: String) {
        #expect(PersonalNumber.isIn(text))
    }

    @Test(
        "Days, sums, quantities and numbers of offices are none",
        arguments: [
            "2026-12-01", "1,200,000", "2026-11-13至2026-12-01", "15-20 2026-12-01 8:00", "0571-88001234", "12345",
            "1幢2单元301",
            "13,800,001,234元", "一三八", "2021年4月20日12:00", "YT2026-0001",
            "合同号6228480000222244440", "2021 2022 2023 2024", "3101 3102 3201 3202", "1234567890123456",
        ]
    )
    func notFound(_ text: String) {
        #expect(!PersonalNumber.isIn(text))
    }

    @Test("By default words for everybody cover the number and leave names, days and sums")
    func covered() {
        #expect(PublicTitle.hiding("王五13900005678改写") == "王五＊＊＊改写")
        #expect(PublicTitle.hiding("2026-12-01开工，共1,200,000元") == nil)
        #expect(PublicTitle.hiding("2026-12-01 0571-88001234") == "＊＊＊")
        #expect(PublicTitle.shown("李四13800001234") == "李四＊＊＊")
        #expect(PublicTitle.shown("公示 2021-11-05 - 2021-12-05") == "公示 2021-11-05 - 2021-12-05")
        #expect(PublicTitle.starred("证号32041120100101002X，电话0519-85123456") == "证号＊＊＊，电话0519-85123456")
        let link = "https://meet.example/13800001234"
        #expect(PublicTitle.starred(link) == link)
    }
}
