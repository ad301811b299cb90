/// References of what is written (引用): what lies elsewhere and what is nowhere are refused in the same words, so that nobody
/// learns by trying ids what other communities have.
extension Reader {
    /// Refuses an id that leads to no row in scope, before anything else is said about that row.
    ///
    /// Whoever looks a row up to check it asks this first; what the row says may then be told.
    package func expectReference(
        _ resource: ResourceName,
        _ id: Int64,
        at field: String,
        scope: DataScope
    ) throws {
        guard try contains(resource, id: id, scope: scope) else {
            throw DomainError.invalid([.unknownReference(resource, id, at: field)])
        }
    }
}

extension FieldError {
    /// A reference to what is not there, or is not the caller's to see.
    package static func unknownReference(_ resource: ResourceName, _ id: Int64, at field: String) -> FieldError {
        let title = Resource[resource].title
        return .body(
            field,
            "unknown_reference",
            "\(title.chinese) \(id) 不存在，或不在您的数据范围内",
            "\(title.english) \(id) does not exist, or is not in your scope"
        )
    }
}
