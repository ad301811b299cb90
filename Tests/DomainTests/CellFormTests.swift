import Domain
import Testing

@Suite("Cells as people write them")
struct CellFormTests {
    private func read(_ form: CellForm, _ cell: String) -> String {
        do throws(CellFault) {
            switch try form.read(cell) {
            case .text(let text)?: return text
            case .integer(let number)?: return String(number)
            case .null?, nil: return "nothing"
            }
        } catch {
            return error.code
        }
    }

    @Test(
        "A date in any of its forms",
        arguments: [
            "2021-11-05", "2021/11/5", "2021.11.05", "20211105", "2021年11月5日", "44505", "44505.0", "２０２１／１１／５",
            " 2021-11-05 ", "2021-11-05 0:00", "2021/11/5 00:00:00", "2021-11-05T00:00:00",
        ]
    )
    func dates(cell: String) { #expect(read(.date, cell) == "2021-11-05") }

    @Test("Excel's days count from 1900 (1900 system)")
    func serials() {
        #expect(CivilDate(excelSerial: 46_027) == CivilDate("2026-01-05"))
        #expect(CivilDate(excelSerial: 61) == CivilDate("1900-03-01"))
        #expect(CivilDate(excelSerial: 60) == nil)
    }

    @Test(
        "What is no date, only a part of one, or could be a year, is refused",
        arguments: [
            "2021-02-29", "2021-13-01", "2021.11", "1990", "5/11/21", "1021-01-01", "2021-11-05 08:30", "昨天", "-1",
        ]
    )
    func badDates(cell: String) { #expect(read(.date, cell) == "bad_date") }

    @Test("A date that was masked says so")
    func maskedDate() { #expect(read(.date, "1990-**-**") == "masked") }

    @Test(
        "A phone with its prefixes and spaces",
        arguments: ["13800138000", "+86 138 0013 8000", "138-0013-8000", "１３８００１３８０００", "'+8613800138000"]
    )
    func phones(cell: String) { #expect(read(.phone, cell) == "13800138000") }

    @Test(
        "A phone that is none",
        arguments: [("0519-88888888", "bad_mobile"), ("138****8000", "masked"), ("1.38E+10", "scientific_notation")]
    )
    func badPhones(cell: String, code: String) { #expect(read(.phone, cell) == code) }

    @Test(
        "An ID number with a small x, with spaces, in full width, or of the old fifteen digits",
        arguments: ["11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ", "110105491231002"]
    )
    func identityNumbers(cell: String) { #expect(read(.identityNumber, cell) == "11010519491231002X") }

    @Test(
        "An ID number that Excel destroyed is told from one that is wrong",
        arguments: [
            ("1.10105E+17", "scientific_notation"), ("110105194912310000", "scientific_notation"),
            ("110105194912310021", "bad_id_number"), ("110***********002X", "masked"),
        ]
    )
    func badIdentityNumbers(cell: String, code: String) { #expect(read(.identityNumber, cell) == code) }

    @Test(
        "Yes and no",
        arguments: [("是", "1"), ("否", "0"), ("有", "1"), ("N", "0"), ("√", "1"), ("0", "0"), ("大概", "wrong_type")]
    )
    func flags(cell: String, value: String) { #expect(read(.flag, cell) == value) }

    @Test(
        "A square meter has a hundred hundredths",
        arguments: [
            ("89.5", "8950"), ("89.50㎡", "8950"), ("120 平方米", "12000"), ("89.500", "8950"), ("89.505", "wrong_type"),
            ("-3", "wrong_type"), ("", "nothing"), ("０.01", "1"), ("99999999999", "wrong_type"),
        ]
    )
    func areas(cell: String, value: String) { #expect(read(.squareMeters, cell) == value) }

    @Test(
        "A share is exact",
        arguments: [
            ("1/2", "1/2"), ("2/4", "1/2"), ("50%", "1/2"), ("0.5", "1/2"), ("1", "1/1"), ("100%", "1/1"),
            ("33.33%", "3333/10000"),
            ("3/2", "wrong_type"), ("0", "wrong_type"), ("1/0", "wrong_type"), ("1/10001", "wrong_type"),
            ("%", "wrong_type"),
        ]
    )
    func shares(cell: String, value: String) { #expect(read(.share, cell) == value) }

    @Test("The spaces that pad a name of two characters do not count, those of a Latin name do")
    func names() {
        #expect(read(.personName, " 张　三 ") == "张三")
        #expect(read(.personName, "Anna Maria") == "Anna Maria")
        #expect(read(.personName, "张\u{202E}三") == "control_character")
    }

    @Test("A guard against formulas is taken away, an apostrophe of a text is not")
    func guards() {
        #expect(read(.text(1...20), "'=1+1") == "=1+1")
        #expect(read(.text(1...20), "O'Neill") == "O'Neill")
    }

    @Test(
        "A building is the same however its number is written out",
        arguments: ["3", "3幢", "3号楼", "3栋", "３幢", "03号楼", " 3 # "]
    )
    func buildings(cell: String) { #expect(PlaceLevel.building.key(cell) == "3") }

    @Test("A unit may be counted in Chinese, and a room keeps its zero")
    func units() {
        #expect(PlaceLevel.unit.key("二单元") == "2")
        #expect(PlaceLevel.room.key("0101室") == "0101")
        #expect(PlaceLevel.building.key("A座") == "a")
    }
}
