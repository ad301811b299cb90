import Glibc

/// The flags of a command line with their values (参数值): `--name value` or `--name=value`, each at most once.
struct FlagValues {
    private var values: [String: String] = [:]

    init(_ arguments: ArraySlice<String>, known: [String]) throws(UsageError) {
        var rest = arguments
        while let argument = rest.popFirst() {
            guard argument.hasPrefix("--") else { throw UsageError("“\(argument)” is not understood") }
            let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = String(parts[0])
            guard known.contains(name) else { throw UsageError("there is no flag --\(name) here") }
            guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst(), !value.isEmpty else {
                throw UsageError("--\(name) needs a value")
            }
            guard values.updateValue(value, forKey: name) == nil else { throw UsageError("--\(name) stands twice") }
        }
    }

    subscript(name: String) -> String? { values[name] }

    func number(_ name: String, _ range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = values[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError(
                "--\(name) is “\(text)” and is to be a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }
}

/// A command line that can not be read (用法错误).
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A measurement that can not go on (测量失败), as one clear sentence.
struct BenchFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// What failed, with the reason that the system gives.
    static func system(_ what: String) -> BenchFailure {
        BenchFailure("\(what): \(String(cString: strerror(errno)))")
    }
}
