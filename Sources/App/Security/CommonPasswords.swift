import Domain

/// The passwords that an attacker tries first (常见口令), more than three thousand, one a line in the file beside.
///
/// Most are what leaks show most often, as the MIT-licensed lists of zxcvbn have them; the first are of this field and
/// this country.
enum CommonPasswords {
    static let all: Set<String> = Set(
        String(decoding: PackageResources.CommonPasswords_txt, as: UTF8.self).split(separator: "\n").map(String.init)
    )
}

extension Configuration {
    /// How long what lets somebody in holds, and what a password must be like.
    var accessRules: AccessRules {
        AccessRules(
            sessionSeconds: Int64(sessionHours) * 3600,
            idleSeconds: Int64(access.sessionIdleMinutes) * 60,
            codeSeconds: Int64(access.codeHours) * 3600,
            pageTicketSeconds: Int64(access.pageTicketSeconds),
            pageSeconds: Int64(access.pageMinutes) * 60,
            passwords: PasswordRule(shortest: access.passwordLength, common: CommonPasswords.all)
        )
    }
}
