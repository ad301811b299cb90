import Domain
import HTTPWire
import Routing
import Services

/// 活动照片: what is left of an activity to look at; whoever is in a photo can have it taken out.
struct PhotoRoutes: RouteGroup {
    let register: RegisterService
    let photos: PhotoService
    let shelf: any FileShelf

    var endpoints: [Endpoint] {
        Endpoint.register(.activityPhotos, register, without: [.create, .update, .remove]) + [
            .update(Resource[.activityPhotos]) { [photos] draft, id, version, call, view in
                try await photos.update(draft, id: id, ifVersion: version, by: call.principal, view: view)
            },
            .below(
                .activities,
                .activityPhotos,
                by: "activity_id",
                "photos",
                title: Title("活动的照片", "Photos of an activity")
            ),
            attach, content, remove,
        ]
    }

    private static let fields = (
        uploads: BodyField.sentFiles,
        caption: BodyField("caption", "说明", "Caption", .text(1...200)),
        shown: BodyField("shown", "公开", "Shown to everybody", .boolean)
    )

    private var attach: Endpoint {
        let fields = Self.fields
        var documentation = Documentation(
            "attach_activities",
            Title("给活动附照片", "Attach photos to an activity"),
            .activities,
            .document("PhotoPage")
        )
        documentation.tellsOfCreation = true
        documentation.body = .fields([fields.uploads, fields.caption, fields.shown])
        return Endpoint(
            .post,
            "\(Endpoint.base)/activities/{id}/photos",
            access: .holders(of: .manageSignUps),
            documentation,
            .act { [photos] call in
                let view = try call.view(of: Resource[.activityPhotos])
                var body = try BodyReader(call)
                let uploads = body.integers(fields.uploads)
                let (caption, isShown) = (body.text(fields.caption), body.integer(fields.shown) == 1)
                try body.finish()
                let made = try await photos.attach(
                    uploads,
                    to: call.id,
                    caption: caption,
                    isShown: isShown,
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
            "\(Endpoint.base)/activity-photos/{id}/content",
            access: .everyone,
            Documentation(
                "get_content_of_activity_photos",
                Title("照片原文件", "The file of a photo"),
                .activities,
                .file
            ),
            .read { [shelf] call, reader in
                try shelf.answer(with: reader.file(ofPhoto: call.id, scope: call.principal.scope))
            }
        )
    }

    private var remove: Endpoint {
        Endpoint(
            .delete,
            "\(Endpoint.base)/activity-photos/{id}",
            access: .holders(of: .manageSignUps),
            Documentation("delete_activity_photos", Title("删除照片", "Remove a photo"), .activities, .nothing),
            .act { [photos, shelf] call in
                let version = try call.expectedVersion(required: false)
                if let name = try await photos.remove(call.id, ifVersion: version, by: call.principal) {
                    await shelf.discard([name])
                }
                return Answer(.noContent)
            }
        )
    }
}
