import Domain
import HTTPWire
package import Routing
import Services

extension Endpoint {
    /// Where the product's resources live.
    package static let base = "/api/v1"

    /// The five ordinary endpoints of a plain register (台账).
    ///
    /// A resource that differs in one of them leaves it out and writes that one by hand.
    static func register(
        _ name: ResourceName,
        _ service: RegisterService,
        without left: Set<RegisterAct> = []
    ) -> [Endpoint] {
        let resource = Resource[name]
        return RegisterAct.allCases.filter { !left.contains($0) }.map { act in
            switch act {
            case .list: list(resource, people: service)
            case .find: find(resource)
            case .create: create(resource) { draft, call, view in try await service.create(draft, view: view) }
            case .update:
                update(resource) { draft, id, version, _, view in
                    try await service.update(draft, id: id, ifVersion: version, view: view)
                }
            case .remove:
                remove(resource) { id, version, principal in
                    try await service.remove(resource.name, id: id, ifVersion: version, scope: principal.scope)
                }
            }
        }
    }

    /// A page; where it is asked whose a phone or ID number is, `people` looks and leaves a record.
    static func list(
        _ resource: Resource,
        people: RegisterService? = nil,
        scope: @escaping @Sendable (Call) -> DataScope? = { _ in nil }
    ) -> Endpoint {
        Endpoint(
            .get,
            "\(base)/\(resource.name.path)",
            access: resource.read,
            Documentation(
                "list_\(resource.name.key)",
                Title("\(resource.title.chinese)列表", "List \(resource.title.english)"),
                resource.area,
                .page(resource.name)
            ),
            .read { call, reader in try page(resource, call, reader, scope: scope(call), people: people) }
        )
    }

    static func find(_ resource: Resource) -> Endpoint {
        Endpoint(
            .get,
            "\(base)/\(resource.name.path)/{id}",
            access: resource.read,
            Documentation(
                "get_\(resource.name.key)",
                Title("查看\(resource.title.chinese)", "One of \(resource.title.english)"),
                resource.area,
                .one(resource.name)
            ),
            .read { call, reader in
                var view = try call.view(of: resource)
                let isExport = view.format.isTakenAway && resource.isOfPeople(view)
                if resource.watch == .records || resource.watch == .pages { return noted(resource, view) }
                if resource.showsDoor(view) { return noted(resource, view, isExport: isExport) }
                if resource.showsPartyRecords(view), try reader.isPartyRecord(resource.name, id: call.id) {
                    return noted(resource, view)
                }
                do {
                    let found = try reader.one(resource.name, id: call.id, view: view)
                    // A file of one is carried off as one of many is.
                    return isExport ? noted(resource, view, isExport: true) : call.found(found, view)
                } catch let error as DomainError where error.kind == .notFound && resource.read == .everyone {
                    // What everybody sees of another community whoever is signed in sees, too, and no more of it.
                    view.scope = .visitor
                    return call.found(try reader.one(resource.name, id: call.id, view: view), view)
                }
            }
        )
    }

    /// A row is added; `findsReferences` where what it refers to lies in the scope of whoever adds it.
    static func create(
        _ resource: Resource,
        rate: Documentation.Rate = .byMethod,
        beside: [BodyField] = [],
        findsReferences: Bool = true,
        _ make: @escaping @Sendable (Draft, Call, View) async throws -> Rendered
    ) -> Endpoint {
        var documentation = Documentation(
            "create_\(resource.name.key)",
            Title("新增\(resource.title.chinese)", "Add to \(resource.title.english)"),
            resource.area,
            .created(resource.name)
        )
        documentation.body = .create(resource.name)
        documentation.rate = rate
        documentation.beside = beside
        return Endpoint(
            .post,
            "\(base)/\(resource.name.path)",
            access: .holders(of: resource.write),
            documentation,
            .act { call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .create, scope: view.scope)
                let made = try await making(draft, &body, findsReferences: findsReferences, view) {
                    try await make(draft, call, view)
                }
                return call.created(made, view)
            }
        )
    }

    static func update(
        _ resource: Resource,
        beside: [BodyField] = [],
        _ change:
            @escaping @Sendable (Draft, Int64, _ ifVersion: VersionCondition?, Call, View) async throws -> Rendered
    ) -> Endpoint {
        var documentation = Documentation(
            "update_\(resource.name.key)",
            Title("修改\(resource.title.chinese)", "Change \(resource.title.english)"),
            resource.area,
            .one(resource.name)
        )
        documentation.body = .patch(resource.name)
        documentation.beside = beside
        documentation.needsPrecondition = resource.needsPrecondition
        return Endpoint(
            .patch,
            "\(base)/\(resource.name.path)/{id}",
            access: .holders(of: resource.write),
            documentation,
            .act { call in
                let view = try call.view(of: resource)
                let version = try call.expectedVersion(required: resource.needsPrecondition)
                var body = try BodyReader(call)
                let draft = body.draft(resource, .patch, scope: view.scope)
                let faults = body.finishNoting()
                let changed = try await sayingAll(faults, of: draft, view) {
                    try await change(draft, call.id, version, call, view)
                }
                return call.changed(changed, view)
            }
        )
    }

    static func remove(
        _ resource: Resource,
        _ forget: @escaping @Sendable (Int64, _ ifVersion: VersionCondition?, Principal) async throws -> Void
    ) -> Endpoint {
        var documentation = Documentation(
            "delete_\(resource.name.key)",
            Title("删除\(resource.title.chinese)", "Remove from \(resource.title.english)"),
            resource.area,
            .nothing
        )
        documentation.needsPrecondition = resource.needsPrecondition
        return Endpoint(
            .delete,
            "\(base)/\(resource.name.path)/{id}",
            access: .holders(of: resource.write),
            documentation,
            .act { call in
                let version = try call.expectedVersion(required: resource.needsPrecondition)
                try await forget(call.id, version, call.principal)
                return Answer(.noContent)
            }
        )
    }

    /// A page, or all rows where the format can hold them and the client set no limit.
    static func page(
        _ resource: Resource,
        _ call: Call,
        _ reader: any Reader,
        filters: [Filter] = [],
        scope: DataScope? = nil,
        people: RegisterService? = nil
    ) throws -> ReadAnswer {
        let parameters = try call.list(of: resource)
        if parameters.query.filters.contains(where: { $0.asksForPerson(in: resource) }) {
            // A list that nobody writes down who was searched in takes no such filter.
            guard let people, call.principal.holds(.unmaskPeople) else { throw DomainError.forbidden }
            return .recorded(.unmaskings) { call in
                let (query, view) = (parameters.query, parameters.view)
                let found = try await people.search(resource, query, view: view, by: call.principal)
                return call.page(found, view)
            }
        }
        var query = parameters.query
        query.filters += filters
        var view = parameters.view
        // Rows of an account have no place in the territory; then the filters say whose they are.
        if let scope { view.scope = scope }
        let holdsAll = view.format.holdsAll
        // A file that is fetched page by page is carried off all the same; a cursor asks for one of its pages.
        let isExport = view.format.isTakenAway && resource.isOfPeople(view)
        guard holdsAll, !parameters.hasLimit, !isExport || query.cursor == nil else {
            if isExport || resource.watch == .pages || resource.showsPartyRecords(view)
                || resource.showsDoor(view),
                try !reader.records(onPageOf: resource.name, query, view: view).isEmpty
            {
                return notedPage(resource, query, view, isExport: isExport || holdsAll)
            }
            return call.listed(try reader.page(resource.name, query, view: view), view)
        }
        if isExport || resource.showsPartyRecords(view) {
            return notedExport(resource, query, view)
        }
        return call.exported(try reader.export(resource.name, query, view: view), resource.name, view)
    }

    /// The rows that belong to one row of another resource, which must be in scope itself.
    static func below(
        _ parent: ResourceName,
        _ child: ResourceName,
        by field: String,
        _ path: String,
        title: Title,
        check: (@Sendable (Call, any Reader) throws -> Void)? = nil
    ) -> Endpoint {
        let resource = Resource[child]
        let position = resource.index(of: field) ?? 0
        return Endpoint(
            .get,
            "\(base)/\(parent.path)/{id}/\(path)",
            access: resource.read,
            Documentation("list_\(child.key)_of_\(parent.key)", title, resource.area, .page(child)),
            .read { call, reader in
                let own = Filter(field: position, comparison: .equal, values: [.integer(call.id)])
                if try reader.contains(parent, id: call.id, scope: call.principal.scope) {
                    try check?(call, reader)
                    return try page(resource, call, reader, filters: [own])
                }
                // What everybody sees of another community whoever is signed in sees, too, and no more of it.
                guard resource.read == .everyone, try reader.contains(parent, id: call.id, scope: .visitor) else {
                    throw DomainError.notFound
                }
                return try page(resource, call, reader, filters: [own], scope: .visitor)
            }
        )
    }

    /// A move of a workflow: `POST /…/{id}/{move}`.
    static func move(
        _ resource: Resource,
        _ name: String,
        title: Title,
        access: Permission,
        fields: [BodyField] = [],
        beside: [BodyField] = [],
        _ act: @escaping @Sendable (Call, inout BodyReader, View) async throws -> Rendered
    ) -> Endpoint {
        var documentation = Documentation(
            "\(name.replacing("-", with: "_"))_\(resource.name.key)",
            title,
            resource.area,
            .one(resource.name)
        )
        documentation.body = .fields(fields)
        documentation.beside = beside
        return Endpoint(
            .post,
            "\(base)/\(resource.name.path)/{id}/\(name)",
            access: .holders(of: access),
            documentation,
            .act { call in
                let view = try call.view(of: resource)
                var body = try BodyReader(call, isOptional: true)
                return call.changed(try await act(call, &body, view), view)
            }
        )
    }
}

/// The ordinary acts on a register.
enum RegisterAct: CaseIterable {
    case list, find, create, update, remove
}

extension ResourceName {
    /// The name as an identifier: `party_members`.
    var key: String { path.replacing("-", with: "_") }
}
