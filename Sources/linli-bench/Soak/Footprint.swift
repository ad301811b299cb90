import Glibc

/// What a process holds at a moment (进程占用): what a leak would make grow.
struct Footprint: CustomStringConvertible {
    let descriptors: Int
    let threads: Int
    /// Heap and stacks, without mapped files.
    let anonymousKiB: Int

    init(of process: pid_t) throws {
        guard let folder = opendir("/proc/\(process)/fd"),
            let status = TextFile.read("/proc/\(process)/status"),
            let maps = TextFile.read("/proc/\(process)/smaps_rollup")
        else { throw BenchFailure("the server has ended") }
        defer { closedir(folder) }
        var count = 0
        while let entry = readdir(folder) {
            // Beside the descriptors there are "." and "..".
            if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
        }
        descriptors = count
        threads = Self.number("Threads:", in: status)
        anonymousKiB = Self.number("Anonymous:", in: maps)
    }

    private static func number(_ name: String, in text: String) -> Int {
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        let words = line?.dropFirst(name.count).split { $0 == " " || $0 == "\t" }
        return words?.first.flatMap { Int($0) } ?? 0
    }

    var description: String {
        "\(descriptors) descriptors, \(threads) threads, \(Results.text(Double(anonymousKiB) / 1024, 1)) MB of memory"
    }
}
