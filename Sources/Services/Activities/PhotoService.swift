package import Domain

/// 活动照片: files that were sent become photos of an activity, shown to everybody only where somebody chose so.
package struct PhotoService: Sendable {
    private let store: any Store

    package init(store: any Store) { self.store = store }

    /// More than anybody looks through.
    private static let limit: Int64 = 100

    package func attach(
        _ uploads: [Int64],
        to activity: Int64,
        caption: String?,
        isShown: Bool,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        if isShown { try Self.checkApproval(by: principal) }
        return try await store.answer { transaction in
            guard let found = try transaction.activities.find(activity, scope: principal.scope) else {
                throw DomainError.notFound
            }
            let own = try CaseFiles.own(uploads, field: "uploads", of: principal, in: transaction)
            let there = try transaction.activities.photos(of: activity)
            guard there + Int64(own.count) <= Self.limit else {
                throw DomainError(
                    .conflict,
                    "too_many_photos",
                    "一项活动最多 \(Self.limit) 张照片，现有 \(there) 张",
                    "An activity has \(Self.limit) photos at most; there are \(there)"
                )
            }
            let made = try own.map {
                try transaction.activities.addPhoto($0, to: found, caption: caption, isShown: isShown)
            }
            let filter = Filter(field: 0, comparison: .equal, values: made.map { .integer($0) })
            return try transaction.page(
                .activityPhotos,
                ListQuery(filters: [filter], limit: max(made.count, 1)),
                view: view
            )
        }
    }

    /// Changes what is said of a photo, and whether everybody sees it.
    package func update(
        _ draft: Draft,
        id: Int64,
        ifVersion: VersionCondition?,
        by principal: Principal,
        view: View
    ) async throws -> Rendered {
        if draft.integer("shown") == 1 { try Self.checkApproval(by: principal) }
        return try await store.answer { transaction in
            try transaction.update(draft, id: id, ifVersion: ifVersion, scope: view.scope)
            return try transaction.one(.activityPhotos, id: id, view: view)
        }
    }

    /// Whether those in it agreed is for the community to see to, not for whoever advertises with it.
    private static func checkApproval(by principal: Principal) throws {
        guard case .organization = principal.scope else { return }
        throw DomainError.invalid([
            .body(
                "shown",
                "not_allowed",
                "照片由社区工作者核对同意后公开，请先上传、不公开",
                "Community staff show photos once those in them agreed; send it without showing it"
            )
        ])
    }

    /// Takes a photo out; says what its file is called, which nobody needs any more.
    package func remove(_ id: Int64, ifVersion: VersionCondition?, by principal: Principal) async throws -> String? {
        try await store.write { transaction in
            try transaction.expect(.activityPhotos, id: id, ifVersion: ifVersion, scope: principal.scope)
            return try transaction.activities.removePhoto(id)
        }
    }
}
