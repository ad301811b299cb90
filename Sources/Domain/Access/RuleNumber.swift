/// A number of the rules that a community may set for itself (规则数字).
///
/// The limits that have a unit of their own are `RuleLimit`.
package enum RuleNumber: String, TitledEnum {
    case workingDayFirstStart = "working_day_first_start"
    case workingDayFirstEnd = "working_day_first_end"
    case workingDaySecondStart = "working_day_second_start"
    case workingDaySecondEnd = "working_day_second_end"
    case workingWeekdays = "working_weekdays"
    case warningPartPercent = "warning_part_percent"
    case escalationAfterWorkingMinutes = "escalation_after_working_minutes"
    case returnWithinWorkingMinutes = "return_within_working_minutes"
    case reworkLimitWorkingMinutes = "rework_limit_working_minutes"
    case undoWithinMinutes = "undo_within_minutes"
    case ratingWindowDays = "rating_window_days"
    case ratingReminderAfterDays = "rating_reminder_after_days"
    case contactTries = "contact_tries"
    case extensionsPerStep = "extensions_per_step"
    case reporterSilenceDays = "reporter_silence_days"
    case checkSamplePercent = "check_sample_percent"
    case followUpAfterDays = "follow_up_after_days"
    case askingWindowDays = "asking_window_days"
    case joinWithinHours = "join_within_hours"
    case untouchedDays = "untouched_days"
    case tellingDays = "telling_days"
    case titleCharacters = "title_characters"
    case shelfGraceDays = "shelf_grace_days"
    case weeklyDigestListsCases = "weekly_digest_lists_cases"
    case officialAnswerWorkingDays = "official_answer_working_days"
    case categoryDepth = "category_depth"
    case similarWithinDays = "similar_within_days"
    case batchEntries = "batch_entries"
    case offerHours = "offer_hours"
    case noShowCount = "no_show_count"
    case noShowWindowDays = "no_show_window_days"
    case penaltyDays = "penalty_days"
    case releaseAfterMinutes = "release_after_minutes"
    case doorCodeMinutes = "door_code_minutes"
    case doorCodeTries = "door_code_tries"
    case doorCodeWaitMinutes = "door_code_wait_minutes"
    case lateEntryDays = "late_entry_days"
    case scanAheadMinutes = "scan_ahead_minutes"
    case countQuestionPercent = "count_question_percent"
    case countLimitPercent = "count_limit_percent"
    case countLimit = "count_limit"
    case leastReasonCharacters = "least_reason_characters"
    case leastMeetingMinutes = "least_meeting_minutes"
    case growingLeaders = "growing_leaders"
    case growingMembers = "growing_members"
    case growingActivities = "growing_activities"
    case matureLeaders = "mature_leaders"
    case matureMembers = "mature_members"
    case matureActivities = "mature_activities"
    case growthWindowDays = "growth_window_days"
    case hallStart = "hall_start"
    case invitationDays = "invitation_days"
    case sessionReminderHours = "session_reminder_hours"
    case agendaItemMinutes = "agenda_item_minutes"
    case sessionQuorumPercent = "session_quorum_percent"
    case minutesWithinDays = "minutes_within_days"
    case minutesSignedPercent = "minutes_signed_percent"
    case topicEditHours = "topic_edit_hours"
    case topicIdleDays = "topic_idle_days"
    case supportsPerResident = "supports_per_resident"
    case publicNoticeDays = "public_notice_days"
    case voteNoticeDays = "vote_notice_days"
    case ownersNoticeDays = "owners_notice_days"
    case proxiesPerPerson = "proxies_per_person"
    case paperBallotSheet = "paper_ballot_sheet"
    case voteAfterSessionDays = "vote_after_session_days"
    case projectEvidence = "project_evidence"
    case outcomeRollTolerancePercent = "outcome_roll_tolerance_percent"
    case deviationReasonLength = "deviation_reason_length"
    case closedVoteLeastBallots = "closed_vote_least_ballots"
    case typedPresentMost = "typed_present_most"
    case ownTopicScreening = "own_topic_screening"
    case decidedVoteCloses = "decided_vote_closes"
    case voteCountHours = "vote_count_hours"

    package var title: Title { terms.title }
    /// What holds where the community says nothing.
    package var standard: Int64 { terms.standard }
    package var range: ClosedRange<Int64> { terms.range }
    package var unit: RuleUnit { terms.unit }

    /// The four times of a working day, in their order.
    package static let hours: [RuleNumber] = [
        .workingDayFirstStart, .workingDayFirstEnd, .workingDaySecondStart, .workingDaySecondEnd,
    ]

    private typealias Terms = (standard: Int64, range: ClosedRange<Int64>, unit: RuleUnit, title: Title)

    private var terms: Terms {
        switch self {
        case .workingDayFirstStart: (510, 0...1439, .timeOfDay, Title("上午上班时间", "Work begins in the morning"))
        case .workingDayFirstEnd: (720, 0...1439, .timeOfDay, Title("上午下班时间", "Break begins"))
        case .workingDaySecondStart: (810, 0...1439, .timeOfDay, Title("下午上班时间", "Break ends"))
        case .workingDaySecondEnd: (1080, 0...1439, .timeOfDay, Title("下午下班时间", "Work ends"))
        // Monday to Friday, written as their digits.
        case .workingWeekdays: (12_345, 1...1_234_567, .weekdays, Title("每周工作日", "Working days of the week"))
        case .warningPartPercent: (20, 1...90, .percent, Title("剩余多少时预警", "Warns when less is left than"))
        case .escalationAfterWorkingMinutes:
            (480, 1...100_000, .workingMinutes, Title("超期多久后升级", "Escalates when overdue for"))
        case .returnWithinWorkingMinutes:
            (240, 1...100_000, .workingMinutes, Title("派单后多久内可退回", "May be returned within"))
        case .reworkLimitWorkingMinutes:
            (240, 1...100_000, .workingMinutes, Title("返工增加的时限", "More time for rework"))
        case .undoWithinMinutes: (30, 0...1440, .minutes, Title("多久内可撤销上一步", "A move can be undone within"))
        case .ratingWindowDays: (15, 1...365, .days, Title("办结后多久内可评价", "May be rated within"))
        // Late enough that most have rated, early enough that some days are left.
        case .ratingReminderAfterDays: (12, 1...365, .days, Title("办结后多久提醒评价", "Reminds to rate after"))
        case .contactTries: (3, 1...20, .count, Title("联系几次未果才算联系不上", "Tries before somebody is not reachable"))
        case .extensionsPerStep: (2, 0...20, .count, Title("一次办理最多延期几次", "More time is given in one handling at most"))
        case .reporterSilenceDays:
            (3, 1...365, .days, Title("诉求人多久不回应即结案", "Closes when the reporter is silent for"))
        case .checkSamplePercent: (10, 0...100, .percent, Title("照片核查的抽查比例", "Checks by photo that are sampled"))
        case .followUpAfterDays: (7, 1...365, .days, Title("办结后多久回访", "Follow-up after"))
        // Who is asked of what lies months back does not remember it, and wonders at the question.
        case .askingWindowDays: (60, 1...730, .days, Title("办结后多久不再回访和提醒评价", "Nobody is asked how it went after"))
        case .joinWithinHours:
            (24, 0...720, .hours, Title("同地同类多久内提示并案", "Offers to join the same matter within"))
        case .untouchedDays: (7, 1...365, .days, Title("多久无进展列为未动", "Counts as untouched after"))
        // A quarter: the household that was not told by then is not told by somebody who happens to come by.
        case .tellingDays: (90, 1...3650, .days, Title("办结多久未告知列为逾期告知", "Nobody was told: overdue after"))
        // As much as a line of a list shows.
        case .titleCharacters:
            (20, 4...99, .count, Title("未填标题时取内容开头几个字", "Characters of a title that nobody gave"))
        case .shelfGraceDays: (3, 0...365, .days, Title("挂账过复查日多久后自动恢复", "Wakes by itself after its review date by"))
        case .weeklyDigestListsCases:
            (0, 0...1, .flag, Title("街道周报逐件列出", "The weekly digest lists each case"))
        case .officialAnswerWorkingDays:
            (15, 1...365, .workingDays, Title("话题的官方答复时限", "Official answer to a topic within"))
        case .categoryDepth: (4, 1...8, .count, Title("诉求类别最多几级", "Levels of case categories"))
        case .similarWithinDays:
            (30, 1...365, .days, Title("已办结多久内的诉求参与查重", "Compares with cases closed within"))
        case .batchEntries: (100, 1...500, .count, Title("离线上报每批最多几件", "Cases of one batch at most"))
        // Long enough to be seen by somebody who looks at the phone once a day.
        case .offerHours: (24, 1...168, .hours, Title("候补名额保留多久", "An offered place is held for"))
        case .noShowCount: (3, 1...100, .count, Title("几次未到后候补靠后", "Absences until the turn is lower"))
        case .noShowWindowDays: (90, 1...730, .days, Title("多久内的未到计入", "Absences count within"))
        case .penaltyDays: (30, 0...365, .days, Title("候补靠后持续多久", "The turn is lower for"))
        case .releaseAfterMinutes:
            (15, 0...240, .minutes, Title("开始后多久放出未到者的名额", "Places of those not there are given up after"))
        // Short enough that nobody hands it on to somebody at home.
        case .doorCodeMinutes: (2, 1...60, .minutes, Title("签到码多久更换", "The code at the door changes after"))
        // Somebody who reads it from the wall is wrong once or twice; who tries them all needs years then.
        case .doorCodeTries: (5, 1...100, .count, Title("签到码最多连错几次", "Wrong codes at the door until one waits"))
        case .doorCodeWaitMinutes: (10, 1...1_440, .minutes, Title("签到码连错后等多久", "Who typed wrong codes waits for"))
        // A month is time enough to write down who came; later figures may have been reported and paid for.
        case .lateEntryDays:
            (31, 0...3650, .days, Title("运营方多久内可补录", "Operators write down what was within"))
        // Phones keep the time of their network; what is further ahead was set by hand.
        case .scanAheadMinutes:
            (5, 0...1_440, .minutes, Title("扫码时间最多超前多久", "A scan may be ahead of the clock by"))
        // People stand in the doorway of a full room; twice as many as it has places is a slip of the finger.
        case .countQuestionPercent:
            (200, 100...10_000, .percent, Title("人头数超过名额多少须说明", "A head-count asks for a reason above"))
        // Thrice as many do not get through the door; a fair in the street has no places and is seldom larger.
        case .countLimitPercent:
            (300, 100...100_000, .percent, Title("到场人数最多为名额的多少", "People counted are at most, of the places"))
        case .countLimit:
            (5_000, 1...200_000, .count, Title("一场活动到场人数最多", "People counted at one activity, at most"))
        // A word or two of Chinese; one letter is no reason.
        case .leastReasonCharacters:
            (4, 1...100, .count, Title("更正原因至少几个字", "The reason of a correction has so many characters at least"))
        // In less nobody has taken a seat.
        case .leastMeetingMinutes:
            (10, 0...240, .minutes, Title("运营方登记的活动至少多长", "What an operator enters as held lasts at least"))
        // Ten people can carry something on when one of them leaves; a quarter of a year without a meeting is no growth.
        case .growingLeaders: (1, 0...100, .count, Title("成长阶段：带头人", "Growing: leaders"))
        case .growingMembers: (10, 0...10_000, .count, Title("成长阶段：成员", "Growing: members"))
        case .growingActivities: (4, 0...1000, .count, Title("成长阶段：近期活动", "Growing: recent activities"))
        case .matureLeaders: (2, 0...100, .count, Title("成熟阶段：带头人", "Mature: leaders"))
        case .matureMembers: (20, 0...10_000, .count, Title("成熟阶段：成员", "Mature: members"))
        case .matureActivities: (12, 0...1000, .count, Title("成熟阶段：近期活动", "Mature: recent activities"))
        case .growthWindowDays: (365, 1...3650, .days, Title("多久内算近期活动", "Activities are recent within"))
        // Nineteen o'clock: people are home from work.
        case .hallStart: (1140, 0...1439, .timeOfDay, Title("议事会开始时间", "Sessions of the hall begin at"))
        case .invitationDays: (3, 0...60, .days, Title("议事会提前几天邀请", "Invitations to a session before it by"))
        case .sessionReminderHours: (24, 1...240, .hours, Title("议事会前多久提醒", "Reminds of a session before it by"))
        case .agendaItemMinutes: (20, 1...480, .minutes, Title("每个议程项的时间", "Time box of an agenda item"))
        case .sessionQuorumPercent:
            (50, 0...99, .percent, Title("到会须超过应到的比例", "A quorum is more of the roll than"))
        case .minutesWithinDays: (3, 1...60, .days, Title("会后多久须有纪要", "Minutes are due after a session within"))
        case .minutesSignedPercent:
            (50, 0...99, .percent, Title("纪要归档须签字超过的比例", "Minutes are archived once signed by more than"))
        case .topicEditHours: (24, 0...720, .hours, Title("话题提出后可自由修改", "A topic is freely edited for"))
        case .topicIdleDays: (180, 7...3650, .days, Title("话题多久无进展归档", "Archives topics that were idle for"))
        case .supportsPerResident:
            (10, 1...1000, .count, Title("每位居民同时联名的话题数", "Topics that one resident supports at a time"))
        // Seven days are common practice; five or ten are local rules.
        case .publicNoticeDays: (7, 1...90, .days, Title("公示至少几天", "Days of public notice at least"))
        case .voteNoticeDays: (3, 0...60, .days, Title("表决提前几天通知", "Notice before a vote"))
        // The property management regulation, article 14.
        case .ownersNoticeDays: (15, 15...60, .days, Title("业主表决提前几天通知", "Notice before a vote of owners"))
        // One for somebody of the own family and one for a neighbor: votes are not collected.
        case .proxiesPerPerson: (2, 0...20, .count, Title("每人最多受托几票", "Proxies that one person holds at most"))
        case .paperBallotSheet:
            (1, 0...1, .flag, Title("录入、登记纸质票须附票样或签领单", "Ballots on paper are entered with their sheet"))
        // A week is enough to write down an evening that was held.
        case .voteAfterSessionDays:
            (7, 0...365, .days, Title("议事会过期几天后不再提交表决", "Nothing is put to the vote of a session that is past by"))
        case .projectEvidence:
            (1, 0...1, .flag, Title("工程类项目完工须有实施前后照片", "Works are complete with photos before and after"))
        // Registers are some weeks behind: people move, flats are sold.
        case .outcomeRollTolerancePercent:
            (5, 0...100, .percent, Title("另行举行的表决应投数与登记可相差", "Those entitled elsewhere differ from the register by"))
        // A few words: one letter explains nothing.
        case .deviationReasonLength:
            (4, 1...100, .count, Title("与登记簿不一致的原因至少几个字", "A reason why it differs has characters"))
        // Of two everybody knows how the other chose, by looking at the own ballot.
        case .closedVoteLeastBallots:
            (3, 3...100, .count, Title("无记名表决至少几票方可开票", "A closed vote is opened with ballots"))
        // Attendance is by check-in; what is typed above it rests on the sheet that people signed.
        case .typedPresentMost:
            (0, 0...10_000, .count, Title("无签到表时到会人数可超出签到", "People present beyond those signed in, without a sheet"))
        case .ownTopicScreening:
            (0, 0...1, .flag, Title("提出人可初审自己的议题", "Whoever proposes a topic may screen it"))
        // A day: the box is emptied on the evening of the end, or the morning after.
        case .voteCountHours: (24, 1...720, .hours, Title("表决截止多久未计票再次提醒", "Reminds of a vote not counted after"))
        // For a show of hands in the room; elsewhere people change their minds until the announced end.
        case .decidedVoteCloses:
            (0, 0...1, .flag, Title("全体投完即可提前结束表决", "A vote may end early once everybody has voted"))
        }
    }
}

/// What a number of the rules counts (单位).
package enum RuleUnit: String, TitledEnum {
    case percent, minutes, hours, days, count
    case workingMinutes = "working_minutes"
    case workingDays = "working_days"
    /// Minutes of the day, written `08:30`.
    case timeOfDay = "time_of_day"
    /// 1 for yes, 0 for no.
    case flag
    /// The digits of the days, 1 is Monday: 12345.
    case weekdays

    package var title: Title {
        switch self {
        case .percent: Title("百分比", "Percent")
        case .minutes: Title("分钟", "Minutes")
        case .hours: Title("小时", "Hours")
        case .days: Title("天", "Days")
        case .count: Title("个", "Count")
        case .workingMinutes: Title("工作分钟", "Working minutes")
        case .workingDays: Title("工作日", "Working days")
        case .timeOfDay: Title("时刻", "Time of day")
        case .flag: Title("是否（1 是，0 否）", "Yes (1) or no (0)")
        case .weekdays: Title("星期（周一为 1）", "Days of the week (Monday is 1)")
        }
    }
}

extension RuleNumber {
    /// The form in which a value is sent and shown: `08:30`, and else its digits.
    package func text(_ value: Int64) -> String {
        guard unit == .timeOfDay else { return "\(value)" }
        let two = { (number: Int64) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(value / 60)):\(two(value % 60))"
    }

    /// The value that a text stands for, within the range; nothing for another.
    package func value(_ text: String) -> Int64? {
        guard unit == .timeOfDay else { return Int64(text).flatMap { range.contains($0) ? $0 : nil } }
        let parts = text.split(separator: ":").map { Int64($0) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1] else { return nil }
        return hour * 60 + minute
    }

    /// What people read of a value: 20 %, 7 天.
    package func words(_ value: Int64) -> Title {
        switch unit {
        case .percent: Title("\(value)%", "\(value) %")
        case .timeOfDay: Title(text(value), text(value))
        case .minutes: TimeLimit(value, .minutes).title
        case .hours: Title("\(value) 小时", "\(value) hours")
        case .days: Title("\(value) 天", "\(value) days")
        case .workingMinutes: TimeLimit(value, .workingMinutes).title
        case .workingDays: TimeLimit(value, .workingDays).title
        case .count: Title("\(value)", "\(value)")
        case .weekdays: Self.weekdays(value)
        case .flag: value == 1 ? Title("是", "Yes") : Title("否", "No")
        }
    }

    private static func weekdays(_ value: Int64) -> Title {
        let names = [
            ("周一", "Monday"), ("周二", "Tuesday"), ("周三", "Wednesday"), ("周四", "Thursday"), ("周五", "Friday"),
            ("周六", "Saturday"), ("周日", "Sunday"),
        ]
        let days = String(value).compactMap(\.wholeNumberValue).filter { (1...7).contains($0) }.map { names[$0 - 1] }
        return Title(days.map(\.0).joined(separator: "、"), days.map(\.1).joined(separator: ", "))
    }
}
