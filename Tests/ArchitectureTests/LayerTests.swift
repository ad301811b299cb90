import Testing

@Suite("The layers")
struct LayerTests {
    private let tree = SourceTree()

    /// Who may import whom; what is not named here is the standard library.
    private static let allowed: [String: Set<String>] = [
        "JSON": [],
        "HTTPWire": [],
        "Domain": [],
        "Crypto": ["COpenSSL"],
        "SQLite": ["CSQLite", "Dispatch", "Synchronization", "Glibc"],
        "HTTPServer": ["HTTPWire", "CLinux", "COpenSSL", "Glibc", "Dispatch", "Synchronization"],
        // Photos without what their cameras say of them; bytes in, bytes out.
        "Photos": ["Crypto"],
        // What the server asks of others, behind a port of the domain.
        "Outbound": ["Domain", "COpenSSL", "Glibc", "Dispatch", "Synchronization"],
        "Formats": ["Domain", "JSON", "Crypto", "CLinux"],
        "Routing": ["HTTPWire", "JSON", "Formats", "Domain", "Synchronization"],
        "Services": ["Domain"],
        "Storage": ["Domain", "SQLite", "Formats", "JSON", "Crypto", "Synchronization"],
        "API": ["Domain", "Services", "Routing", "Formats", "JSON", "HTTPWire"],
        "App": [
            "JSON", "HTTPWire", "HTTPServer", "Crypto", "SQLite", "Domain", "Formats", "Routing", "Services", "Storage",
            "API", "Outbound", "Photos", "CLinux", "Glibc", "Dispatch", "Synchronization", "Logging",
            "ServiceLifecycle",
            "UnixSignals",
        ],
        "linli": ["App", "ArgumentParser", "Glibc"],
        // It makes a certificate as the server does, and is a TLS client.
        "linli-bench": [
            "App", "HTTPServer", "HTTPWire", "SQLite", "COpenSSL", "Glibc", "Dispatch", "Synchronization", "Torture",
        ],
        "Torture": ["JSON", "SQLite", "Synchronization"],
    ]

    private func imports(_ text: String) -> [String] {
        text.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let index = words.firstIndex(of: "import"),
                words[..<index].allSatisfy({ Self.modifiers.contains($0) })
            else {
                return nil
            }
            return words.dropFirst(index + 1).first.map(String.init)
        }
    }

    private static let modifiers: Set<Substring> = [
        "package", "public", "internal", "private", "fileprivate", "@testable", "@_exported",
    ]

    @Test("Every target of the sources has its layer here")
    func complete() {
        let targets = Set(tree.folders(in: "Sources")).subtracting(["CLinux", "COpenSSL", "CSQLite"])
        #expect(targets == Set(Self.allowed.keys))
    }

    @Test("A target imports only what its layer may see", arguments: allowed.keys.sorted())
    func layers(target: String) {
        let allowed = Self.allowed[target] ?? []
        let strangers = tree.swiftFiles(below: "Sources/\(target)").flatMap { file in
            imports(file.text).filter { !allowed.contains($0) }.map { "\(file.path) imports \($0)" }
        }
        #expect(strangers.isEmpty)
    }

    @Test("Nothing is public: between targets the word is package")
    func package() {
        let loud = tree.swiftFiles(below: "Sources").filter { file in
            file.text.split(separator: "\n").contains { $0.drop { $0 == " " }.hasPrefix("public ") }
        }
        #expect(loud.map(\.path).isEmpty)
    }

    @Test("A task is begun in one place, the loop's, and nowhere else")
    func tasks() {
        let spawning = tree.swiftFiles(below: "Sources").filter { file in
            [" Task {", " Task(", "Task.detached"].contains { file.text.contains($0) }
        }
        #expect(spawning.map(\.path) == ["Sources/HTTPServer/Loop/Loop+Serve.swift"])
    }

    @Test("What is unchecked says because")
    func unchecked() {
        let silent = tree.swiftFiles(below: "Sources").filter { file in
            file.text.contains("@unchecked Sendable") && !file.text.contains("because")
        }
        #expect(silent.map(\.path).isEmpty)
    }

    @Test("No file grows beyond four hundred lines")
    func length() {
        let long = tree.swiftFiles(below: "Sources").filter {
            $0.text.split(separator: "\n", omittingEmptySubsequences: false).count > 401
        }
        #expect(long.map(\.path).isEmpty)
    }
}
