import Domain

/// What each kind of thing that is heard must and may bring (听到的内容须填项).
enum HeardRules {
    static func check(_ heard: Heard, metID: Int64?) throws {
        // What it is was not to be read: what it needs nobody knows.
        guard !heard.unread.contains("kind") else { return }
        let hasResident = heard.residentID ?? metID != nil || heard.unread.contains("resident_id")
        let given = given(in: heard).union(heard.unread.subtracting(["resident_id"]))
        let (needed, allowed) = fields(of: heard.kind)
        var faults = needed.subtracting(given).sorted().map { name in
            FieldError.body(name, "required", "\(heard.kind.title.chinese)须填写", "Required for \(heard.kind.rawValue)")
        }
        faults += given.subtracting(needed).subtracting(allowed).sorted().map { name in
            FieldError.body(
                name,
                "not_allowed",
                "\(heard.kind.title.chinese)不填此项",
                "Is not for \(heard.kind.rawValue)"
            )
        }
        if heard.kind == .change {
            if !hasResident {
                faults.append(.body("resident_id", "required", "请填写变更的是哪位居民", "Name the resident who changed"))
            }
            if given.isEmpty {
                faults.append(.body("description", "required", "请填写变更内容", "Say what changed"))
            }
        }
        guard faults.isEmpty else { throw DomainError.invalid(faults) }
    }

    private static func given(in heard: Heard) -> Set<String> {
        let members: [(String, Bool)] = [
            ("title", heard.title != nil), ("description", heard.description != nil),
            ("category_id", heard.categoryID != nil), ("priority", heard.priority != nil),
            ("private", heard.isPrivate != nil), ("praised_id", heard.praisedID != nil), ("phone", heard.phone != nil),
            ("residency", heard.residency != nil), ("care_tag", heard.careTag != nil),
        ]
        return Set(members.filter(\.1).map(\.0))
    }

    private static func fields(of kind: HeardKind) -> (needed: Set<String>, allowed: Set<String>) {
        switch kind {
        case .request: (["title", "description", "category_id"], ["priority", "private"])
        case .errand: (["title", "category_id"], ["description", "priority", "private"])
        // Where the hall is not open to the visitor, it is a case of the common category unless one is named.
        case .suggestion: (["title", "description"], ["category_id", "private"])
        case .wish: (["description"], [])
        case .praise: (["description"], ["title", "category_id", "praised_id", "private"])
        case .change: ([], ["description", "phone", "residency", "care_tag"])
        }
    }
}
