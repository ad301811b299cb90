import Domain
import HTTPWire
import JSON
package import Routing
package import Services

/// 人口: households and residents.
package struct PeopleRoutes: RouteGroup {
    let register: RegisterService
    let residents: ResidentService
    let privacy: PrivacyService

    package init(register: RegisterService, residents: ResidentService, privacy: PrivacyService) {
        self.register = register
        self.residents = residents
        self.privacy = privacy
    }

    package var endpoints: [Endpoint] {
        Endpoint.register(.households, register)
            + Endpoint.register(.residents, register, without: [.create, .update, .remove])
            + [
                .create(Resource[.residents]) { [residents] draft, _, view in
                    try await residents.create(draft, view: view)
                },
                .update(Resource[.residents]) { [residents] draft, id, version, _, view in
                    try await residents.update(draft, id: id, ifVersion: version, view: view)
                },
                .remove(Resource[.residents]) { [residents] id, version, principal in
                    try await residents.remove(id, ifVersion: version, by: principal)
                },
                unmask, accessLog,
            ]
    }

    private static let unmasking = (
        field: BodyField(
            "field",
            "字段",
            "Field",
            .enumeration(Enumeration(PersonalField.self)),
            isRequired: true
        ),
        purpose: BodyField("purpose", "用途", "Purpose", .text(PersonalField.purposeLengths), isRequired: true),
        code: BodyField(
            "purpose_code",
            "处理目的",
            "Purpose of processing",
            .enumeration(Enumeration(Purpose.self)),
            isRequired: true
        )
    )

    private var unmask: Endpoint {
        let fields = Self.unmasking
        var documentation = Documentation(
            "unmask_residents",
            Title("查看居民敏感信息原值", "Show a personal value whole, once"),
            .people,
            .document("PersonalValue")
        )
        documentation.body = .fields([fields.field, fields.purpose, fields.code])
        documentation.rate = .of(.unmaskings)
        return Endpoint(
            .post,
            "\(Endpoint.base)/residents/{id}/unmask",
            access: .holders(of: .unmaskPeople),
            documentation,
            .act { [privacy] call in
                var body = try BodyReader(call)
                let (name, purpose) = (body.value(fields.field), body.text(fields.purpose))
                let processing = body.text(fields.code).flatMap { Purpose(rawValue: $0) }
                try body.finish()
                guard case .text(let code)? = name, let field = PersonalField(rawValue: code), let purpose,
                    let processing
                else {
                    throw DomainError.notFound
                }
                let value = try await privacy.unmask(
                    field,
                    of: call.id,
                    purpose: purpose,
                    for: processing,
                    by: call.principal
                )
                var out = ByteWriter(capacity: 128)
                out.openObject()
                out.member("field", field.rawValue)
                out.member("value", value)
                out.closeObject()
                return Answer(.ok, body: out.array())
            }
        )
    }

    /// Who changed or saw what is held of a resident: for the resident, and for whoever watches over it.
    private var accessLog: Endpoint {
        let entries = Resource[.audit]
        let object = entries.index(of: "object") ?? 0
        return Endpoint(
            .get,
            "\(Endpoint.base)/residents/{id}/access-log",
            access: .holders(of: .readAccessLog),
            Documentation(
                "list_access_log_of_residents",
                Title("谁看过、改过该居民的信息", "Who saw or changed what is held of a resident"),
                .people,
                .page(.audit)
            ),
            .read { call, reader in
                guard try reader.contains(.residents, id: call.id, scope: call.principal.scope) else {
                    throw DomainError.notFound
                }
                let own = Filter(field: object, comparison: .equal, values: [.text("residents/\(call.id)")])
                return try Endpoint.page(entries, call, reader, filters: [own])
            }
        )
    }
}
