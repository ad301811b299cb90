package import Domain

/// Somebody checks in alone (自助签到), with the code that is shown at the door.
extension SignUpService {
    package func pass(
        _ id: Int64,
        _ act: SignUpMove,
        code: String,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        // A wrong code is counted although nothing else comes of it, so it is looked at in a transaction of its own.
        if let refusal = try await store.write({ try check(code, signUp: id, ifVersion, by: principal, in: $0) }) {
            throw refusal
        }
        return try await store.answer { transaction in
            try transaction.expect(.signUps, id: id, ifVersion: ifVersion, scope: principal.scope)
            try self.move(id, SignUpAct(act), by: principal, in: transaction)
            return try transaction.one(.signUps, id: id, view: view)
        }
    }

    private func check(
        _ code: String,
        signUp id: Int64,
        _ version: VersionCondition?,
        by principal: Principal,
        in transaction: any Transaction
    ) throws -> DomainError? {
        try transaction.expect(.signUps, id: id, ifVersion: version, scope: principal.scope)
        guard let account = principal.accountID,
            let signUp = try transaction.activities.findSignUp(id, scope: principal.scope),
            let activity = try transaction.activities.find(signUp.activityID, scope: .everything)
        else { throw DomainError.notFound }
        let settings = try transaction.calendars.settings(community: activity.community)
        let (most, wait) = (settings[.doorCodeTries], settings[.doorCodeWaitMinutes] * 60)
        let tries = try transaction.activities.wrongCodes(of: account)
        let isLapsed = tries.map { $0.since.advanced(bySeconds: wait) <= transaction.now } ?? true
        if let tries, !isLapsed, tries.count >= most {
            return Self.tooMany(tries.count, until: tries.since.advanced(bySeconds: wait), at: transaction.now)
        }
        let period = DoorPeriod(at: transaction.now, minutes: settings[.doorCodeMinutes])
        // Who began to type when it changed is let in with the one before.
        let codes = try [period, period.previous].map { try transaction.doorCode(activity: activity.id, $0) }
        guard !codes.contains(code) else {
            if tries != nil { try transaction.activities.forgetWrongCodes(of: account) }
            return nil
        }
        try transaction.activities.noteWrongCode(of: account, isFirst: isLapsed)
        let left = most - (isLapsed ? 1 : (tries?.count ?? 0) + 1)
        return DomainError(
            .conflict,
            "wrong_code",
            "签到码不对或已更换，请看现场最新的签到码；还可再试 \(left) 次",
            "The code is wrong or has changed; please look at the door again, \(left) more tries are left",
            details: [("tries_left", .integer(left))]
        )
    }

    private static func tooMany(_ count: Int64, until end: Instant, at now: Instant) -> DomainError {
        let seconds = max(1, (end.milliseconds - now.milliseconds + 999) / 1000)
        let minutes = (seconds + 59) / 60
        var error = DomainError(
            .tooMany,
            "too_many_codes",
            "签到码已连错 \(count) 次，请 \(minutes) 分钟后再试，或请现场工作人员签到",
            "\(count) wrong codes were typed; try again in \(minutes) minutes, or ask the people at the door",
            details: [("rule", .text(RuleNumber.doorCodeTries.rawValue))]
        )
        error.retrySeconds = seconds
        return error
    }
}
