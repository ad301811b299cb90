import Domain
import Testing

@Suite("What a password must be like")
struct PasswordRuleTests {
    private let rule = PasswordRule(common: [
        "password", "1234567", "qwertyuiop", "correcthorsebattery", "monkey", "dragon",
    ])

    private func codes(_ password: String) -> [String] {
        rule.faults(password, login: "zhanghua", name: "张华", in: "password").map(\.code)
    }

    @Test(
        "A sentence, in whatever script, is taken",
        arguments: [
            "a long enough password", "今天下午三点在国宾社区门口等你哦", "pQ8#vL2!mZ5@xR9", "839201748265019",
            "monkey dragon password wine",
        ]
    )
    func taken(password: String) {
        #expect(codes(password) == [])
    }

    @Test(
        "What is short, common, made of a common one, a pattern, or the name itself is not",
        arguments: [
            ("short one", ["too_short"]), ("correcthorsebattery", ["common_password"]),
            ("CorrectHorseBattery", ["common_password"]), ("password1234567!", ["common_password"]),
            ("Password2024!!!", ["common_password"]), ("abcabcabcabcabc", ["pattern"]),
            ("aaaaaaaaaaaaaaa", ["pattern"]), ("abcdefghijklmnop", ["pattern"]), ("123456789012345", ["pattern"]),
            ("my name is ZhangHua ok", ["contains_name"]), ("张华住在和风雅居三幢二单元五楼啊", ["contains_name"]),
            ("", ["too_short", "pattern"]),
        ]
    )
    func refused(password: String, faults: [String]) {
        #expect(codes(password) == faults)
    }

    @Test("Every fault stands at the member that it is about, in both languages")
    func place() throws {
        let fault = try #require(rule.faults("x", login: "a", name: "b", in: "password").first)
        #expect(fault.location == .pointer("#/password"))
        #expect(fault.detail.chinese.contains("15") && fault.detail.english.contains("15"))
    }
}
