import Domain
import HTTPWire
package import Routing
package import Services

/// 诉求: intake, every move of its life, and the timeline.
package struct CaseRoutes: RouteGroup {
    let register: RegisterService
    let cases: CaseService
    let shelf: any FileShelf

    package init(register: RegisterService, cases: CaseService, shelf: any FileShelf) {
        self.register = register
        self.cases = cases
        self.shelf = shelf
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.workingDays, register)
            + Endpoint.register(.cases, register, without: [.find, .create, .update, .remove]) + [
                find,
                submit,
                batch,
                similar,
                update,
                .below(.cases, .caseTimeline, by: "case_id", "timeline", title: Title("诉求时间线", "Timeline of a case")),
            ] + CaseMove.allCases.map(move)
    }

    /// Whoever may submit a case need not be allowed to handle one.
    private var submit: Endpoint {
        let resource = Resource[.cases]
        var documentation = Documentation(
            "create_cases",
            Title("上报诉求，连同追问回答、照片和首个动作", "Report a case with its answers, photos and first move"),
            resource.area,
            .created(.cases)
        )
        documentation.body = .createWith(.cases, CaseFilingBody.beside(isOffline: false))
        documentation.files = CaseFilingBody.files
        documentation.mayBeAnonymous = true
        documentation.beside = [CaseAsides.similar, CaseAsides.proposal]
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(resource.name.path)",
            access: .holders(of: .submitCase),
            documentation,
            .act { [cases, shelf] call in
                let view = try call.view(of: resource)
                let rendered = try await shelf.withFiles(call) { sent in
                    var body = try sent.map { try BodyReader(form: $0.fields, in: call.time) } ?? BodyReader(call)
                    let filing = CaseFilingBody.read(&body, sent, call, isOffline: false)
                    var faults: [FieldError] = []
                    do {
                        try body.finish()
                    } catch let error as DomainError where error.kind == .invalid {
                        faults = try await CaseFilingBody.whole(error, filing, cases).fields
                    }
                    let writing = CaseAsides.writing(call)
                    let isWhole = CaseFilingBody.isWhole(faults, at: "#")
                    return try await Endpoint.sayingAll(faults, of: filing.draft, view, isWhole: isWhole) {
                        try await cases.file(filing, by: call.principal, view: view, writing: writing)
                    }
                }
                return call.created(rendered, view)
            }
        )
    }

    /// What a device wrote down without a network: each entry is judged for itself, and tells how it went.
    private var batch: Endpoint {
        let entries = BodyField(
            "cases",
            "诉求",
            "Cases",
            shape: .objects(CaseFilingBody.members, most: Int(RuleNumber.batchEntries.range.upperBound)),
            isRequired: true
        )
        var documentation = Documentation(
            "batch_cases",
            Title("成批上传离线上报；每条须有 client_id，重复上传不会重复立案", "Send cases noted offline; a repeat never doubles one"),
            .cases,
            .document("CaseResults")
        )
        documentation.body = .fields([entries])
        documentation.sendsMuch = true
        documentation.mayBeAnonymous = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/batch",
            access: .holders(of: .submitCase),
            documentation,
            .act { [cases] call in
                var body = try BodyReader(call)
                let entries = body.entries(entries) { CaseFilingBody.read(&$0, nil, call, isOffline: true) }
                try body.finish()
                try await cases.checkBatch(of: entries.count, by: call.principal)
                let view = View(scope: call.principal.scope, language: call.language, time: call.time)
                let answer = try await cases.answerBatch(of: entries.compactMap(\.value), by: call.principal) {
                    try await BatchAnswer.of(entries, call, named: \.clientID) { filing, entry in
                        try await Self.file(filing, entry, call, view, cases)
                    }
                }
                return Answer(.ok, answer)
            }
        )
    }

    /// An entry says all that is wrong with it, as a report alone does.
    private static func file(
        _ filing: CaseFiling,
        _ entry: BodyReader.Entry<CaseFiling>,
        _ call: Call,
        _ view: View,
        _ cases: CaseService
    ) async throws -> Rendered {
        var faults: [FieldError] = []
        if let error = entry.error {
            guard error.kind == .invalid else { throw error }
            faults = try await CaseFilingBody.whole(error, filing, at: entry.place, cases).fields
        }
        let writing = CaseAsides.writing(call)
        let isWhole = CaseFilingBody.isWhole(faults, at: entry.place)
        return try await Endpoint.sayingAll(faults, of: filing.draft, at: entry.place, view, isWhole: isWhole) {
            try await cases.file(filing, at: entry.place, by: call.principal, view: view, writing: writing)
        }
    }

    /// One case; whoever tells the households of its duplicates reads which are left.
    private var find: Endpoint {
        let plain = Endpoint.find(Resource[.cases])
        var documentation = plain.documentation
        documentation.beside = [CaseAsides.untold]
        return Endpoint(
            plain.method,
            plain.pattern,
            access: plain.access,
            documentation,
            .read { call, reader in
                let view = try call.view(of: Resource[.cases])
                let row = try reader.one(.cases, id: call.id, view: view)
                if view.format.isTakenAway, Resource[.cases].isOfPeople(view) {
                    return Endpoint.noted(Resource[.cases], view, isExport: true)
                }
                guard view.fields == nil, call.principal.holds(.manageCases) else { return call.found(row, view) }
                let untold = try reader.intakes.untoldDuplicates(ofCase: call.id, scope: call.principal.scope)
                return call.found(
                    untold.isEmpty ? row : row.adding("untold_duplicates", CaseAsides.write(untold)),
                    view
                )
            }
        )
    }

    private var update: Endpoint {
        .update(Resource[.cases], beside: [CaseAsides.given]) { [cases] draft, id, version, call, view in
            try await cases.update(
                draft,
                id: id,
                ifVersion: version,
                by: call.principal,
                view: view,
                writing: CaseAsides.writing(call)
            )
        }
    }

    private func move(_ move: CaseMove) -> Endpoint {
        let content = CaseMoveBody(move: move)
        guard !content.files.isEmpty else { return plainMove(move, content) }
        let plain = plainMove(move, content)
        var documentation = plain.documentation
        documentation.files = content.files
        return Endpoint(
            plain.method,
            plain.pattern,
            access: plain.access,
            documentation,
            .act { [cases, shelf] call in
                let view = try call.view(of: Resource[.cases])
                let rendered = try await shelf.withFiles(call) { sent in
                    var body =
                        try sent.map { try BodyReader(form: $0.fields, in: call.time) }
                        ?? BodyReader(call, isOptional: true)
                    var act = content.read(&body, call.time)
                    if let sent { act.files = content.files(of: sent, &body) }
                    act.ifVersion = try call.expectedVersion(required: false)
                    return try await Self.moving(act, content, &body, call, view, cases)
                }
                return call.changed(rendered, view)
            }
        )
    }

    private func plainMove(_ move: CaseMove, _ content: CaseMoveBody) -> Endpoint {
        .move(
            Resource[.cases],
            move.rawValue,
            title: move.title,
            access: move.permission,
            fields: content.fields,
            beside: move == .accept ? [CaseAsides.proposal] : move == .tell ? [CaseAsides.untold] : []
        ) { [cases] call, body, view in
            var act = content.read(&body, call.time)
            act.ifVersion = try call.expectedVersion(required: false)
            return try await Self.moving(act, content, &body, call, view, cases)
        }
    }

    /// Makes the move, or says at once what is wrong with its body, of itself and by the rules.
    private static func moving(
        _ act: CaseAct,
        _ content: CaseMoveBody,
        _ body: inout BodyReader,
        _ call: Call,
        _ view: View,
        _ cases: CaseService
    ) async throws -> Rendered {
        let faults = body.finishNoting()
        let writing = CaseAsides.writing(call)
        return try await Endpoint.sayingAll(faults, of: nil, view, isWhole: content.isWhole(faults)) {
            try await cases.move(call.id, act, by: call.principal, view: view, writing: writing)
        }
    }
}

extension CaseMove {
    /// The right that lets somebody call the move at all; as what they stand to the case, the rules say then.
    var permission: Permission {
        switch self {
        case .answer, .start, .return, .extend, .reportDone: .handleCase
        case .accept, .verifyFirst, .decline, .dispatch, .reassign, .referBack, .wake, .merge, .tell, .reopen:
            .manageCases
        case .rule, .referUp, .shelve, .void, .supervise: .overseeCases
        // A reporter may be the one who checks.
        case .sendBack, .close, .withdraw, .rate: .submitCase
        case .undo: .readCases
        }
    }
}
