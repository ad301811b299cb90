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
        "Disguised ones too: single digits, odd groups, other signs between them, unseen ones, Chinese and other digits",
        arguments: [
            "1 3 8 0 0 0 0 1 2 3 4", "1  3  8  0  0  0  0  1  2  3  4", "1   3   8   0   0   0   0   1   2   3   4",
            "1380 000 1234", "13 80 00 01 234", "1-3-8-0-0-0-0-1-2-3-4", "138--0000--1234", "138...0000...1234",
            "138/0000/1234",
            "138,0000,1234", "138，0000，1234", "138*0000*1234", "138|0000|1234", "（138）0000-1234", "138、0000、1234",
            "138:0000:1234",
            "138~0000~1234", "138\u{200B}0000\u{200B}1234", "1\u{200D}3\u{200D}8\u{200D}00001234", "138_0000_1234",
            "138 ★ 0000 ★ 1234",
            "一三八〇〇〇〇一二三四", "幺三八零零零零幺二三四", "壹叁捌零零零零壹贰叁肆", "1三8零0零0一2三4", "一三八 〇〇〇〇 一二三四", "１３８-〇〇〇〇-１２３４",
            "①③⑧⓪⓪⓪⓪①②③④", "1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣", "𝟏𝟑𝟖𝟎𝟎𝟎𝟎𝟏𝟐𝟑𝟒", "一三八○○○○一二三四",
            "1、2、3、4、5 138 1234 5678", "1101 0119 9003 0785 15", "一一〇一〇一一九九〇〇三〇七八五一五",
            "1 1 0 1 0 1 1 9 9 0 0 3 0 7 8 5 1 5",
            "138\n0000\n1234", "138\r\n0000\r\n1234", "138；0000；1234", "138…0000…1234", "138……0000……1234",
            "138<br>0000<br/>1234", "138x0000x1234", "138和0000和1234", "138\n00001234", "1380000\n1234",
            "1\n3\n8\n0\n0\n0\n0\n1\n2\n3\n4", "110101\n19900307\n8515", "138!0000!1234", "138<p>0000</p>1234",
            "138    0000    1234", "138转0000再1234", "138OO0O1234", "138OOOO1234", "138ooool234",
            "138&nbsp;0000&nbsp;1234",
            "138&#160;0000&#160;1234",
        ]
    )
    func disguised(_ text: String) {
        #expect(PersonalNumber.isIn(text))
        #expect(PublicTitle.starred("找\(text)谢").contains("＊＊＊"))
        #expect(PublicTitle.hiding("找\(text)谢").map { PersonalNumber.isIn($0) } == false)
        #expect(!PersonalNumber.isIn(PublicTitle.shown("找\(text)谢")))
    }

    @Test(
        "What people write of houses, days, times, prices and quantities is none of them",
        arguments: [
            "三号楼二单元", "1、3、5、8、9、10、12、15幢漏水", "1 3 5 8 9 10 12 15", "1#、3#、5#、8#、9#、10#、12#", "13:30-15:00 300元",
            "19:00、19:30、20:00",
            "1,300.00、1,500.00", "150.00、1300.00", "1.5、1.12、1.19、1.26", "2021.11.05—2021.12.05", "二〇二一年十一月五日",
            "一二三四五六七八九十一二三",
            "15个充电桩，39幢楼，5个网格", "98场4000人次", "每平方米1.38元，共10,000,000.00元", "第十三届第八次会议", "一三五、二四六轮值", "3-1-501、3-1-502",
            "1-13-8",
            "13800户", "周一三五 8:00-11:30 13:30-17:30", "GB 11643-1999", "满意率98.5%，办结率100%，13件", "长18.5、宽3.8、深0.9米",
            "13楼8室、15楼6室、18楼1室", "15；13；18；20；22；30", "15\n13\n18\n20\n22\n30", "13幢\n15幢\n18幢", "13和15和18号楼",
            "2021\n2022\n2023\n2024", "1.5x3.8x0.9", "第1、3条\n第8、9条", "1380\n1420\n350", "OOOOOOOOOOO",
            "15个1、30个再加8000个", "A&B 138户   0000   12",
            "No. 1 school looks for books too, room 301 on floor 3",
        ]
    )
    func ordinary(_ text: String) {
        #expect(!PersonalNumber.isIn(text))
        #expect(PublicTitle.starred(text) == text)
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
        #expect(PublicTitle.hiding("T138；0013；8000来电") == "T＊＊＊来电")
        for number in ["0571-88001234", "88001234", "05 71 88 00 12 34", "88 00 12 34", "1234567.89"] {
            #expect(PublicTitle.hiding("找\(number)") == "找＊＊＊", "\(number)")
        }
        for title in [
            "GB-2021-001817的后续", "YT2026-0002", "20261127停水", "总价1234567.89元", "共12345678元", "参加人数 15 13 18 20 22 30",
        ] {
            #expect(PublicTitle.hiding(title) == nil, "\(title)")
        }
        #expect(PublicTitle.shown("李四13800001234") == "李四＊＊＊")
        #expect(PublicTitle.shown("公示 2021-11-05 - 2021-12-05") == "公示 2021-11-05 - 2021-12-05")
        #expect(PublicTitle.starred("证号32041120100101002X，电话0519-85123456") == "证号＊＊＊，电话0519-85123456")
        let link = "https://meet.example/13800001234"
        #expect(PublicTitle.starred(link) == link)
    }
}
