import Domain
import HTTPWire
import JSON
import Routing
import Services

/// 报名与签到: joining the queue, every move of a sign-up, and the door.
struct SignUpRoutes: RouteGroup {
    let signUps: SignUpService
    let register: RegisterService
    let questions: QuestionService
    let privacy: PrivacyService

    var endpoints: [Endpoint] {
        [
            .list(Resource[.signUps]), .find(Resource[.signUps]),
            create,
        ] + SignUpMove.allCases.map(move) + [passAlone(.checkIn), passAlone(.checkOut), doorCode, ticket, scans]
            + formEndpoints
    }

    private func move(_ move: SignUpMove) -> Endpoint {
        let size = BodyField("party_size", "人数", "Party size", .integer(1...20), isRequired: true)
        let reason = BodyField("reason", "原因", "Reason", .text(1...500), isRequired: true)
        let fields =
            switch move {
            case .resize: [size]
            case .refuse, .excuse: [reason]
            case .approve, .acceptOffer, .cancel, .checkIn, .checkOut, .undoCheckIn: [BodyField]()
            }
        let access: Permission =
            switch move {
            case .acceptOffer, .cancel, .resize: .signUp
            case .approve, .refuse, .checkIn, .checkOut, .undoCheckIn, .excuse: .manageSignUps
            }
        return .move(Resource[.signUps], move.rawValue, title: move.title, access: access, fields: fields) {
            [signUps] call, body, view in
            var act = SignUpAct(move)
            if move == .resize { act.size = body.integer(size) }
            if move == .refuse || move == .excuse { act.reason = body.text(reason) }
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await signUps.move(call.id, act, ifVersion: version, by: call.principal, view: view)
        }
    }

    private func passAlone(_ act: SignUpMove) -> Endpoint {
        let code = BodyField("code", "签到码", "Code at the door", .text(6...6), isRequired: true)
        return .move(
            Resource[.signUps],
            "self-\(act.rawValue)",
            title: Title(
                "凭现场签到码自助\(act.title.chinese)",
                "\(act.title.english) alone with the code at the door"
            ),
            access: .signUp,
            fields: [code]
        ) { [signUps] call, body, view in
            let digits = body.text(code)
            let version = try call.expectedVersion(required: false)
            try body.finish()
            return try await signUps.pass(
                call.id,
                act,
                code: digits ?? "",
                ifVersion: version,
                by: call.principal,
                view: view
            )
        }
    }

    /// What hangs at the door now, and until when.
    private var doorCode: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/activities/{id}/door-code",
            access: .holders(of: .manageSignUps),
            Documentation(
                "door_code_activities",
                Title("现场签到码（定时更换）", "The code at the door, which changes"),
                .activities,
                .document("DoorCode")
            ),
            .act { [signUps] call in
                let (code, end) = try await signUps.doorCode(activity: call.id, by: call.principal, at: call.now)
                var out = ByteWriter(capacity: 128)
                out.openObject()
                out.member("code", code)
                out.member("good_until", call.time.rfc3339(end))
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }

    /// What somebody shows at the door, who signed up or for whom somebody did.
    private var ticket: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/sign-ups/{id}/ticket",
            access: .holders(of: .readSignUps),
            Documentation(
                "ticket_sign_ups",
                Title("本人入场票（可作二维码）", "The ticket of a sign-up, to be shown as a square code"),
                .activities,
                .document("DoorTicket")
            ),
            .act { [signUps] call in
                let ticket = try await signUps.ticket(call.id, by: call.principal)
                var out = ByteWriter(capacity: 128)
                out.openObject()
                out.member("ticket", ticket)
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }

    private static let scan = (
        nonce: BodyField("nonce", "扫码编号", "Name of the scan", .text(1...64), isRequired: true),
        signUp: BodyField("sign_up_id", "报名，未出示入场票时", "Sign-up, where no ticket is shown", .reference(.signUps)),
        ticket: BodyField("ticket", "入场票", "Ticket", .text(1...80)),
        isOut: BodyField("out", "签退", "Checks out", .boolean),
        at: BodyField("at", "扫码时间", "Scanned at", .instant)
    )

    private var scans: Endpoint {
        let fields = Self.scan
        let activity = BodyField("activity_id", "活动", "Activity", .reference(.activities), isRequired: true)
        let scans = BodyField(
            "scans",
            "扫码记录",
            "Scans",
            shape: .objects(
                [fields.nonce, fields.signUp, fields.ticket, fields.isOut, fields.at],
                most: DoorScan.batchLimit
            ),
            isRequired: true
        )
        var documentation = Documentation(
            "batch_check_ins",
            Title("成批上传签到扫码；同一编号的扫码结果不变", "Send scans of a door; the same scan is answered alike"),
            .activities,
            .document("ScanResults")
        )
        documentation.body = .fields([activity, scans])
        documentation.sendsMuch = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/check-ins/batch",
            access: .holders(of: .manageSignUps),
            documentation,
            .act { [signUps] call in
                var body = try BodyReader(call)
                let id = body.integer(activity)
                let sent = body.objects(scans) { scan in
                    let (nonce, signUp) = (scan.text(fields.nonce), scan.integer(fields.signUp))
                    let (isOut, at) = (scan.integer(fields.isOut) == 1, scan.integer(fields.at))
                    let ticket = scan.text(fields.ticket)
                    guard let nonce else { return nil as DoorScan? }
                    // What shows no ticket, or one that is none, names no sign-up: it is answered as unknown, and the others are
                    // taken.
                    var found = DoorScan(
                        nonce: nonce,
                        signUp: ticket.map { DoorTicket($0)?.signUp ?? 0 } ?? signUp ?? 0,
                        isOut: isOut,
                        at: at.map(Instant.init(milliseconds:)) ?? call.now
                    )
                    found.ticket = ticket
                    return found
                }
                try body.finish()
                let outcomes = try await signUps.scan(sent, activity: id ?? 0, by: call.principal)
                return Self.answer(sent, outcomes, call.language)
            }
        )
    }

    private static func answer(_ scans: [DoorScan], _ outcomes: [DoorOutcome], _ language: Language) -> Answer {
        var out = ByteWriter(capacity: 4096)
        out.openObject()
        out.key("items")
        out.openArray()
        for (scan, outcome) in zip(scans, outcomes) {
            out.openObject()
            out.member("nonce", scan.nonce)
            out.member("sign_up_id", scan.signUp)
            out.member("outcome", outcome.rawValue)
            out.member("detail", outcome.title.text(in: language))
            out.closeObject()
        }
        out.closeArray()
        out.closeObject()
        return Answer(.ok, body: out.array())
    }
}
