import Domain
import Routing
import Services

extension VoteRoutes {
    private static func number(_ name: String, _ chinese: String, _ english: String, isRequired: Bool) -> BodyField {
        BodyField(name, chinese, english, .integer(0...1_000_000_000_000), isRequired: isRequired)
    }

    private static let numbers = (
        eligible: number("eligible", "应投（人数）", "Entitled", isRequired: true),
        yes: number("for", "同意（人数）", "For", isRequired: true),
        no: number("against", "反对（人数）", "Against", isRequired: true),
        abstain: number("abstain", "弃权（人数）", "Abstained", isRequired: true),
        eligibleArea: number("eligible_area", "应投（面积）", "Entitled, by area", isRequired: false),
        yesArea: number("for_area", "同意（面积）", "For, by area", isRequired: false),
        noArea: number("against_area", "反对（面积）", "Against, by area", isRequired: false),
        abstainArea: number("abstain_area", "弃权（面积）", "Abstained, by area", isRequired: false)
    )
    private static let held = BodyField("held_on", "举行日期", "Held on", .date, isRequired: true)
    private static let passed = BodyField("passed", "是否通过", "Whether it was adopted", .boolean, isRequired: true)
    private static let outcome = BodyField("outcome", "决议内容", "What was decided", .text(1...2000))
    private static let deviation = BodyField(
        "deviation_reason",
        "应投数与登记簿不一致的原因",
        "Why those entitled are not as many as the register has",
        .text(1...500)
    )
    private static let uploads = BodyField(
        "uploads",
        "表决结果文件",
        "Papers of the result",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit),
        isRequired: true
    )

    /// 另行举行: what a meeting elsewhere came to.
    var record: Endpoint {
        let (fields, numbers) = (Self.plan, Self.numbers)
        return made(
            "record-outcome",
            "record_outcome_issues",
            Title(
                "录入另行举行的表决结果；不符合规则的不予录入",
                "Enter a result that was reached elsewhere; one that misses its rule is refused"
            ),
            [
                fields.rule, Self.held, fields.matter, fields.reason, fields.convenor, fields.noticed, numbers.eligible,
                numbers.yes,
                numbers.no, numbers.abstain, numbers.eligibleArea, numbers.yesArea, numbers.noArea, numbers.abstainArea,
                Self.deviation, Self.passed, Self.outcome, Self.uploads,
            ]
        ) { [votes] call, body, view in
            var plan = Self.readPlan(&body, closes: call.now.advanced(bySeconds: 1))
            plan.heldOn = body.text(Self.held).flatMap { CivilDate($0) }
            plan.deviationReason = body.text(Self.deviation)
            var tally = Tally()
            func count(_ people: BodyField, _ area: BodyField) -> Count {
                Count(people: body.integer(people) ?? 0, area: body.integer(area) ?? 0)
            }
            tally.eligible = count(numbers.eligible, numbers.eligibleArea)
            tally.yes = count(numbers.yes, numbers.yesArea)
            tally.no = count(numbers.no, numbers.noArea)
            tally.abstained = count(numbers.abstain, numbers.abstainArea)
            let isPassed = body.integer(Self.passed) == 1
            let (text, files) = (body.text(Self.outcome), body.integers(Self.uploads))
            plan.ifVersion = try call.expectedVersion(required: false)
            try body.finish()
            return try await votes.record(
                call.id,
                plan,
                tally,
                passed: isPassed,
                outcome: text,
                uploads: files,
                by: call.principal,
                view: view
            )
        }
    }
}
