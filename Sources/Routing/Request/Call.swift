package import Domain
package import HTTPWire

/// One request on its way through an endpoint (调用): who calls, what for, and how the answer is to look.
package struct Call: Sendable {
    package let request: Request
    package let ids: PathIDs
    package let principal: Principal
    package let query: QueryString
    package let language: Language
    package let time: CommunityTime
    package let now: Instant
    /// Whether the answer is a page for a browser, whatever else it could be.
    package var isPage = false
    /// Whether the answer may name those who spoke up in a hall.
    package var showsNames: Bool

    package var id: Int64 { ids.first }

    package init(
        request: Request,
        ids: PathIDs,
        principal: Principal,
        query: QueryString,
        language: Language,
        time: CommunityTime,
        now: Instant
    ) {
        self.request = request
        self.ids = ids
        self.principal = principal
        self.query = query
        self.language = language
        self.time = time
        self.now = now
        showsNames = principal.needsNames
    }

    /// How one row or a small answer is to look: by `Accept`, `format`, `fields` and `expand`.
    package func view(of resource: Resource) throws -> View {
        if query.items.isEmpty { return try makeView(of: resource) }
        // What is remembered serves everybody of the same scope and rights; whose row is whose is each caller's own.
        var view = try query.view(viewKey(resource)) { try makeView(of: resource) }
        view.account = principal.accountID
        return view
    }

    /// Which rows of a resource are asked for, and how they are to look.
    package func list(of resource: Resource) throws -> ListParameters {
        if query.items.isEmpty { return try ListParameters(self, resource) }
        var asked = try query.list(viewKey(resource)) { try ListParameters(self, resource) }
        asked.view.account = principal.accountID
        return asked
    }

    private func viewKey(_ resource: Resource) -> QueryString.ViewKey {
        QueryString.ViewKey(
            resource: resource.name,
            scope: principal.scope,
            permissions: principal.permissions,
            showsNames: showsNames,
            language: language,
            accept: request.list(of: .accept),
            prefer: request.value(of: .prefer)
        )
    }

    private func makeView(of resource: Resource) throws -> View {
        var faults: [FieldError] = []
        let view = try view(of: resource, faults: &faults)
        for item in query.items where !Self.viewParameters.contains(item.name) {
            faults.append(
                .parameter(
                    item.name,
                    "unknown_parameter",
                    "可用的参数：\(Self.viewParameters.joined(separator: ", "))",
                    "The parameters are: \(Self.viewParameters.joined(separator: ", "))"
                )
            )
        }
        guard faults.isEmpty else { throw DomainError.badParameters(faults) }
        return view
    }

    /// The parameters that every answer about a resource takes.
    static let viewParameters = ["fields", "expand", "format", "header", "bom", "raw"]

    func view(of resource: Resource, faults: inout [FieldError]) throws -> View {
        var view = View(scope: principal.scope, language: language, time: time)
        view.showsContacts = principal.holds(resource.write)
        view.showsNames = showsNames
        view.showsDoors = principal.holds(.recordVisits)
        view.reserves = principal.reserves
        view.account = principal.accountID
        if query.items.isEmpty {
            guard request.range(of: .accept) != nil else { return view }
            view.format = try format(Format.allCases)
            return view
        }
        do {
            view.format = try format(Format.allCases)
        } catch let error as DomainError where error.kind == .badRequest {
            faults += error.fields
        }
        view.csv = csvOptions(&faults)
        view.fields = positions("fields", of: resource, faults: &faults) { _ in true }
        view.expand =
            positions("expand", of: resource, faults: &faults) { position in
                guard case .reference(let target) = resource.fields[position].type else { return false }
                return principal.mayCall(Resource[target].read)
            } ?? []
        return view
    }

    /// The format asked for, of those offered.
    package func format(_ offered: [Format]) throws -> Format {
        let parameter = query.value(of: "format")
        let accept = request.list(of: .accept)
        return try Negotiation.format(accept: accept, parameter: parameter, offered: offered)
    }

    func csvOptions(_ faults: inout [FieldError]) -> View.CSVOptions {
        var options = View.CSVOptions()
        options.headerIsKeys = choice("header", ["titles", "keys"], &faults) == "keys"
        options.hasBOM = choice("bom", ["1", "0"], &faults) != "0"
        options.isRaw = choice("raw", ["0", "1"], &faults) == "1"
        return options
    }

    private func choice(_ name: String, _ values: [String], _ faults: inout [FieldError]) -> String? {
        guard let value = query.value(of: name) else { return nil }
        if values.contains(value) { return value }
        let names = values.joined(separator: ", ")
        faults.append(.parameter(name, "unknown_value", "可用的值：\(names)", "The values are: \(names)"))
        return nil
    }

    private func positions(
        _ parameter: String,
        of resource: Resource,
        faults: inout [FieldError],
        where isAllowed: (_ position: Int) -> Bool
    ) -> [Int]? {
        guard let text = query.value(of: parameter) else { return nil }
        var positions: [Int] = []
        positions.reserveCapacity(16)
        let bytes = text.utf8Span.span
        var start = 0
        while start <= bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != UInt8(ascii: ",") { end += 1 }
            let name = bytes.extracting(start..<end)
            guard
                let position = position(
                    name,
                    parameter,
                    of: resource,
                    near: (positions.last ?? -1) + 1,
                    where: isAllowed
                )
            else {
                faults.append(unknown(text, parameter, of: resource, where: isAllowed))
                return positions
            }
            if !positions.contains(position) { positions.append(position) }
            start = end + 1
        }
        return positions
    }

    private func position(
        _ name: borrowing Span<UInt8>,
        _ parameter: String,
        of resource: Resource,
        near hint: Int,
        where isAllowed: (_ position: Int) -> Bool
    ) -> Int? {
        var position = resource.index(of: name, near: hint)
        if position == nil, parameter == "expand" {
            // `expand=grid` and `expand=grid_id` both mean the grid.
            var bytes: [UInt8] = []
            for index in name.indices { bytes.append(name[index]) }
            position = resource.index(of: String(decoding: bytes, as: UTF8.self) + "_id")
        }
        guard let position, isSeen(position, of: resource), isAllowed(position) else { return nil }
        return position
    }

    private func isSeen(_ position: Int, of resource: Resource) -> Bool {
        let field = resource.fields[position]
        return principal.scope == .visitor ? field.sensitivity == .everyone : field.sensitivity != .names || showsNames
    }

    private func unknown(
        _ text: String,
        _ parameter: String,
        of resource: Resource,
        where isAllowed: (_ position: Int) -> Bool
    ) -> FieldError {
        let names = resource.fields.indices.filter { isSeen($0, of: resource) && isAllowed($0) }
            .map { resource.fields[$0].name }
        let wrong = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init).filter { name in
            !names.contains(name) && !(parameter == "expand" && names.contains("\(name)_id"))
        }
        let (some, all) = (wrong.prefix(5).joined(separator: ", "), names.joined(separator: ", "))
        return .parameter(
            parameter,
            "unknown_field",
            "没有字段 \(some)；可用：\(all)",
            "No field \(some); there are: \(all)"
        )
    }
}
