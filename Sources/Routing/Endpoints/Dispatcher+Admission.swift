import Domain
package import HTTPWire

/// What becomes of a body that a head announces (请求体的取舍).
package enum Admission {
    /// It is taken within this limit; nil for that of the server.
    case take(BodyLimit?)
    /// It is not wanted; this is the answer.
    case refuse(Response)
}

extension Dispatcher {
    /// Decides from the head alone, so that nobody sends a megabyte in order to read 401.
    ///
    /// Small bodies that come unasked are not decided about: they cost less than a connection that has to end.
    package func admission(
        ofBodyOf head: Request,
        from address: @autoclosure () -> String?,
        _ context: any LoopContext,
        requestID made: @autoclosure () -> String
    ) -> Admission {
        let isSmall = head.announcedLength.map { $0 <= smallBodyBytes } ?? false
        if isSmall, !head.expectsContinue { return .take(nil) }
        var request = head
        var (visit, frame) = begin(request, address(), context, made())
        do {
            try Self.prepare(&request)
            visit.method = request.method
            switch request.method {
            case .options, .other: return .take(.memory(smallBodyBytes))
            default:
                let (endpoint, _, _) = try admit(request, context, clock.now(), &visit, counts: false)
                if endpoint.sendsFile(request) { return .take(fileLimit) }
                return .take(endpoint.sendsResource ? nil : .memory(smallBodyBytes))
            }
        } catch {
            let response = refusal(error, frame)
            context.observer.answered(visit.record(of: response))
            return .refuse(response)
        }
    }

    /// Finds the endpoint of a request and who calls it; throws when there is none, or when they may not.
    @inline(__always)
    func admit(
        _ request: Request,
        _ context: any LoopContext,
        _ now: Instant,
        _ visit: inout Visit,
        counts: Bool
    ) throws -> (Endpoint, PathIDs, Principal) {
        let (endpoint, ids): (Endpoint, PathIDs)
        switch router.match(request.method, request) {
        case .endpoint(let index, ids: let numbers):
            (endpoint, ids) = (router.endpoints[index], numbers)
            visit.route = index
        case .otherMethods(let methods): throw MethodNotAllowed(methods: methods)
        case .nothing:
            throw DomainError(.notFound, "no_such_path", "没有这个接口", "There is nothing at this path")
        case .badID:
            throw DomainError(
                .badRequest,
                "bad_path",
                "路径中的编号应为正整数",
                "A number in the path is to be a positive whole number"
            )
        }
        // An old token must not keep anybody from signing in, nor a probe from seeing that the server lives.
        let isOpen = endpoint.access == .everyone && endpoint.documentation.area == .access
        let principal = isOpen ? .visitor : try principal(of: request, endpoint, context, now, counts: counts)
        visit.accountID = principal.accountID
        visit.isNameless = endpoint.documentation.mayBeAnonymous && principal.isResident
        if counts, let kind = endpoint.rate { visit.rate = try context.take(kind, for: principal, now: now) }
        guard principal.mayCall(endpoint.access) else {
            // Of a program that acts for a resident the table of roles says nothing: the resident may, and it may not.
            guard principal.role == nil || request.range(of: .xOnBehalfOf) == nil else {
                throw DomainError.forbiddenToPrograms
            }
            throw principal.role == nil ? DomainError.unauthenticated : .forbidden(endpoint.access)
        }
        // A program that was let read only changes nothing, whatever its account may.
        if principal.keyID != nil, !request.method.isSafe, !principal.permissions.hasWriting {
            throw DomainError.forbidden(endpoint.access)
        }
        return (endpoint, ids, principal)
    }

    /// What follows `Bearer ` in any case of letters (RFC 6750 section 2.1, RFC 9110 section 11.1).
    private static func token(in value: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
        guard value.count > 7 else { return nil }
        // The first letter is lowest; the eighth byte belongs to the token.
        let scheme = UInt64(littleEndian: value.loadUnaligned(as: UInt64.self)) & 0x00FF_FFFF_FFFF_FFFF
        guard scheme | 0x0020_2020_2020_2020 == 0x0020_7265_7261_6562 else { return nil }
        return UnsafeRawBufferPointer(rebasing: value[7...])
    }

    /// The resident whom a program names, if it may act for that one; a stranger and nobody are refused alike.
    private func acting(_ caller: Principal, _ request: Request, _ context: any LoopContext) throws -> Principal {
        guard request.range(of: .xOnBehalfOf) != nil else { return caller }
        guard let resident = request.value(of: .xOnBehalfOf).flatMap({ Int64($0) }), resident > 0 else {
            throw DomainError.badParameters([
                FieldError(.header("X-On-Behalf-Of"), "bad_id", "应为居民的编号", "Is to be the number of a resident")
            ])
        }
        guard let key = caller.keyID, caller.holds(.actForResidents),
            let person = try context.reader().principal(ofResident: resident, boundBy: key)
        else {
            throw DomainError(
                .forbidden,
                "not_bound_by_key",
                "只有居民本人经该密钥绑定之后，程序才能代其操作",
                "A program acts only for residents who bound themselves through its key"
            )
        }
        return caller.acting(for: person)
    }

    private func principal(
        of request: Request,
        _ endpoint: Endpoint,
        _ context: any LoopContext,
        _ now: Instant,
        counts: Bool
    ) throws -> Principal {
        guard let range = request.range(of: .authorization) else {
            guard endpoint.isPage, let pass = PageCookie.pass(of: request) else { return .visitor }
            return try refusing(context, now, counts: counts) {
                try request.bytes.withUnsafeBytes { bytes in
                    try context.authenticator.principal(
                        page: UnsafeRawBufferPointer(rebasing: bytes[pass]),
                        reader: context.reader,
                        now: now
                    )
                }
            }
        }
        return try request.bytes.withUnsafeBytes { bytes in
            let value = UnsafeRawBufferPointer(rebasing: bytes[range])
            guard let token = Self.token(in: value) else {
                throw DomainError(
                    .unauthenticated,
                    "unsupported_scheme",
                    "请使用 Authorization: Bearer 令牌",
                    "Use Authorization: Bearer with a token"
                )
            }
            return try refusing(context, now, counts: counts) {
                let caller = try context.authenticator.principal(bearer: token, reader: context.reader, now: now)
                return try acting(caller, request, context)
            }
        }
    }

    /// Each credential costs a look into the store, so whoever tries them has a limit, too.
    private func refusing(
        _ context: any LoopContext,
        _ now: Instant,
        counts: Bool,
        _ find: () throws -> Principal
    ) throws -> Principal {
        do {
            return try find()
        } catch let error as DomainError where error.kind == .unauthenticated {
            if counts { _ = try context.take(.reads, for: .visitor, now: now) }
            throw error
        }
    }
}

extension Dispatcher {
    /// Refuses what can be read in two ways, and applies what stands for the method.
    static func prepare(_ request: inout Request) throws {
        try refuseRepeated(request)
        try applyOverride(&request)
    }

    /// A client that can not send PATCH (a WeChat mini-program) says it with a header; only with POST, and only when
    /// signed in, so that a form of a foreign page can not.
    private static func applyOverride(_ request: inout Request) throws {
        guard request.range(of: .xHTTPMethodOverride) != nil, request.method == .post,
            request.range(of: .authorization) != nil, let name = request.value(of: .xHTTPMethodOverride)
        else { return }
        switch name.uppercased() {
        case "PATCH": request.method = .patch
        case "DELETE": request.method = .delete
        case "PUT": request.method = .put
        default:
            throw DomainError.badParameters([
                FieldError(
                    .header("X-HTTP-Method-Override"),
                    "unknown_method",
                    "可用：PATCH、PUT、DELETE",
                    "There are PATCH, PUT, DELETE"
                )
            ])
        }
    }

    private static let single: [(KnownField, String)] = [
        (.authorization, "Authorization"), (.contentType, "Content-Type"),
        (.xHTTPMethodOverride, "X-HTTP-Method-Override"), (.xOnBehalfOf, "X-On-Behalf-Of"),
    ]

    /// Of two values one would win in silence; whoever stands between might have chosen the other.
    private static func refuseRepeated(_ request: Request) throws {
        if request.count(of: .authorization) <= 1, request.count(of: .contentType) <= 1,
            request.count(of: .xHTTPMethodOverride) <= 1, request.count(of: .xOnBehalfOf) <= 1
        {
            return
        }
        for (field, name) in single where request.count(of: field) > 1 {
            throw DomainError.badParameters([
                FieldError(.header(name), "repeated", "只能出现一次", "May stand only once")
            ])
        }
    }
}
