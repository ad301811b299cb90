import Glibc

/// What a process has used (进程用量).
struct ProcessGauge {
    private let process: pid_t
    private let clock: clockid_t

    init(_ process: pid_t) throws {
        self.process = process
        var clock = clockid_t()
        guard clock_getcpuclockid(process, &clock) == 0 else {
            throw BenchFailure("the process \(process) has no clock")
        }
        self.clock = clock
    }

    /// User and system time of all its threads, also of those that have ended.
    ///
    /// The clock of the process counts nanoseconds; `/proc/PID/stat` would give hundredths of a second.
    func processorNanoseconds() throws -> UInt64 {
        var time = timespec()
        guard clock_gettime(clock, &time) == 0 else { throw BenchFailure("the server has ended") }
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }

    func memory() throws -> Memory {
        guard let text = TextFile.read("/proc/\(process)/smaps_rollup") else {
            throw BenchFailure("the server has ended")
        }
        var memory = Memory()
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count >= 2, let amount = Double(words[1]) else { continue }
            if words[0] == "Rss:" { memory.residentMegabytes = amount / 1024 }
            if words[0] == "Pss_Anon:" { memory.privateMegabytes = amount / 1024 }
        }
        return memory
    }
}

/// Memory in MiB (内存).
struct Memory {
    /// Counts also the pages of the database that are mapped.
    var residentMegabytes = 0.0
    /// What the process alone has: heap and stacks.
    var privateMegabytes = 0.0
}
