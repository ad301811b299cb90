import Domain

/// The faults of one body or entry (错误清单), gathered from all its parts, so that whoever sent it mends them at once.
struct FaultList {
    /// Where the entry stands in the body.
    private let place: String
    private var faults: [FieldError] = []

    /// `faults` are those that are known already.
    init(_ place: String, _ faults: [FieldError] = []) {
        self.place = place
        self.faults = faults
    }

    var isEmpty: Bool { faults.isEmpty }
    var error: DomainError { .invalid(faults) }

    mutating func add(_ field: String, _ code: String, _ chinese: String, _ english: String) {
        faults.append(FieldError(.pointer("\(place)/\(field)"), code, chinese, english))
    }

    /// Runs a part whose faults are noted only where nothing else is wrong yet: of one value one thing is said.
    mutating func collectBeside(_ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as DomainError where error.kind == .invalid {
            let known = Set(faults.map(\.location))
            faults += error.fields.filter { !known.contains($0.location) }
        }
    }

    /// Runs what comes last: what is wrong with its values is said with the rest, and a refusal of another kind not before that.
    func beside<Result>(_ work: () throws -> Result) throws -> Result {
        var all = self
        var result: Result?
        do {
            try all.collectBeside { result = try work() }
        } catch is DomainError where !isEmpty {
            throw self.error
        }
        guard let result, all.isEmpty else { throw all.error }
        return result
    }

    /// Runs a part; what it refuses stands beside the other faults, at a field, until those are mended.
    mutating func collectRefusal(_ field: String, _ work: () throws -> Void) throws {
        do {
            try work()
        } catch let error as DomainError where error.kind == .conflict {
            add(field, error.code, error.message.chinese, error.message.english)
        }
    }

    /// Runs a part; what is wrong with its values is noted below the part's place, everything else ends the entry.
    ///
    /// The transaction is given up in the end, so that a part that was refused half done leaves nothing.
    mutating func collect<Result>(
        under part: String? = nil,
        naming names: [String: String] = [:],
        _ work: () throws -> Result
    ) throws -> Result? {
        do {
            return try work()
        } catch let error as DomainError where error.kind == .invalid && !error.fields.isEmpty {
            faults += error.fields.map { fault in
                guard case .pointer(let pointer) = fault.location else { return fault }
                let field = String(pointer.dropFirst(2))
                let path = [place, part, names[field] ?? field].compactMap { $0 }.joined(separator: "/")
                return FieldError(.pointer(path), fault.code, fault.detail.chinese, fault.detail.english)
            }
            return nil
        }
    }
}
