import Domain
import Testing

@Suite("Phone and identity numbers")
struct PersonalNumberTests {
    @Test(
        "An identity number with the right check character is taken (GB 11643-1999)",
        arguments: ["11010519491231002X", "11010519491231002x", "440524188001010014", "34052419800101001X"]
    )
    func takesRightNumbers(text: String) {
        #expect(IdentityNumber(text)?.text == text.uppercased())
    }

    @Test(
        "A wrong check character, date, province or length is refused",
        arguments: [
            "110105194912310021", "11010519491331002X", "99010519491231002X", "1101051949123100", "11010519491231002Y",
        ]
    )
    func refusesWrongNumbers(text: String) {
        #expect(IdentityNumber(text) == nil)
    }

    @Test("Birth date and sex follow from an identity number")
    func derives() throws {
        let number = try #require(IdentityNumber("11010519491231002X"))
        #expect(number.birthDate == CivilDate("1949-12-31"))
        #expect(number.sex == .female)
    }

    @Test(
        "Prefixes and separators of a mobile number fall away",
        arguments: ["13800138000", "+86 138-0013-8000", "008613800138000"]
    )
    func normalizesMobiles(text: String) {
        #expect(MobileNumber(text)?.digits == "13800138000")
    }

    @Test(
        "What is no mainland mobile number is refused",
        arguments: ["12800138000", "1380013800", "138001380000", "1380013800a", ""]
    )
    func refusesOtherNumbers(text: String) {
        #expect(MobileNumber(text) == nil)
    }
}
