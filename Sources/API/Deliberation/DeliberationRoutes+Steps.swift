import Domain
import HTTPWire
import Routing
import Services

extension DeliberationRoutes {
    /// 四议两公开: the checklist of an issue that takes the six steps.
    var stepEndpoints: [Endpoint] {
        [
            takeStep,
            .below(
                .issues,
                .issueSteps,
                by: "issue_id",
                "steps",
                title: Title("议题的四议两公开", "The six steps of an issue")
            ),
            .list(Resource[.issueSteps]), .find(Resource[.issueSteps]),
        ]
    }

    private static func number(_ name: String, _ chinese: String, _ english: String) -> BodyField {
        BodyField(name, chinese, english, .integer(0...1_000_000))
    }

    private static let record = (
        step: BodyField("step", "步骤", "Step", .enumeration(Enumeration(DecisionStep.self)), isRequired: true),
        held: BodyField("held_on", "日期", "Held on", .date, isRequired: true),
        minutes: BodyField("minutes", "纪要", "Minutes", .text(1...4000), isRequired: true),
        due: number("due", "应到", "Due"),
        present: number("present", "到会", "Present"),
        yes: number("for", "同意", "For"),
        no: number("against", "反对", "Against"),
        abstain: number("abstain", "弃权", "Abstained"),
        location: BodyField("location", "公开地点", "Where it is disclosed", .text(1...200)),
        from: BodyField("from_date", "公开自", "Disclosed from", .date),
        until: BodyField("until_date", "公开至", "Disclosed until", .date),
        uploads: BodyField(
            "uploads",
            "会议记录、照片",
            "Papers and photos of it",
            .reference(.uploads),
            shape: .values(most: Attachment.callLimit)
        )
    )

    private var takeStep: Endpoint {
        let fields = Self.record
        var documentation = Documentation(
            "take_step_issues",
            Title("记录四议两公开的一步", "Enter one of the six steps"),
            .deliberation,
            .created(.issueSteps)
        )
        documentation.body = .fields([
            fields.step, fields.held, fields.minutes, fields.due, fields.present, fields.yes, fields.no, fields.abstain,
            fields.location, fields.from, fields.until, fields.uploads,
        ])
        return Endpoint(
            .post,
            "\(Endpoint.base)/issues/{id}/steps",
            // Staff, and the secretary of a Party branch; of which topics is said by the topic itself.
            access: .holders(of: .writeParty),
            documentation,
            .act { [issues] call in
                let view = try call.view(of: Resource[.issueSteps])
                var body = try BodyReader(call)
                let step = body.text(fields.step).flatMap { DecisionStep(rawValue: $0) }
                let day = body.text(fields.held).flatMap { CivilDate($0) }
                let minutes = body.text(fields.minutes)
                var record = StepRecord(
                    step ?? .partyProposal,
                    on: day ?? CivilDate(daysSince1970: 0),
                    minutes: minutes ?? ""
                )
                (record.due, record.present) = (body.integer(fields.due), body.integer(fields.present))
                (record.yes, record.no) = (body.integer(fields.yes), body.integer(fields.no))
                record.abstained = body.integer(fields.abstain)
                record.location = body.text(fields.location)
                record.from = body.text(fields.from).flatMap { CivilDate($0) }
                record.until = body.text(fields.until).flatMap { CivilDate($0) }
                let files = body.integers(fields.uploads)
                try body.finish()
                let made = try await issues.take(
                    record,
                    of: call.id,
                    uploads: files,
                    by: call.principal,
                    view: view
                )
                return call.created(made, view)
            }
        )
    }
}
