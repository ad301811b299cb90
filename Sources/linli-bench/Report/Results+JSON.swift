extension Results {
    /// The figures as JSON, one row of the table an object; no value needs escaping.
    var json: String {
        let rows = rows.map { row in
            Self.object(
                [
                    ("name", "\"\(row.name)\""), ("connections", "\(row.connections)"),
                    ("requests", "\(row.tally.requests)"), ("errors", "\(row.tally.errors)"),
                    ("requests_per_second", Self.text(row.tally.perSecond, 1)),
                    ("p50_us", Self.text(row.tally.latency.microseconds(percent: 50), 1)),
                    ("p99_us", Self.text(row.tally.latency.microseconds(percent: 99), 1)),
                    ("cpu_us", Self.text(row.processorMicroseconds, 3)),
                    ("resident_mb", Self.text(row.memory.residentMegabytes, 2)),
                    ("private_mb", Self.text(row.memory.privateMegabytes, 2)),
                ] + ratios(of: row).map { ($0.name, Self.text($0.value, 3)) }
            )
        }
        let bare = bare.map { workload, result in
            Self.object([
                ("name", "\"\(workload.rawValue)\""), ("group", "\(BareWrites.group)"),
                ("rows_per_second", Self.text(result.perSecond, 1)),
                ("cpu_us", Self.text(result.processorMicroseconds, 3)),
            ])
        }
        let start = Self.object([
            ("first_answer_ms", Self.text(startMilliseconds, 2)),
            ("resident_mb", Self.text(memoryAtStart.residentMegabytes, 2)),
            ("private_mb", Self.text(memoryAtStart.privateMegabytes, 2)),
        ])
        return """
            {
              "cases": \(options.cases),
              "loops": \(options.loops),
              "seconds": \(options.seconds),
              "pinned": \(isPinned),
              "start": \(start),
              "rows": [
                \(rows.joined(separator: ",\n    "))
              ],
              "bare": [
                \(bare.joined(separator: ",\n    "))
              ]
            }
            """
    }

    private static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ") + "}"
    }
}
