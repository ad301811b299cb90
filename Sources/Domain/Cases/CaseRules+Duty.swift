extension CaseRules {
    /// What an urgent case means at an hour outside work: whoever keeps watch hears of it, or, where nobody does, the reporter
    /// reads at once which numbers to call and from when on its clock runs.
    ///
    /// - Returns: Nothing in the working hours, or for what is not urgent.
    package func attended(_ file: CaseFile, at now: Instant) -> CaseTurn? {
        guard file.priority == .urgent, !file.status.isFinal, !terms.calendar.isWorking(at: now) else { return nil }
        let watching = terms.watches.filter { $0.span.contains(now) }
        guard watching.isEmpty else {
            var turn = aside(file, "call_watch", by: nil, at: now)
            turn.notices = watching.map { CaseNotice(.account($0.account), .urgentOnWatch) }
            return turn
        }
        var turn = aside(file, "auto_answer", by: nil, at: now)
        turn.visibility = .everyone
        let words = automaticAnswer(at: now)
        turn.remark = words
        turn.notices = [CaseNotice(.reporter, .afterHours, words: Title(words, words))]
        return turn
    }

    private func automaticAnswer(at now: Instant) -> String {
        let (emergency, night) = (terms.settings[.emergencyNumbers], terms.settings[.nightNumber])
        let opening = terms.calendar.time.minute(of: terms.nextAttended(after: now))
        let chinese = "现在无人值班，办理时限自 \(opening) 起计。紧急情况请拨打 \(emergency)\(night.isEmpty ? "" : "；社区夜间电话 \(night)")。"
        let english =
            "Nobody is on duty; the clock runs from \(opening). In an emergency call \(emergency)"
            + (night.isEmpty ? "." : "; at night call \(night).")
        return "\(chinese) \(english)"
    }
}
