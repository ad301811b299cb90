package import Domain
import HTTPWire

/// Reads the filters, the order and the page of a list from a query (列表参数), all faults at once.
package struct ListParameters: Sendable {
    package let query: ListQuery
    package internal(set) var view: View
    /// Whether the client said how many rows it wants; without it, CSV and NDJSON hold them all.
    package let hasLimit: Bool

    private static let pageParameters = ["limit", "cursor", "sort"]

    init(_ call: Call, _ resource: Resource) throws {
        var faults: [FieldError] = []
        var view = try call.view(of: resource, faults: &faults)
        if Self.asksAbroad(call, resource) { view.scope = .visitor }
        var query = ListQuery()
        if let prefer = call.request.value(of: .prefer) {
            query.wantsTotal = prefer.split(separator: ",").contains { item in
                item.filter { $0 != " " && $0 != "\"" } == "count=exact"
            }
        }
        var hasLimit = false
        for (name, value) in call.query.items {
            if Call.viewParameters.contains(name) { continue }
            switch name {
            case "limit":
                hasLimit = true
                query.limit = Self.limit(value, &faults)
            case "cursor":
                query.cursor = value
            case "sort":
                query.sort = Self.sort(value, resource, view, &faults)
            case "q" where !resource.searched.isEmpty:
                do throws(SearchQuestion.Fault) {
                    query.search = try SearchQuestion(value)
                } catch {
                    faults.append(error.error)
                }
            default:
                if let filter = Self.filter(name, value, resource, view, call.time, &faults) {
                    query.filters.append(filter)
                }
            }
        }
        guard faults.isEmpty else { throw DomainError.badParameters(faults) }
        self.query = query
        self.view = view
        self.hasLimit = hasLimit
    }

    /// Whether somebody of one community asks for what is public of another one, which they see as everybody does.
    private static func asksAbroad(_ call: Call, _ resource: Resource) -> Bool {
        guard resource.read == .everyone, let own = call.principal.scope.communityID,
            let asked = call.query.value(of: "community_id").flatMap({ Int64($0) })
        else { return false }
        return asked != own
    }

    private static func limit(_ text: String, _ faults: inout [FieldError]) -> Int {
        if let limit = Int(text), ListQuery.limits.contains(limit) { return limit }
        faults.append(
            .parameter(
                "limit",
                "out_of_range",
                "应为 \(ListQuery.limits.lowerBound) 到 \(ListQuery.limits.upperBound) 的整数",
                "Is to be a whole number from \(ListQuery.limits.lowerBound) to \(ListQuery.limits.upperBound)"
            )
        )
        return ListQuery.defaultLimit
    }

    private static func sort(
        _ text: String,
        _ resource: Resource,
        _ view: View,
        _ faults: inout [FieldError]
    ) -> [SortKey] {
        let sortable = resource.fields.filter { $0.isSortable && view.shows($0) }.map(\.name)
        var keys: [SortKey] = []
        for item in text.split(separator: ",") {
            let isDescending = item.hasPrefix("-")
            let name = String(isDescending ? item.dropFirst() : item)
            guard sortable.contains(name) else {
                let names = sortable.joined(separator: ", ")
                faults.append(
                    .parameter(
                        "sort",
                        "unknown_sort",
                        "不能按 \(name) 排序；可用：\(names)",
                        "Can not sort by \(name); there are: \(names)"
                    )
                )
                continue
            }
            if !keys.contains(where: { $0.field == name }) { keys.append(SortKey(name, descending: isDescending)) }
        }
        return keys
    }

    /// `due_at.gte` is the field and how it is compared; without a dot it is to be equal.
    private static func split(_ name: String) -> (base: String, operation: String) {
        guard let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return (name, "") }
        return (String(name[..<dot]), String(name[name.utf8.index(after: dot)...]))
    }

    private static func filter(
        _ name: String,
        _ text: String,
        _ resource: Resource,
        _ view: View,
        _ time: CommunityTime,
        _ faults: inout [FieldError]
    ) -> Filter? {
        let (base, operation) = split(name)
        let isAllowed = { (field: Field) in field.filtering != .none && view.shows(field) }
        guard let position = resource.index(of: base.utf8Span.span, near: 0), isAllowed(resource.fields[position])
        else {
            let allowed = resource.fields.filter(isAllowed).map(\.name)
            let search = resource.searched.isEmpty ? [] : ["q"]
            let names = (allowed + search + pageParameters + Call.viewParameters).joined(separator: ", ")
            faults.append(
                .parameter(
                    name,
                    "unknown_parameter",
                    "没有参数 \(name)；可用：\(names)",
                    "No parameter \(name); there are: \(names)"
                )
            )
            return nil
        }
        let field = resource.fields[position]
        let comparisons = field.filtering.comparisons
        guard let comparison = Filter.Comparison(rawValue: operation), comparisons.contains(comparison) else {
            let names = comparisons.map { $0 == .equal ? base : "\(base).\($0.rawValue)" }.joined(separator: ", ")
            faults.append(.parameter(name, "unknown_operator", "可用的写法：\(names)", "The forms are: \(names)"))
            return nil
        }
        let texts =
            comparison == .equal || comparison == .not
            ? text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
                String(Substring($0))
            }
            : [text]
        // Who is asked about by many numbers at once is not somebody who called.
        guard field.filtering != .sealedEquality || texts.count == 1 else {
            faults.append(.parameter(name, "one_value", "每次只能查一个值", "One value at a time"))
            return nil
        }
        guard texts.count <= 100 else {
            faults.append(.parameter(name, "too_many_values", "最多 100 个值", "At most 100 values"))
            return nil
        }
        var values: [FieldValue] = []
        for text in texts {
            if text == "null", field.isOptional, comparison == .equal || comparison == .not {
                values.append(.null)
                continue
            }
            switch FieldParser.parse(text, as: field, in: time) {
            case .success(let value): values.append(value)
            case .failure(let fault): faults.append(fault.at(.parameter(name)))
            }
        }
        return Filter(field: position, comparison: comparison, values: values)
    }
}
