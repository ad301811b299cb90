package import Domain
import HTTPWire

extension Call {
    /// The versions that `If-Match` names and `If-None-Match` does not; nil when any will do.
    ///
    /// Throws 428 where `If-Match` is required and absent (RFC 6585 section 3).
    package func expectedVersion(required: Bool) throws -> VersionCondition? {
        let (match, noneMatch) = (request.list(of: .ifMatch), request.list(of: .ifNoneMatch))
        guard match != nil || !required else {
            throw DomainError(
                .preconditionRequired,
                "precondition_required",
                "请用 If-Match 指明您看到的版本",
                "Say with If-Match which version you saw",
                fields: [FieldError(.header("If-Match"), "required", "必填", "Required")]
            )
        }
        // What is to be changed exists, or there would be nothing to change (RFC 9110 section 13.1.2).
        if noneMatch == "*" { throw DomainError.precondition }
        // Weak tags never match in If-Match, and always in If-None-Match (RFC 9110 section 8.8.3.2).
        let allowed = try match.flatMap { $0 == "*" ? nil : try versions($0, "If-Match", takesWeak: false) }
        let excluded = try noneMatch.map { try versions($0, "If-None-Match", takesWeak: true) } ?? []
        return allowed == nil && excluded.isEmpty ? nil : VersionCondition(allowed, excluding: excluded)
    }

    private func versions(_ list: String, _ header: String, takesWeak: Bool) throws -> [Int64] {
        try list.split(separator: ",").compactMap { item -> Int64? in
            var tag = item.drop { $0 == " " || $0 == "\t" }
            while tag.last == " " || tag.last == "\t" { tag.removeLast() }
            if tag.hasPrefix("W/") {
                guard takesWeak else { return nil }
                tag = tag.dropFirst(2)
            }
            // Ours are `"version-print"`; a bare version will do, too.
            if tag.hasPrefix("\""), tag.hasSuffix("\""), tag.count >= 2 { tag = tag.dropFirst().dropLast() }
            guard let version = Int64(tag.prefix { $0 != "-" }) else {
                throw DomainError.badParameters([
                    FieldError(.header(header), "bad_tag", "应为 ETag 的值或版本号", "Is to be an ETag or a version")
                ])
            }
            return version
        }
    }
}
