/// How long what lets somebody in holds (准入规则), and what a password must be like.
package struct AccessRules: Sendable {
    /// A session ends after so long, however much it is used.
    package var sessionSeconds: Int64
    /// It ends, too, when it was not used for so long.
    package var idleSeconds: Int64
    /// A one-time code holds for so long: until the next morning, as a rule.
    package var codeSeconds: Int64
    package var passwords: PasswordRule

    package init(sessionSeconds: Int64, idleSeconds: Int64, codeSeconds: Int64, passwords: PasswordRule) {
        self.sessionSeconds = sessionSeconds
        self.idleSeconds = idleSeconds
        self.codeSeconds = codeSeconds
        self.passwords = passwords
    }
}
