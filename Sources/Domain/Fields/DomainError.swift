/// A refusal that people can act on (业务错误): a stable code, a sentence in both languages, and every field at fault.
package struct DomainError: Error, Sendable {
    package let kind: Kind
    package let code: String
    package let message: Title
    package var fields: [FieldError]
    /// Further members of the answer, such as the moves possible now.
    package var details: [(name: String, value: Detail)]
    /// Whether it is the refusal of an earlier request, given again.
    package var isReplayed = false
    /// When it makes sense to try again, where that is known.
    package var retrySeconds: Int64?
    /// The limit that was used up.
    package var rate: RateState?

    /// What sort of refusal it is; one table at the edge maps it to a status.
    package enum Kind: String, Sendable, CaseIterable {
        case badRequest, invalid, unauthenticated, forbidden, notFound, methodNotAllowed, notAcceptable, conflict
        case precondition, preconditionRequired, tooLarge, unsupported, tooMany, unavailable, noSpace, internalError
    }

    /// A value beside the sentence.
    package enum Detail: Sendable {
        case integer(Int64)
        case text(String)
        case texts([String])
    }

    package init(
        _ kind: Kind,
        _ code: String,
        _ chinese: String,
        _ english: String,
        fields: [FieldError] = [],
        details: [(name: String, value: Detail)] = []
    ) {
        self.kind = kind
        self.code = code
        self.message = Title(chinese, english)
        self.fields = fields
        self.details = details
    }
}

/// An error of a lower layer that has a sentence for people (可说明的错误); without one it is internal.
package protocol RefusableError: Error {
    var refusal: DomainError? { get }
}

/// One fault in what was sent (字段错误): where, which, and why.
package struct FieldError: Sendable, Hashable {
    package let location: Location
    package let code: String
    package let detail: Title

    /// Where the fault lies: a JSON Pointer into the body, a query parameter, or a header.
    package enum Location: Sendable, Hashable {
        case pointer(String)
        case parameter(String)
        case header(String)
    }

    package init(_ location: Location, _ code: String, _ chinese: String, _ english: String) {
        self.location = location
        self.code = code
        self.detail = Title(chinese, english)
    }

    package static func body(_ field: String, _ code: String, _ chinese: String, _ english: String) -> FieldError {
        FieldError(.pointer("#/\(field)"), code, chinese, english)
    }

    package static func parameter(_ name: String, _ code: String, _ chinese: String, _ english: String) -> FieldError {
        FieldError(.parameter(name), code, chinese, english)
    }
}

extension DomainError {
    /// Values of a body that cannot be taken, all of them at once.
    package static func invalid(_ fields: [FieldError]) -> DomainError {
        DomainError(
            .invalid,
            "validation_failed",
            "提交的内容有 \(fields.count) 处错误",
            "The body has \(fields.count) error(s)",
            fields: shown(fields)
        )
    }

    /// Thirty faults help whoever sent them; thousands would only make an answer larger than what asked for it.
    private static func shown(_ fields: [FieldError]) -> [FieldError] { Array(fields.prefix(30)) }

    /// A path, query or header that cannot be read, all faults at once.
    package static func badParameters(_ fields: [FieldError]) -> DomainError {
        DomainError(
            .badRequest,
            "bad_request",
            "请求参数有 \(fields.count) 处错误",
            "The request has \(fields.count) error(s)",
            fields: shown(fields)
        )
    }

    /// Absent, or not visible to the caller: the two are not told apart.
    package static let notFound = DomainError(
        .notFound,
        "not_found",
        "没有找到该内容，或不在您的数据范围内",
        "There is no such thing, or it is not in your scope"
    )

    package static let forbidden = DomainError(
        .forbidden,
        "forbidden",
        "您的角色没有执行此操作的权限",
        "Your role does not allow this"
    )

    /// Says which roles may, so that people know whom to ask.
    package static func forbidden(_ access: Access) -> DomainError {
        guard case .holders(of: let permission) = access else { return forbidden }
        let roles = Role.allCases.filter { $0.permissions.contains(permission) }.map(\.title)
        guard !roles.isEmpty else { return forbidden }
        return DomainError(
            .forbidden,
            "forbidden",
            "您的角色没有执行此操作的权限；可由下列角色办理：\(roles.map(\.chinese).joined(separator: "、"))",
            "Your role does not allow this; these do: \(roles.map(\.english).joined(separator: ", "))"
        )
    }

    package static let forbiddenToPrograms = DomainError(
        .forbidden,
        "forbidden",
        "该操作不能由程序代办，请居民本人登录后办理",
        "A program does not do this for a resident, who does it by their own sign-in"
    )

    package static let unauthenticated = DomainError(
        .unauthenticated,
        "unauthenticated",
        "请先登录",
        "Sign in first"
    )

    /// A move that is not possible from where the row stands; it names those that are.
    package static func illegalMove(
        _ move: String,
        of thing: Title,
        from status: some TitledEnum,
        allowed: [String]
    ) -> DomainError {
        DomainError(
            .conflict,
            "illegal_move",
            "\(thing.chinese)现为“\(status.title.chinese)”，不能执行 \(move)；现在可以："
                + (allowed.isEmpty ? "无" : allowed.joined(separator: "、")),
            "The \(thing.english) is “\(status.title.english)”; \(move) is not possible, these are: "
                + (allowed.isEmpty ? "none" : allowed.joined(separator: ", ")),
            details: [("from", .text(status.rawValue)), ("allowed", .texts(allowed))]
        )
    }

    /// The row changed since the version that the caller saw.
    package static func stale(current: Int64) -> DomainError {
        DomainError(
            .precondition,
            "version_mismatch",
            "内容已被他人修改，当前版本为 \(current)",
            "The content was changed by somebody else; its version is now \(current)",
            details: [("version", .integer(current))]
        )
    }
}

extension DomainError {
    /// The same, where what is wrong was one entry of a longer body: each fault says which entry and, of these members, where.
    package func placed(at place: String, members: [String]) -> DomainError {
        var error = self
        let faults = fields.map { fault in
            guard case .pointer(let pointer) = fault.location, let name = members.first(where: { pointer == "#/\($0)" })
            else { return FieldError.body(place, fault.code, fault.detail.chinese, fault.detail.english) }
            return FieldError.body("\(place)/\(name)", fault.code, fault.detail.chinese, fault.detail.english)
        }
        // Of two members that stand together only once the named one is at fault.
        let named = faults.filter { $0.location != .pointer("#/\(place)") }
        error.fields = named.isEmpty ? Array(faults.prefix(1)) : named
        if error.fields.isEmpty { error.fields = [.body(place, code, message.chinese, message.english)] }
        return error
    }
}
