/// One measured figure with what belongs to it (测量值).
struct Measurement {
    let workload: Workload
    let connections: Int
    let spent: Spent
    let memory: Memory
    /// The situation in which it was measured, where there was one.
    var label: String?
    /// What else was measured in that situation.
    var figures: [(name: String, value: Double)] = []

    init(workload: Workload, connections: Int, spent: Spent, memory: Memory) {
        self.workload = workload
        self.connections = connections
        self.spent = spent
        self.memory = memory
    }

    var tally: Tally { spent.tally }

    /// A read is measured at one number of connections, a create at several.
    var name: String { label ?? (workload.isWrite ? "\(workload.rawValue)_\(connections)" : workload.rawValue) }

    /// CPU time of the server's process for one request: the figure that does not depend on how fast the load was.
    var processorMicroseconds: Double { spent.microseconds }
}

/// All figures of a run (测量结果), and the ratios between them.
struct Results {
    let options: RunOptions
    let isPinned: Bool
    var startMilliseconds = 0.0
    var memoryAtStart = Memory()
    var rows: [Measurement] = []
    private(set) var bare: [(workload: Workload, result: BareResult)] = []

    init(options: RunOptions, isPinned: Bool) {
        self.options = options
        self.isPinned = isPinned
    }

    mutating func addBare(_ result: BareResult, for workload: Workload) { bare.append((workload, result)) }

    /// The ratios of a row, which another machine gives nearly alike.
    ///
    /// - `cpu_to_livez`: its CPU time by that of `/livez`, which is the engine without the product.
    /// - `share_of_bare`: creates in a second by those of the bare statements.
    /// - `cpu_of_bare`: CPU time of a bare row by that of the create.
    /// - `share_of_budget`: CPU time of a report or a search's first page by what one may cost, an absolute time.
    /// - `rate_to_alone`: creates in a second by those of one connection, which shows that commits are shared.
    ///
    /// In a situation there are its own figures in place of them:
    ///
    /// - `bytes_each`, `megabytes_each`: memory of the server for one of those beside.
    /// - `kernel_megabytes_each`: what the kernel holds of the answers, on the whole machine.
    /// - `p99_ms`, `longest_ms`: of the good requests beside them, which keep the server's core busy. Eight in flight
    ///   make few of the requests wait in a pause, however long it is: the longest shows it.
    /// - `share_of_plain`, `gain`: CPU time of a plain request by that of an encrypted or a pipelined one.
    /// - `rate_to_plain`: the same for requests in a second, in which the client has a part.
    func ratios(of row: Measurement) -> [(name: String, value: Double)] {
        guard row.label == nil else { return row.figures }
        var found: [(name: String, value: Double)] = []
        func add(_ name: String, _ value: Double, by other: Double?) {
            if let other, other > 0 { found.append((name, value / other)) }
        }
        if row.workload != .livez {
            let engine = rows.first { $0.workload == .livez && $0.label == nil }
            add("cpu_to_livez", row.processorMicroseconds, by: engine?.processorMicroseconds)
        }
        add("share_of_budget", row.processorMicroseconds / 1000, by: row.workload.budgetMilliseconds)
        if let bare = bare.first(where: { $0.workload == row.workload })?.result {
            add("share_of_bare", row.tally.perSecond, by: bare.perSecond)
            add("cpu_of_bare", bare.processorMicroseconds, by: row.processorMicroseconds)
        }
        if row.workload.isWrite, row.connections > 1 {
            let alone = rows.first { $0.workload == row.workload && $0.connections == 1 && $0.label == nil }
            add("rate_to_alone", row.tally.perSecond, by: alone?.tally.perSecond)
        }
        return found
    }
}
