import Domain
import HTTPWire
import Routing
import Services

extension SessionRoutes {
    /// 议事材料: the files of sessions and items of their agendas, of issues and projects.
    var paperEndpoints: [Endpoint] {
        [ResourceName.sessions, .agendaItems, .issues, .projects].flatMap { [attach(to: $0), papers(of: $0)] } + [
            .list(Resource[.deliberationPapers]), .find(Resource[.deliberationPapers]), content,
        ]
    }

    private func papers(of parent: ResourceName) -> Endpoint {
        let field =
            switch parent {
            case .sessions: "session_id"
            case .agendaItems: "item_id"
            case .issues: "issue_id"
            default: "project_id"
            }
        let title = Resource[parent].title
        return .below(
            parent,
            .deliberationPapers,
            by: field,
            "papers",
            title: Title("\(title.chinese)的材料", "Papers of \(title.english.lowercased())")
        )
    }

    private static let paper = (
        uploads: BodyField.sentFiles,
        kind: BodyField("kind", "种类", "Kind", .enumeration(Enumeration(PaperKind.self)), isRequired: true),
        caption: BodyField("caption", "说明", "Caption", .text(1...200))
    )

    private func attach(to parent: ResourceName) -> Endpoint {
        let fields = Self.paper
        let title = Resource[parent].title
        var documentation = Documentation(
            "attach_\(parent.key)",
            Title("给\(title.chinese)附材料", "Attach papers to \(title.english.lowercased())"),
            .deliberation,
            .document("PaperPage")
        )
        documentation.tellsOfCreation = true
        documentation.body = .fields([fields.uploads, fields.kind, fields.caption])
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(parent.path)/{id}/papers",
            access: .holders(of: .writeDeliberation),
            documentation,
            .act { [papers] call in
                let view = try call.view(of: Resource[.deliberationPapers])
                var body = try BodyReader(call)
                let uploads = body.integers(fields.uploads)
                let kind = body.text(fields.kind).flatMap { PaperKind(rawValue: $0) }
                let caption = body.text(fields.caption)
                try body.finish()
                let made = try await papers.attach(
                    uploads,
                    to: parent,
                    call.id,
                    as: kind ?? .document,
                    caption: caption,
                    by: call.principal,
                    view: view
                )
                return Answer(.created, made)
            }
        )
    }

    private var content: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/deliberation-papers/{id}/content",
            access: Resource[.deliberationPapers].read,
            Documentation(
                "get_content_of_deliberation_papers",
                Title("材料原文件", "The file of a paper"),
                .deliberation,
                .file
            ),
            .read { [shelf] call, reader in
                let paper = try reader.file(ofPaper: call.id, scope: call.principal.scope)
                // What is not in the list of somebody is not there for them.
                if paper.step?.isOfParty == true, call.principal.reserves.contains(.partyRecords) {
                    throw DomainError.notFound
                }
                guard !paper.isForStaff || call.principal.holds(.writeDeliberation) else { throw DomainError.forbidden }
                let (id, name) = (call.id, "paper-\(call.id)")
                let isOfParty = paper.step?.isOfParty == true
                // Names, signatures and proofs are people's: who looked at them stands there before they leave.
                guard isOfParty || paper.isForStaff else { return try shelf.answer(with: paper.file, savedAs: name) }
                return shelf.answer(with: paper.file, savedAs: name) { transaction in
                    guard !isOfParty else {
                        return try transaction.audit.noteReading(of: .deliberationPapers, id: id)
                    }
                    let action = "get_content_of_deliberation_papers"
                    try transaction.audit.noteFile(action, of: .deliberationPapers, id: id)
                }
            }
        )
    }
}
