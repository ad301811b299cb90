import Domain
import HTTPWire
package import Routing
package import Services

/// 附件: sending files, making them part of a case, looking at them, and letting the public see them.
package struct AttachmentRoutes: RouteGroup {
    let attachments: AttachmentService
    let shelf: any FileShelf

    package init(attachments: AttachmentService, shelf: any FileShelf) {
        self.attachments = attachments
        self.shelf = shelf
    }

    package var endpoints: [Endpoint] {
        [
            upload, uploads, drop,
            .below(.cases, .attachments, by: "case_id", "attachments", title: Title("诉求的附件", "Attachments of a case")),
            attach,
            .list(Resource[.attachments]), .find(Resource[.attachments]), content, remove,
        ] + AttachmentMove.allCases.map(decide)
    }

    private var upload: Endpoint {
        let resource = Resource[.uploads]
        var documentation = Documentation(
            "create_uploads",
            Title("上传一个文件（照片去除位置等拍摄信息）", "Send a file; photos lose their position and camera data"),
            .cases,
            .created(.uploads)
        )
        documentation.body = .file
        documentation.mayBeAnonymous = true
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(resource.name.path)",
            access: resource.read,
            documentation,
            .act { [attachments, shelf] call in
                let view = try call.view(of: resource)
                let sent = try await shelf.keep(call.request)
                let rendered = try await shelf.keeping(sent) {
                    guard let file = sent.files.first, sent.files.count == 1 else { throw Self.oneFile }
                    return try await attachments.keep(file, by: call.principal, view: view)
                }
                return call.created(rendered, view)
            }
        )
    }

    private static let oneFile = DomainError(
        .invalid,
        "one_file",
        "每次上传一个文件",
        "Send one file at a time"
    )

    private var uploads: Endpoint {
        let resource = Resource[.uploads]
        let account = resource.index(of: "account_id") ?? 0
        return Endpoint(
            .get,
            "\(Endpoint.base)/\(resource.name.path)",
            access: resource.read,
            Documentation("list_uploads", Title("我上传的文件", "The files that I sent"), .cases, .page(resource.name)),
            .read { call, reader in
                let own = Filter(field: account, comparison: .equal, values: [.integer(call.principal.accountID ?? 0)])
                return try Endpoint.page(resource, call, reader, filters: [own], scope: .everything)
            }
        )
    }

    /// The own file that nothing uses yet; its place among those that wait is free again.
    private var drop: Endpoint {
        let resource = Resource[.uploads]
        var documentation = Documentation(
            "delete_uploads",
            Title("删除未使用的文件", "Drop a file that is not used"),
            .cases,
            .nothing
        )
        documentation.mayBeAnonymous = true
        return Endpoint(
            .delete,
            "\(Endpoint.base)/\(resource.name.path)/{id}",
            access: resource.read,
            documentation,
            .act { [attachments, shelf] call in
                let version = try call.expectedVersion(required: false)
                await shelf.discard([try await attachments.drop(call.id, ifVersion: version, by: call.principal)])
                return Answer(.noContent)
            }
        )
    }

    private static let fields = (
        uploads: BodyField.sentFiles,
        moment: BodyField("moment", "拍摄时点", "Moment", .enumeration(Enumeration(AttachmentMoment.self))),
        caption: BodyField("caption", "说明", "Caption", .text(1...200))
    )

    private var attach: Endpoint {
        let fields = Self.fields
        var documentation = Documentation(
            "attach_cases",
            Title("给诉求添加附件", "Attach files to a case"),
            .cases,
            .document("AttachmentPage")
        )
        documentation.tellsOfCreation = true
        documentation.body = .fieldsOrForm([fields.uploads, fields.moment, fields.caption])
        return Endpoint(
            .post,
            "\(Endpoint.base)/cases/{id}/attachments",
            access: Resource[.attachments].read,
            documentation,
            .act { [attachments, shelf] call in
                let view = try call.view(of: Resource[.attachments])
                let isForm = call.request.isForm
                let sent = isForm ? try await shelf.keep(call.request) : SentFiles(files: [], fields: [])
                let rendered = try await shelf.keeping(sent) {
                    let addition = isForm ? try Self.addition(sent, call) : try Self.addition(call)
                    return try await attachments.attach(addition, to: call.id, by: call.principal, view: view)
                }
                var answer = Answer(.created, rendered)
                answer.isTagged = true
                return answer
            }
        )
    }

    private static func addition(_ call: Call) throws -> AttachmentService.Addition {
        var body = try BodyReader(call)
        let uploads = body.integers(fields.uploads)
        let moment = body.text(fields.moment).flatMap { AttachmentMoment(rawValue: $0) }
        let caption = body.text(fields.caption)
        try body.finish()
        return AttachmentService.Addition(uploads: uploads, files: [], moment: moment ?? .other, caption: caption)
    }

    /// The fields of a form are texts, each read as the member of that name would be.
    private static func addition(_ sent: SentFiles, _ call: Call) throws -> AttachmentService.Addition {
        var form = FormReader(sent.fields, in: call.time)
        let moment = form.text(fields.moment).flatMap { AttachmentMoment(rawValue: $0) }
        let caption = form.text(fields.caption)
        if sent.files.isEmpty { form.refuse("file", "required", "至少附一个文件", "Has one file at least") }
        try form.finish()
        return AttachmentService.Addition(uploads: [], files: sent.files, moment: moment ?? .other, caption: caption)
    }

    private var content: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/attachments/{id}/content",
            access: Resource[.attachments].read,
            Documentation(
                "get_content_of_attachments",
                Title("附件原文件", "The file of an attachment"),
                .cases,
                .file
            ),
            .read { [shelf] call, reader in
                let file = try reader.file(ofAttachment: call.id, scope: call.principal.scope)
                return try shelf.answer(with: file, savedAs: "attachment-\(call.id)")
            }
        )
    }

    private var remove: Endpoint {
        Endpoint(
            .delete,
            "\(Endpoint.base)/attachments/{id}",
            access: Resource[.attachments].read,
            Documentation("delete_attachments", Title("删除附件", "Remove an attachment"), .cases, .nothing),
            .act { [attachments, shelf] call in
                let version = try call.expectedVersion(required: false)
                if let name = try await attachments.remove(call.id, ifVersion: version, by: call.principal) {
                    await shelf.discard([name])
                }
                return Answer(.noContent)
            }
        )
    }

    private func decide(_ move: AttachmentMove) -> Endpoint {
        let remark = BodyField("remark", "审核说明", "Remark", .text(1...200))
        let resource = Resource[.attachments]
        return .move(resource, move.rawValue, title: move.title, access: .manageCases, fields: [remark]) {
            [attachments] call, body, view in
            let text = body.text(remark)
            try body.finish()
            return try await attachments.decide(
                call.id,
                move,
                remark: text,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }
}
