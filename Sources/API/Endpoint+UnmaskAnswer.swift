import Domain
import HTTPWire
import JSON
import Routing

extension Endpoint {
    private static let purpose = BodyField(
        "purpose",
        "用途",
        "Purpose",
        .text(PersonalField.purposeLengths),
        isRequired: true
    )
    private static let code = BodyField(
        "purpose_code",
        "处理目的",
        "Purpose of processing",
        .enumeration(Enumeration(Purpose.self)),
        isRequired: true
    )

    /// Shows one sensitive answer to a question whole, once (查看敏感回答); that it was shown is noted before.
    static func unmaskingAnswer(
        _ name: ResourceName,
        title: Title,
        access: Permission = .unmaskPeople,
        _ open:
            @escaping @Sendable (_ id: Int64, _ purpose: String, Purpose, Principal) async throws -> OpenedAnswer
    ) -> Endpoint {
        var documentation = Documentation(
            "unmask_\(name.key)",
            title,
            Resource[name].area,
            .document("CaseAnswerValue")
        )
        documentation.body = .fields([purpose, code])
        documentation.rate = .of(.unmaskings)
        return Endpoint(
            .post,
            "\(base)/\(name.path)/{id}/unmask",
            access: .holders(of: access),
            documentation,
            .act { call in
                var body = try BodyReader(call)
                let purpose = body.text(Self.purpose)
                let processing = body.text(Self.code).flatMap { Purpose(rawValue: $0) }
                try body.finish()
                guard let purpose, let processing else { throw DomainError.notFound }
                let opened = try await open(call.id, purpose, processing, call.principal)
                var out = ByteWriter(capacity: 128)
                out.openObject()
                out.member("code", opened.code)
                out.member("value", opened.value)
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }
}
