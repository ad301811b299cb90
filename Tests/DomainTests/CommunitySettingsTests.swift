import Domain
import Testing

@Suite("Limits and the settings of a community")
struct CommunitySettingsTests {
    @Test(
        "A limit is written and read back as the same",
        arguments: [
            ("30 minutes", 30, LimitUnit.minutes), ("2 hours", 120, .minutes), ("90 minutes", 90, .minutes),
            ("4 working_hours", 240, .workingMinutes), ("45 working_minutes", 45, .workingMinutes),
            ("13 working_days", 13, .workingDays), ("end_of_working_day", 1, .endOfWorkingDay),
            ("2 end_of_working_day", 2, .endOfWorkingDay),
        ]
    )
    func forms(text: String, amount: Int64, unit: LimitUnit) {
        let limit = TimeLimit(amount, unit)
        #expect(limit.description == text)
        #expect(TimeLimit(text) == limit)
    }

    @Test("Hours may be written as minutes")
    func minutes() { #expect(TimeLimit("240 working_minutes") == .workingHours(4)) }

    @Test(
        "What is no limit is refused",
        arguments: [
            "", "4", "4 weeks", "0 minutes", "-1 hours", "+1 hours", "4  working_hours", "3651 working_days",
            "9223372036854775807 hours", "99999999999999999999 minutes", "4 working_hours ", "four hours",
        ]
    )
    func refused(text: String) { #expect(TimeLimit(text) == nil) }

    @Test("A limit out of range becomes the nearest that ends some time")
    func clamped() {
        #expect(TimeLimit(0, .minutes).amount == 1)
        #expect(TimeLimit(.max, .workingDays).amount == 3_650)
    }

    @Test("What people read of a limit")
    func titles() {
        #expect(TimeLimit.workingHours(4).title == Title("4 个工作小时", "4 working hours"))
        #expect(TimeLimit(1, .workingDays).title == Title("1 个工作日", "1 working day"))
        #expect(TimeLimit(15, .minutes).title == Title("15 分钟", "15 minutes"))
        #expect(TimeLimit.endOfWorkingDay.title == Title("当个工作日下班前", "the end of the working day"))
    }

    @Test("A community that says nothing has the numbers of the rules")
    func standards() {
        let settings = CommunitySettings()
        #expect(settings[.handleNormal] == .workingHours(8) && settings[.acceptUrgent] == TimeLimit(15, .minutes))
        #expect(settings[.warningPartPercent] == 20 && settings[.returnWithinWorkingMinutes] == 240)
        #expect(settings.workingHours == .usual && settings.workingWeekdays == .mondayToFriday)
    }

    @Test("Every standard lies in its range")
    func ranges() {
        #expect(RuleNumber.allCases.filter { !$0.range.contains($0.standard) }.isEmpty)
        #expect(Set(RuleNumber.allCases.map(\.title)).count == RuleNumber.allCases.count)
    }

    @Test("What a community sets holds until it takes it back")
    func overrides() {
        var settings = CommunitySettings()
        settings[.handleHigh] = TimeLimit(1, .workingDays)
        settings[.untouchedDays] = 3
        #expect(settings[.handleHigh] == TimeLimit(1, .workingDays) && settings[.untouchedDays] == 3)
        #expect(settings.chosen(.handleHigh) != nil && settings.chosen(.undoWithinMinutes) == nil)
        settings.apply(.limit(.handleHigh, nil))
        settings.apply(.number(.untouchedDays, nil))
        #expect(settings == CommunitySettings())
    }

    @Test("A number is shown in the form in which it is sent, and in words")
    func numbers() {
        #expect(RuleNumber.workingDayFirstStart.text(510) == "08:30")
        #expect(RuleNumber.workingDayFirstStart.value("08:30") == 510)
        #expect(RuleNumber.warningPartPercent.value("91") == nil && RuleNumber.warningPartPercent.value("x") == nil)
        #expect(RuleNumber.workingWeekdays.words(67) == Title("周六、周日", "Saturday, Sunday"))
        #expect(RuleNumber.escalationAfterWorkingMinutes.words(480) == Title("8 个工作小时", "8 working hours"))
        #expect(RuleNumber.warningPartPercent.words(20) == Title("20%", "20 %"))
    }

    @Test("A complaint has the limit of its kind, unless its priority was raised")
    func kinds() {
        #expect(RuleLimit.handling(.normal, .complaint) == .handleComplaint)
        #expect(RuleLimit.handling(.low, .suggestion) == .handleSuggestion)
        #expect(RuleLimit.handling(.high, .complaint) == .handleHigh)
        #expect(RuleLimit.handling(.low, .help) == .handleLow)
    }

    @Test("Hours out of order and digits that are no days are no calendar")
    func impossible() {
        var settings = CommunitySettings()
        settings[.workingDayFirstEnd] = 900
        #expect(settings.workingHours == nil)
        settings[.workingWeekdays] = 1_128
        #expect(settings.workingWeekdays == nil)
        settings[.workingWeekdays] = 21
        #expect(settings.workingWeekdays == nil)
        settings[.workingWeekdays] = 123_456
        #expect(settings.workingWeekdays == WorkingWeekdays(1...6))
    }
}
