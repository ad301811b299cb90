/// What the kernel holds for all TCP sockets of this machine (内核缓冲): what a server hands it for slow readers is there.
enum SocketMemory {
    private static let pageBytes = 4_096

    /// In bytes; 0 where the kernel does not tell.
    static var bytes: Int {
        let lines = (TextFile.read("/proc/net/sockstat") ?? "").split(separator: "\n")
        let words = lines.first { $0.hasPrefix("TCP:") }?.split(separator: " ") ?? []
        // "TCP: inuse 5 orphan 0 tw 2 alloc 7 mem 3", in pages.
        guard let index = words.firstIndex(of: "mem"), index + 1 < words.count else { return 0 }
        return (Int(words[index + 1]) ?? 0) * pageBytes
    }
}
