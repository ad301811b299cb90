import Glibc

/// Which core runs what (处理器绑定): the server on one, the load on another, so that neither takes the other's time.
///
/// By the `taskset` that every Debian has, because the Glibc module lacks `sched_setaffinity`.
enum Affinity {
    /// The cores that this process may use, from "0-3,8" in the list that the kernel gives.
    private static let cores: [Int] = {
        let lines = (TextFile.read("/proc/self/status") ?? "").split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix("Cpus_allowed_list:") }) else { return [] }
        let list = line.dropFirst("Cpus_allowed_list:".count)
        return list.split { $0 == "," || $0 == "\t" || $0 == " " }.flatMap { range in
            let ends = range.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return [Int]() }
            return Array(first...last)
        }
    }()

    private static let taskset = "/usr/bin/taskset"

    /// Whether there are two cores to keep apart.
    static let isUseful = cores.count > 1 && access(taskset, X_OK) == 0

    static var loadCore: Int { cores.last ?? 0 }

    /// The words before a command that bind it to the first core, or to as many as it has loops.
    static func prefix(loops: Int) -> [String] {
        guard isUseful else { return [] }
        // The load keeps the last core to itself.
        return [taskset, "-c", cores.dropLast().prefix(max(1, loops)).map(String.init).joined(separator: ",")]
    }

    /// Binds the main thread of this process.
    static func bindThisProcess(to core: Int) {
        var child = pid_t()
        let words = [taskset, "-pc", "\(core)", "\(getpid())"]
        guard Spawning.start(words, output: nil, child: &child) == 0 else { return }
        var status: Int32 = 0
        waitpid(child, &status, 0)
    }
}
