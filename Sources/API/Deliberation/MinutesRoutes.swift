import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// 会议纪要: written, sent to those who were there, objected to, signed, archived and added to.
package struct MinutesRoutes: RouteGroup {
    let minutes: MinutesService

    package init(minutes: MinutesService) { self.minutes = minutes }

    package var endpoints: [Endpoint] {
        [
            write, circulate, archive, sign, object, answer, add, fingerprint,
            .update(Resource[.sessionMinutes]) { [minutes] draft, id, version, call, view in
                try await minutes.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .below(
                .sessions,
                .sessionMinutes,
                by: "session_id",
                "minutes",
                title: Title("议事会的纪要", "Minutes of a session")
            ),
            .list(Resource[.sessionMinutes]), .find(Resource[.sessionMinutes]),
            .below(
                .sessionMinutes,
                .minutesSignatures,
                by: "minutes_id",
                "signatures",
                title: Title("纪要签字情况", "Who signed minutes")
            ),
            .list(Resource[.minutesSignatures]), .find(Resource[.minutesSignatures]),
            .below(
                .sessionMinutes,
                .minutesObjections,
                by: "minutes_id",
                "objections",
                title: Title("纪要异议", "Objections to minutes")
            ),
            .list(Resource[.minutesObjections]), .find(Resource[.minutesObjections]),
            .below(
                .sessionMinutes,
                .minutesAddenda,
                by: "minutes_id",
                "addenda",
                title: Title("纪要补充", "Addenda to minutes")
            ),
            .list(Resource[.minutesAddenda]), .find(Resource[.minutesAddenda]),
        ]
    }

    /// Something that is made beneath a session or its minutes.
    func making(
        _ name: ResourceName,
        at pattern: String,
        _ operation: String,
        _ title: Title,
        _ fields: [BodyField],
        access: Permission = .writeDeliberation,
        _ make: @escaping @Sendable (Call, inout BodyReader, View) async throws -> Rendered
    ) -> Endpoint {
        var documentation = Documentation(operation, title, .deliberation, .created(name))
        documentation.body = .fields(fields)
        return Endpoint(
            .post,
            "\(Endpoint.base)/\(pattern)",
            access: .holders(of: access),
            documentation,
            .act { call in
                let view = try call.view(of: Resource[name])
                var body = try BodyReader(call)
                return call.created(try await make(call, &body, view), view)
            }
        )
    }

    private var write: Endpoint {
        let form = BodyField("form", "形式", "Form", .enumeration(Enumeration(MinutesForm.self)), isRequired: true)
        let text = BodyField("text", "正文（默认为会议摘要）", "Text, the summary by default", .text(1...20_000))
        let uploads = BodyField(
            "uploads",
            "签字单照片",
            "Photos of the signed sheet",
            .reference(.uploads),
            shape: .values(most: Attachment.callLimit)
        )
        return making(
            .sessionMinutes,
            at: "sessions/{id}/minutes",
            "write_minutes_sessions",
            Title("写纪要：简式即归档，正式为草稿", "Write minutes: the light form is filed, the full one is a draft"),
            [form, text, uploads]
        ) { [minutes] call, body, view in
            let chosen = body.text(form).flatMap { MinutesForm(rawValue: $0) }
            let (words, files) = (body.text(text), body.integers(uploads))
            try body.finish()
            return try await minutes.write(
                ofSession: call.id,
                chosen ?? .full,
                text: words,
                uploads: files,
                by: call.principal,
                view: view
            )
        }
    }

    private var circulate: Endpoint {
        .move(
            Resource[.sessionMinutes],
            "circulate",
            title: Title("送阅到会人员", "Send minutes to whoever was there"),
            access: .writeDeliberation
        ) { [minutes] call, body, view in
            try body.finish()
            return try await minutes.circulate(
                call.id,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    private var archive: Endpoint {
        .move(
            Resource[.sessionMinutes],
            "archive",
            title: Title("归档并取指纹", "Archive minutes with their fingerprint"),
            access: .writeDeliberation
        ) { [minutes] call, body, view in
            try body.finish()
            return try await minutes.archive(
                call.id,
                ifVersion: try call.expectedVersion(required: false),
                by: call.principal,
                view: view
            )
        }
    }

    private var add: Endpoint {
        let text = BodyField("text", "内容", "Text", .text(1...4000), isRequired: true)
        return making(
            .minutesAddenda,
            at: "session-minutes/{id}/addenda",
            "add_session_minutes",
            Title("补充已归档的纪要", "Add to archived minutes"),
            [text]
        ) { [minutes] call, body, view in
            let words = body.text(text)
            try body.finish()
            return try await minutes.add(words ?? "", to: call.id, by: call.principal, view: view)
        }
    }

    /// 核对指纹: taken again from what lies there now.
    private var fingerprint: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/session-minutes/{id}/fingerprint",
            access: .holders(of: .readDeliberation),
            Documentation(
                "get_fingerprint_of_session_minutes",
                Title("核对纪要指纹（重新计算）", "The fingerprint of minutes, taken anew"),
                .deliberation,
                .document("Fingerprint")
            ),
            .read { call, reader in
                let (kept, recomputed) = try reader.minutesReading.fingerprints(
                    of: call.id,
                    scope: call.principal.scope
                )
                var out = ByteWriter(capacity: 256)
                out.openObject()
                if let kept { out.member("fingerprint", kept) }
                out.member("recomputed", recomputed)
                out.member("matches", kept == recomputed)
                out.closeObject()
                return .whole(Answer(.ok, body: out.array()))
            }
        )
    }
}
