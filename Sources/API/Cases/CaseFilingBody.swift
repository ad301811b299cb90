import Domain
import Routing
import Services

/// The body of a report (上报请求体), the same alone and in a batch: the case, its answers and photos, and its first move.
enum CaseFilingBody {
    private static let answers = BodyField(
        "answers",
        "追问回答：以问题代码为字段名，问题见 GET case-categories/{id}",
        "Answers by the codes of the questions, which GET case-categories/{id} carries",
        shape: .members(schema: AnswerSchemas.name)
    )
    private static let photos = BodyField(
        "attachments",
        "已上传的照片或文件，作为处理前附件",
        "Uploads that become attachments, taken before the work",
        .reference(.uploads),
        shape: .values(most: Attachment.callLimit)
    )

    private static func client(isRequired: Bool) -> BodyField {
        BodyField("client_id", "离线编号", "Id that the device gave it", .text(1...64), isRequired: isRequired)
    }

    /// The moves that a case may begin with, in the call that makes it: answered on the spot, or taken and given to
    /// somebody.
    private static let first = [CaseMove.answer, .accept].map { move in
        BodyField(
            move.rawValue,
            move.title.chinese,
            move.title.english,
            shape: .object(CaseMoveBody(move: move).fields)
        )
    }

    /// What stands beside the fields of the case itself.
    static func beside(isOffline: Bool) -> [BodyField] { [answers, photos, client(isRequired: isOffline)] + first }

    /// An entry of a batch with all its members.
    static let members: [BodyField] =
        Resource[.cases].fields.compactMap { field in
            field.writing.presence.map { presence in
                BodyField(
                    field.name,
                    field.title.chinese,
                    field.title.english,
                    field.type,
                    isRequired: presence == .required && field.name != "community_id"
                )
            }
        } + beside(isOffline: true)

    /// Under which names a form brings photos of before the work, and of after it where it is answered at once.
    static let files = [photos.name, "\(CaseMove.answer.rawValue).\(photos.name)"]

    /// All faults stay with the reader.
    static func read(_ body: inout BodyReader, _ sent: SentFiles?, _ call: Call, isOffline: Bool) -> CaseFiling {
        var acts: [CaseAct] = []
        for (field, move) in zip(first, [CaseMove.answer, .accept]) {
            if let act = body.object(field, { CaseMoveBody(move: move).read(&$0, call.time) }) { acts.append(act) }
        }
        if acts.count > 1 {
            body.refuse("accept", "one_move", "answer 和 accept 只能填写其一", "Give either answer or accept")
        }
        var filing = CaseFiling(body.draft(Resource[.cases], .create, scope: call.principal.scope))
        // Whoever writes down for others in between need not think of a title; whoever reports their own matter names it.
        if !body.has("title"), !call.principal.holds(.manageCases) {
            body.refuse("title", "required", "必填", "Required")
        }
        filing.answers = body.members(answers)
        filing.uploads = body.integers(photos)
        filing.clientID = body.text(client(isRequired: isOffline))
        // Of two that are given, the one that names people is looked at further.
        filing.first = acts.last
        take(sent, into: &filing, &body)
        return filing
    }

    private static func take(_ sent: SentFiles?, into filing: inout CaseFiling, _ body: inout BodyReader) {
        guard let sent else { return }
        filing.files = sent.files(named: files[0])
        filing.first?.files = sent.files(named: files[1])
        let taken = filing.first?.move == .answer ? files : [files[0]]
        for name in sent.names where !taken.contains(name) {
            body.refuse(name, "unknown_member", "没有此文件字段", "Files have no such name here")
        }
    }

    /// Whether a case can be tried although something could not be read: what it has to have is there.
    static func isWhole(_ faults: [FieldError], at place: String) -> Bool {
        faults.allSatisfy { fault in
            guard case .pointer(let pointer) = fault.location, pointer.hasPrefix(place + "/") else { return false }
            let path = pointer.dropFirst(place.count + 1)
            let name = path.prefix { $0 != "/" }
            if Resource[.cases].field(String(name)) != nil {
                return Resource[.cases].canDo(without: .pointer("#/\(name)"))
            }
            return !["mediation", "closing_reason"].contains { path.contains($0) }
        }
    }

    /// What is wrong with the form together with what the category asks, so that everything is mended at once.
    static func whole(
        _ error: DomainError,
        _ filing: CaseFiling,
        at place: String = "#",
        _ cases: CaseService
    ) async throws -> DomainError {
        let lacks = try await cases.lacks(of: filing, at: place)
        let known = error.fields.map(\.location)
        return .invalid(error.fields + lacks.filter { !known.contains($0.location) })
    }
}
