import JSON

/// Writes metrics in the text form of Prometheus, version 0.0.4 (指标格式).
struct Exposition: ~Copyable {
    private var out = ByteWriter(capacity: 32 * 1024)

    /// Begins a metric: its lines stand together, HELP and TYPE before the first sample.
    mutating func metric(_ name: String, _ type: String, _ help: String) {
        out.append("# HELP \(name) \(help)\n# TYPE \(name) \(type)\n")
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: String) {
        out.append(name)
        if !labels.isEmpty {
            out.append("{")
            for (index, label) in labels.enumerated() {
                if index > 0 { out.append(",") }
                out.append("\(label.0)=\"\(Self.escaped(label.1))\"")
            }
            out.append("}")
        }
        out.append(" \(value)\n")
    }

    mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: UInt64) {
        sample(name, labels, String(value))
    }

    /// A metric that is a single number.
    mutating func single(_ name: String, _ type: String, _ help: String, _ value: UInt64) {
        metric(name, type, help)
        sample(name, [], value)
    }

    consuming func bytes() -> [UInt8] { out.array() }

    private static func escaped(_ value: String) -> String {
        value.reduce(into: "") { text, character in
            switch character {
            case "\\": text += "\\\\"
            case "\"": text += "\\\""
            case "\n": text += "\\n"
            default: text.append(character)
            }
        }
    }

    /// Nanoseconds as seconds, the base unit.
    static func seconds(_ nanoseconds: UInt64) -> String {
        let fraction = String(nanoseconds % 1_000_000_000)
        return "\(nanoseconds / 1_000_000_000).\(String(repeating: "0", count: 9 - fraction.count))\(fraction)"
    }
}
