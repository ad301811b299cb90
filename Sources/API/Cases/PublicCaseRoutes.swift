import Domain
import HTTPWire
import JSON
import Routing

/// 公开诉求: what everybody may read of cases, and what they would read of one before they do.
struct PublicCaseRoutes: RouteGroup {
    let shelf: any FileShelf

    var endpoints: [Endpoint] { [.list(Resource[.publicCases]), one, photo, preview] }

    private var one: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/public-cases/{id}",
            access: .everyone,
            Documentation(
                "get_public_cases",
                Title("公开诉求的进度与照片", "How a public case goes on"),
                .cases,
                .document("PublicCase")
            ),
            .read { call, reader in
                guard let face = try reader.intakes.face(ofCase: call.id), face.hidden.isEmpty else {
                    throw DomainError.notFound
                }
                var out = ByteWriter(capacity: 1024)
                PublicFaceWriter(call).write(face, into: &out)
                return Self.tagged(out)
            }
        )
    }

    /// 公开预览: exactly what everybody would see, whether they do, and why not.
    private var preview: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/cases/{id}/public-view",
            access: Resource[.cases].read,
            Documentation(
                "public_view_of_cases",
                Title("公众将看到的内容", "What everybody will see of a case"),
                .cases,
                .document("PublicView")
            ),
            .read { call, reader in
                guard try reader.contains(.cases, id: call.id, scope: call.principal.scope),
                    let face = try reader.intakes.face(ofCase: call.id)
                else { throw DomainError.notFound }
                var out = ByteWriter(capacity: 1024)
                out.openObject()
                out.member("public", face.hidden.isEmpty)
                out.key("reasons")
                out.openArray()
                for reason in face.reasons {
                    out.openObject()
                    out.member("code", reason.rawValue)
                    out.member("detail", reason.title.text(in: call.language))
                    out.closeObject()
                }
                out.closeArray()
                out.key("view")
                PublicFaceWriter(call).write(face, into: &out)
                out.closeObject()
                return Self.tagged(out)
            }
        )
    }

    private var photo: Endpoint {
        Endpoint(
            .get,
            "\(Endpoint.base)/attachments/{id}/public-content",
            access: .everyone,
            Documentation(
                "get_public_content_of_attachments",
                Title("公开诉求的照片", "A photo of a public case"),
                .cases,
                .file
            ),
            .read { [shelf] call, reader in
                let file = try reader.intakes.publicPhoto(call.id)
                guard let open = shelf.open(file.name) else { throw DomainError.notFound }
                return .file(FileAnswer(mediaType: file.type.rawValue, digest: file.sha256, savedAs: nil), open)
            }
        )
    }

    private static func tagged(_ out: borrowing ByteWriter) -> ReadAnswer {
        var answer = Answer(.ok, body: out.array())
        answer.isTagged = true
        return .whole(answer)
    }
}

/// Writes what everybody reads of a case (公开内容的写法), for them and for whoever looks beforehand.
struct PublicFaceWriter {
    private let language: Language
    private let time: CommunityTime

    init(_ call: Call) {
        language = call.language
        time = call.time
    }

    func write(_ face: PublicFace, into out: inout ByteWriter) {
        out.openObject()
        out.member("id", face.id)
        out.member("community_id", face.community)
        out.member("number", face.number)
        out.member("category", face.category)
        out.member("title", face.title)
        out.member("status", face.status.rawValue)
        out.member("status_title", face.status.shown.text(in: language))
        out.member("place", face.place)
        out.member("created_at", time.rfc3339(face.createdAt))
        out.member("closed_at", face.closedAt.map { time.rfc3339($0) })
        out.key("timeline")
        out.openArray()
        for event in face.timeline {
            out.openObject()
            out.member("at", time.rfc3339(event.at))
            out.member("status", event.status.rawValue)
            out.member("status_title", event.status.shown.text(in: language))
            out.member("text", event.text)
            out.closeObject()
        }
        out.closeArray()
        out.key("photos")
        out.openArray()
        for photo in face.photos {
            out.openObject()
            out.member("id", photo.id)
            out.member("moment", photo.moment.rawValue)
            out.member("caption", photo.caption)
            out.member("url", "\(Endpoint.base)/attachments/\(photo.id)/public-content")
            out.closeObject()
        }
        out.closeArray()
        out.closeObject()
    }
}
