/// What a login may be written with (登录名规则), so that no two look alike.
package enum LoginRule {
    /// Letters of one case: whoever reads out a login says nothing of capitals.
    package static func folded(_ login: String) -> String { login.lowercased() }

    /// Latin letters, digits, `. _ - @` and Chinese characters: no spaces, no full-width forms and no letters of other
    /// alphabets, which look like these.
    package static func faults(_ login: String) -> [FieldError] {
        let isClear = folded(login).unicodeScalars.allSatisfy { scalar in
            switch scalar {
            case "a"..."z", "0"..."9", ".", "_", "-", "@", "\u{4E00}"..."\u{9FFF}": true
            default: false
            }
        }
        guard !login.isEmpty else { return [.body("login", "required", "请填写登录名", "A login is needed")] }
        guard !isClear else { return [] }
        return [
            .body(
                "login",
                "unclear_login",
                "登录名只能用英文字母、数字、汉字和 . _ - @，不区分大小写",
                "A login has letters a to z, digits, Chinese characters and . _ - @; capitals make no difference"
            )
        ]
    }
}
