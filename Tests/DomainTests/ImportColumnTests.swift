import Domain
import Testing

@Suite("Headers of imported tables")
struct ImportColumnTests {
    @Test("No header means two columns of a register", arguments: ImportKind.allCases)
    func unambiguous(kind: ImportKind) {
        for column in kind.columns {
            for name in [column.key, column.title.chinese, column.title.english] + column.synonyms {
                let match = HeaderMatch([name], for: kind)
                #expect(match[column.key] == 0, "\(name) is not \(column.key)")
            }
        }
    }

    @Test("Columns come in any order, under the names that communities use")
    func order() {
        let match = HeaderMatch(
            ["序号", "联系电话", "证件号码", " 姓 名*", "与户主的关系", "幢号", "门栋", "房号", "备注"],
            for: .residents
        )
        #expect(match.missing.isEmpty)
        #expect(match["phone"] == 1 && match["id_number"] == 2 && match["name"] == 3 && match["room"] == 7)
        #expect(match.unknown == [8])
        #expect(match.ignored == [0])
    }

    @Test("Sex and birth date are needed only where no ID number says them")
    func derived() {
        let place = ["楼栋", "单元", "室号", "姓名", "与户主关系"]
        #expect(HeaderMatch(place, for: .residents).missing.map(\.key) == ["sex", "birth_date"])
        #expect(HeaderMatch(place + ["身份证号"], for: .residents).missing.isEmpty)
    }

    @Test("A second column of the same meaning is found")
    func repeated() {
        #expect(HeaderMatch(["手机号", "姓名", "联系电话"], for: .partyMembers).repeated == [2])
    }

    @Test(
        "Columns have the letters of a spreadsheet",
        arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
    )
    func letters(position: Int, letter: String) { #expect(HeaderMatch.letter(position) == letter) }

    @Test(
        "A problem never repeats a whole phone or ID number, wherever it stands",
        arguments: [
            "11010519491231002X", "13800138000", "138 0013 8000", "１３８００１３８０００", "张三 13800138000 转", "1380013",
            "13800138000/13900139000",
        ]
    )
    func masked(value: String) {
        let problem = ImportProblem(row: 1, value: value, CellFault("x", "", ""))
        let digits = (problem.value ?? "").filter(\.isNumber).count
        #expect(digits < CellText.halfWidth(value).filter(\.isNumber).count)
        #expect(problem.value?.contains("***") == true)
    }

    @Test("A short value or a date is shown as it is", arguments: ["2021-13-01", "20211301", "第九支部", "1201"])
    func shown(value: String) {
        #expect(ImportProblem(row: 1, value: value, CellFault("x", "", "")).value == value)
    }
}
