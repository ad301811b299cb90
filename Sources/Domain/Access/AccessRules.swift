/// How long what lets somebody in holds (准入规则), and what a password must be like.
package struct AccessRules: Sendable {
    /// A session ends after so long, however much it is used.
    package var sessionSeconds: Int64
    /// It ends, too, when it was not used for so long.
    package var idleSeconds: Int64
    /// A one-time code holds for so long: until the next morning, as a rule.
    package var codeSeconds: Int64
    /// A ticket for the pages is exchanged within so long: a browser opens at once.
    package var pageTicketSeconds: Int64
    /// A browser looks at pages for so long, and never longer than its session lasts.
    package var pageSeconds: Int64
    package var passwords: PasswordRule

    package init(
        sessionSeconds: Int64,
        idleSeconds: Int64,
        codeSeconds: Int64,
        pageTicketSeconds: Int64 = 60,
        pageSeconds: Int64 = 1_800,
        passwords: PasswordRule
    ) {
        self.sessionSeconds = sessionSeconds
        self.idleSeconds = idleSeconds
        self.codeSeconds = codeSeconds
        self.pageTicketSeconds = pageTicketSeconds
        self.pageSeconds = pageSeconds
        self.passwords = passwords
    }
}
