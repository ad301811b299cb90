import Domain
import Routing

/// What a move of a case brings in its body (动作内容): its fields, and how they are read.
struct CaseMoveBody {
    let move: CaseMove

    private static let handler = BodyField("handler_id", "处理人", "Handler", .reference(.accounts))
    private static let organization = BodyField(
        "handler_organization_id",
        "处理单位",
        "Handling organization",
        .reference(.organizations)
    )
    private static let name = BodyField("handler_name", "具体经办人", "Named person", .text(1...40))
    private static let channel = BodyField(
        "channel",
        "代录来源",
        "How the word arrived",
        .enumeration(Enumeration(CaseChannel.self))
    )
    private static let mediation = [
        BodyField("parties", "当事人", "Parties", .text(1...500), isRequired: true),
        BodyField("mediator", "调解人", "Mediator", .text(1...100), isRequired: true),
        BodyField(
            "agreement",
            "协议",
            "Agreement",
            .enumeration(Enumeration(MediationAgreement.self)),
            isRequired: true
        ),
        BodyField("follow_up_on", "回访日期", "Follow-up on", .date),
    ]

    private static func remark(
        _ chinese: String = "内部说明",
        _ english: String = "Internal remark"
    ) -> BodyField {
        BodyField("remark", chinese, english, .text(1...2000))
    }

    private static func answer(_ chinese: String, _ english: String) -> BodyField {
        BodyField("answer", chinese, english, .text(1...2000))
    }

    /// What the resident reads is written or comes from a template.
    private var mustAnswer: Bool { move.needed.contains("answer") }

    private static func choice<Value: TitledEnum>(
        _ name: String,
        _ chinese: String,
        _ english: String,
        _ type: Value.Type
    ) -> BodyField {
        BodyField(name, chinese, english, .enumeration(Enumeration(type)))
    }

    private static let uploads = BodyField(
        "attachments",
        "已上传的照片或文件，作为处理后附件",
        "Uploads that become attachments, taken after the work",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit)
    )
    private static let template = BodyField(
        "template_id",
        "答复模板，未写答复时采用",
        "Template that is taken where no text is given",
        .reference(.replyTemplates)
    )
    private static let route = BodyField(
        "route",
        "按派单路由直接派单；不填则按类别设置",
        "Dispatch to whoever takes cases of this category and grid; left out, as the category says",
        .boolean
    )

    private static let duplicates = BodyField(
        "also_duplicates",
        "并入的诉求的住户也一并告知",
        "The households of what was merged into it are told, too",
        .boolean
    )
    private static let tries = BodyField("tries", "联系不上的，已联系几次", "How often somebody was tried", .integer(1...100))
    private static let ending = [
        choice("closing_reason", "结案原因", "Closing reason", ClosingReason.self),
        choice(
            "told",
            "已告知情况：当面或电话中已说明的，一并登记；还要核查的，结案时才计入台账",
            "Who was told with it already; where somebody looks first, it counts at the close",
            CaseTold.self
        ),
        tries, BodyField("mediation", "调解记录", "Mediation record", shape: .object(mediation)),
        remark(),
    ]

    /// The fields of the move; the table of moves says which it must have.
    var fields: [BodyField] {
        let offered = self.offered
        let names = offered.map(\.name)
        return offered.map { field in
            // A handler is a person or an organization, and what a resident reads may come from a template.
            let hasOther =
                field.name == "answer" || field.name == "handler_id" && names.contains("handler_organization_id")
            return move.needed.contains(field.name) && !hasOther ? field.required() : field
        }
    }

    private var offered: [BodyField] {
        switch move {
        case .accept: [Self.handler, Self.organization, Self.name, Self.route, Self.remark()]
        case .verifyFirst:
            [BodyField("handler_id", "核实人", "Who looks", .reference(.accounts)), Self.remark()]
        case .decline:
            [
                Self.choice("reason", "原因", "Reason", DecliningReason.self),
                Self.answer("去向（给诉求人）", "Where to go instead, for the reporter"), Self.template, Self.remark(),
            ]
        case .answer: [Self.answer("办理答复", "Answer"), Self.template, Self.channel, Self.uploads] + Self.ending
        case .dispatch: [Self.handler, Self.organization, Self.name, Self.remark()]
        case .reassign: [Self.handler, Self.organization, Self.name, Self.remark("改派原因", "Why")]
        case .start: [Self.name, Self.channel, Self.remark()]
        case .return:
            [
                Self.choice("reason", "退回原因", "Reason", ReturnReason.self), Self.channel,
                Self.remark("依据", "Grounds"),
            ]
        case .rule: [Self.handler, Self.organization, Self.name, Self.remark("裁定", "Ruling")]
        case .referUp:
            [
                BodyField("external_number", "上级编号", "External number", .text(1...40)),
                BodyField("follow_up_on", "跟进日期", "Follow-up on", .date),
                Self.answer("给诉求人的说明", "A sentence for the reporter"), Self.remark(),
            ]
        case .referBack, .wake: [Self.answer("给诉求人的说明", "A sentence for the reporter"), Self.remark()]
        case .extend:
            [
                BodyField(
                    "limit",
                    "延长时限，例如 2 working_days",
                    "How much longer: 2 working_days",
                    .timeLimit
                ),
                Self.channel, Self.remark("申请理由", "Reason"),
            ]
        case .reportDone: [Self.answer("办理结果", "Result"), Self.channel, Self.uploads] + Self.ending
        case .sendBack: [Self.remark("还缺什么", "What is missing")]
        case .close:
            [
                Self.answer("办理答复", "Answer"), Self.template,
                BodyField(
                    "channel",
                    "诉求人以何种方式同意：由诉求人确认的，提前结案时必填",
                    "How the reporter agreed, to close what is the reporter's to confirm before the silence counts",
                    .enumeration(Enumeration(CaseChannel.self))
                ),
            ] + Self.ending
        case .shelve:
            [
                Self.remark("挂账原因", "Reason"),
                BodyField("condition", "恢复条件", "Condition", .text(1...2000)),
                BodyField("review_on", "复查日期", "Review on", .date),
                Self.answer("给诉求人的说明", "A sentence for the reporter"), Self.template,
                BodyField("owner_id", "责任人", "Owner", .reference(.accounts)),
            ]
        case .withdraw: [Self.answer("撤回原因", "Why")]
        case .void:
            [
                Self.remark("作废原因", "Reason"),
                BodyField(
                    "case_id",
                    "信访重复登记的，写明保留的那一件",
                    "Of a petition that was registered twice: the one that stays",
                    .reference(.cases)
                ),
                Self.answer("给诉求人的说明，信访必填", "A sentence for the reporter; a petition needs it"),
                Self.choice("told", "如何告知，信访必填", "How the reporter was told; a petition needs it", CaseTold.self),
                Self.tries,
                Self.channel,
            ]
        case .merge:
            [BodyField("case_id", "并入诉求", "Into this case", .reference(.cases)), Self.remark()]
        case .tell:
            [
                Self.choice("told", "告知情况", "How", CaseTold.self), Self.tries, Self.channel, Self.duplicates,
                Self.remark(),
            ]
        case .rate:
            [
                Self.mark("speed", "办理速度", "Speed"), Self.mark("result", "办理结果", "Result"),
                Self.mark("attitude", "服务态度", "Attitude"),
                BodyField("solved", "是否解决", "Solved", .boolean),
                BodyField("comment", "评语", "Comment", .text(1...1000)),
                BodyField("second_handling", "要求二次办理", "Asks for a second handling", .boolean),
            ]
        case .reopen: [Self.handler, Self.organization, Self.name, Self.remark("重新办理原因", "Reason")]
        case .supervise:
            [
                BodyField(
                    "due_at",
                    "要求完成时间，只写日期即当日结束前",
                    "By when; a day alone means its end",
                    .instant
                ),
                Self.remark("督办要求", "Order"),
            ]
        case .undo: [Self.remark("原因：撤销他人的并案或逾时撤销时必填", "Why, to take back a merger of others, or late")]
        }
    }

    private static func mark(_ name: String, _ chinese: String, _ english: String) -> BodyField {
        BodyField(name, chinese, english, .integer(1...5))
    }

    /// Under which names a form brings files with the move.
    var files: [String] { fields.contains { $0.name == Self.uploads.name } ? [Self.uploads.name] : [] }

    /// The files that a form brought; what came under another name is a mistake.
    func files(of sent: SentFiles, _ body: inout BodyReader) -> [KeptFile] {
        for name in sent.names where !files.contains(name) {
            body.refuse(name, "unknown_member", "没有此文件字段", "Files have no such name here")
        }
        return files.flatMap { sent.files(named: $0) }
    }

    /// Reads the fields of the move; what is wrong is noted in the reader.
    func read(_ body: inout BodyReader, _ time: CommunityTime) -> CaseAct {
        var act = CaseAct(move)
        var values: [String: FieldValue] = [:]
        for field in fields {
            switch field.name {
            case "mediation": act.mediation = body.object(field) { reader in Self.mediation(&reader) }
            case "attachments": act.uploads = body.integers(field)
            default: values[field.name] = body.value(field)
            }
        }
        act.template = values.integer("template_id")
        act.asksForRoute = values.integer("route").map { $0 == 1 }
        act.answer = values.text("answer")
        act.remark = values.text("remark")
        act.handlerName = values.text("handler_name")
        act.handler = handler(values, &body)
        // Of one that is there and can not be read it was said what is wrong with it.
        if mustAnswer, act.answer == nil, act.template == nil, !body.has("answer"), !body.has("template_id") {
            body.refuse(
                "answer",
                "required",
                "请填写答复，或用 template_id 选用模板",
                "Write it, or name a template with template_id"
            )
        }
        if act.handler != nil, act.asksForRoute == true {
            body.refuse("route", "not_allowed", "已写明处理人", "A handler is named already")
        }
        act.closingReason = values.text("closing_reason").flatMap { ClosingReason(rawValue: $0) }
        act.decliningReason = values.text("reason").flatMap { DecliningReason(rawValue: $0) }
        act.returnReason = values.text("reason").flatMap { ReturnReason(rawValue: $0) }
        act.channel = values.text("channel").flatMap { CaseChannel(rawValue: $0) }
        act.told = values.text("told").flatMap { CaseTold(rawValue: $0) }
        act.tries = values.integer("tries")
        act.tellsDuplicates = values.integer("also_duplicates") == 1
        act.externalNumber = values.text("external_number")
        act.condition = values.text("condition")
        act.owner = values.integer("owner_id")
        act.target = values.integer("case_id").map { MergeTarget(id: $0, community: 0) }
        act.until =
            values.integer("due_at").map { time.deadline(Instant(milliseconds: $0)) } ?? lastMoment(values, time)
        act.limit = values.text("limit").flatMap { TimeLimit($0) }
        if move == .rate { act.rating = rating(values) }
        return act
    }

    /// Whether the rules can be asked although something could not be read: marks are kept as they are given, and the reason with
    /// the record decides what else is to be there.
    func isWhole(_ faults: [FieldError]) -> Bool {
        guard move != .rate else { return faults.isEmpty }
        return faults.allSatisfy { fault in
            guard case .pointer(let pointer) = fault.location else { return false }
            return !["#/mediation", "#/closing_reason"].contains { pointer.hasPrefix($0) }
        }
    }

    private func handler(_ values: [String: FieldValue], _ body: inout BodyReader) -> CaseHandler? {
        let (person, organization) = (values.integer("handler_id"), values.integer("handler_organization_id"))
        let mustName = move.needed.contains("handler_id") && fields.contains { $0.name == Self.organization.name }
        if person != nil && organization != nil || mustName && person == nil && organization == nil {
            body.refuse("handler_id", "one_handler", "处理人和处理单位须且只能填写其一", "Name either a person or an organization")
        }
        return person.map(CaseHandler.person) ?? organization.map(CaseHandler.organization)
    }

    /// A day is over at its last moment.
    private func lastMoment(_ values: [String: FieldValue], _ time: CommunityTime) -> Instant? {
        (values.text("follow_up_on") ?? values.text("review_on")).flatMap { CivilDate($0) }
            .map { time.instant($0, hour: 23, minute: 59, second: 59) }
    }

    private func rating(_ values: [String: FieldValue]) -> CaseRating {
        CaseRating(
            speed: values.integer("speed") ?? 0,
            result: values.integer("result") ?? 0,
            attitude: values.integer("attitude") ?? 0,
            isSolved: values.integer("solved") == 1,
            comment: values.text("comment"),
            asksAgain: values.integer("second_handling") == 1
        )
    }

    private static func mediation(_ body: inout BodyReader) -> Mediation? {
        var values: [String: FieldValue] = [:]
        for field in mediation { values[field.name] = body.value(field) }
        guard let parties = values.text("parties"), let mediator = values.text("mediator"),
            let agreement = values.text("agreement").flatMap({ MediationAgreement(rawValue: $0) })
        else { return nil }
        return Mediation(
            parties: parties,
            mediator: mediator,
            agreement: agreement,
            followUpOn: values.text("follow_up_on").flatMap { CivilDate($0) }
        )
    }
}
