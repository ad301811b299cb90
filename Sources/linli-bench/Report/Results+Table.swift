extension Results {
    private static let titles = [
        "", "conns", "req/s", "p50 µs", "p99 µs", "CPU µs/req", "RSS MB", "private MB", "errors", "ratios",
    ]

    /// The figures as an aligned table, with what stands above and below it.
    var table: String {
        var lines = [
            "\(options.cases) cases, \(options.loops) loop(s), \(options.seconds) s each, "
                + (isPinned ? "server and load on cores of their own" : "not bound to cores"),
            "first answer after \(Self.text(startMilliseconds, 1)) ms, "
                + "\(Self.text(memoryAtStart.residentMegabytes, 1)) MB resident then, "
                + "\(Self.text(memoryAtStart.privateMegabytes, 1)) MB of it private",
            "",
        ]
        let cells = [Self.titles] + rows.map(cells)
        let widths = Self.titles.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        for row in cells {
            let line = row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                // Words to the left, numbers to the right.
                return column == 0 || column == row.count - 1 ? row[column] + gap : gap + row[column]
            }
            lines.append(Self.withoutEnd(line.joined(separator: "  ")))
        }
        if !bare.isEmpty { lines.append("") }
        for (workload, result) in bare {
            lines.append(
                "\(workload.rawValue), its statements bare, \(BareWrites.group) to a commit: "
                    + "\(Self.text(result.perSecond, 0)) a second, \(Self.text(result.processorMicroseconds, 1)) µs of CPU each"
            )
        }
        return lines.joined(separator: "\n")
    }

    private func cells(_ row: Measurement) -> [String] {
        [
            row.name, "\(row.connections)", Self.text(row.tally.perSecond, 0),
            Self.text(row.tally.latency.microseconds(percent: 50), 0),
            Self.text(row.tally.latency.microseconds(percent: 99), 0), Self.text(row.processorMicroseconds, 2),
            Self.text(row.memory.residentMegabytes, 1), Self.text(row.memory.privateMegabytes, 1),
            "\(row.tally.errors)",
            ratios(of: row).map { "\($0.name) \(Self.text($0.value, 2))" }.joined(separator: ", "),
        ]
    }

    private static func withoutEnd(_ line: String) -> String {
        var line = line
        while line.last == " " { line.removeLast() }
        return line
    }

    /// A number with so many decimals; without Foundation there is no `%.2f`.
    static func text(_ value: Double, _ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let signed = Int((value * Double(scale)).rounded())
        let (sign, whole) = (signed < 0 ? "-" : "", abs(signed))
        guard decimals > 0 else { return "\(sign)\(whole)" }
        let fraction = String(whole % scale)
        return "\(sign)\(whole / scale).\(String(repeating: "0", count: decimals - fraction.count))\(fraction)"
    }
}
