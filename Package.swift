// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "linli",
    products: [
        .executable(name: "linli", targets: ["linli"]),
        .executable(name: "linli-bench", targets: ["linli-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // The C surfaces: a module map and small shims for what Swift cannot import.
        .systemLibrary(name: "CLinux"),
        .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),

        // The engine.
        .target(name: "JSON"),
        .target(name: "HTTPWire"),
        .target(name: "HTTPServer", dependencies: ["HTTPWire", "CLinux", "COpenSSL"]),
        .target(name: "Crypto", dependencies: ["COpenSSL"]),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(name: "Photos", dependencies: ["Crypto"]),
        .target(name: "Outbound", dependencies: ["Domain", "COpenSSL"]),

        // The product, from the language of the domain up to the program.
        .target(name: "Domain", exclude: ["Domain.docc"]),
        .target(name: "Formats", dependencies: ["Domain", "JSON", "Crypto", "CLinux"]),
        .target(name: "Routing", dependencies: ["HTTPWire", "JSON", "Formats", "Domain"]),
        .target(name: "Services", dependencies: ["Domain"]),
        .target(
            name: "Storage",
            dependencies: ["Domain", "SQLite", "Formats", "JSON", "Crypto"],
            resources: [.embedInCode("Migrations")]
        ),
        .target(name: "API", dependencies: ["Domain", "Services", "Routing", "Formats", "JSON", "HTTPWire"]),
        .target(
            name: "App",
            dependencies: [
                "JSON", "HTTPWire", "HTTPServer", "Crypto", "SQLite", "Domain", "Formats", "Routing", "Services",
                "Storage", "API", "Outbound", "Photos", "CLinux",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            exclude: ["App.docc"],
            resources: [.embedInCode("Security/CommonPasswords.txt")]
        ),
        .executableTarget(
            name: "linli",
            dependencies: ["App", .product(name: "ArgumentParser", package: "swift-argument-parser")]
        ),
        .executableTarget(
            name: "linli-bench",
            dependencies: ["App", "HTTPServer", "HTTPWire", "SQLite", "COpenSSL", "Torture"]
        ),
        // What a torture asks of a server, and how its database is held against the answers; also for the tests.
        .target(name: "Torture", dependencies: ["JSON", "SQLite"]),

        // The proofs.
        .target(name: "CFaultVFS", path: "Tests/CFaultVFS"),
        .target(
            name: "TestSupport",
            dependencies: [
                "App", "CFaultVFS", "COpenSSL", "CSQLite", "Crypto", "Domain", "HTTPServer", "HTTPWire", "JSON",
                "Outbound",
                "SQLite", "Services", "Storage",
                .product(name: "Logging", package: "swift-log"),
            ],
            path: "Tests/TestSupport"
        ),
        .testTarget(name: "JSONTests", dependencies: ["JSON"]),
        .testTarget(name: "CryptoTests", dependencies: ["Crypto"]),
        .testTarget(name: "HTTPWireTests", dependencies: ["HTTPWire"]),
        .testTarget(name: "ConformanceTests", dependencies: ["TestSupport", "HTTPWire", "HTTPServer"]),
        .testTarget(name: "HTTPServerTests", dependencies: ["TestSupport", "HTTPServer", "HTTPWire", "COpenSSL"]),
        .testTarget(
            name: "OutboundTests",
            dependencies: ["TestSupport", "Outbound", "Domain", "HTTPServer", "HTTPWire"]
        ),
        .testTarget(name: "PhotosTests", dependencies: ["Photos"]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite", "CSQLite"]),
        .testTarget(name: "DomainTests", dependencies: ["Domain"]),
        .testTarget(name: "FormatsTests", dependencies: ["Formats", "Domain", "JSON"]),
        .testTarget(name: "RoutingTests", dependencies: ["Routing", "HTTPWire", "JSON", "Domain"]),
        .testTarget(name: "StorageTests", dependencies: ["TestSupport", "Storage", "Domain", "SQLite", "Crypto"]),
        .testTarget(
            name: "APITests",
            dependencies: [
                "TestSupport", "API", "App", "Crypto", "Domain", "HTTPWire", "JSON", "Routing", "SQLite", "Services",
                "Storage",
            ]
        ),
        .testTarget(
            name: "LinliTests",
            dependencies: [
                "TestSupport", "App", "Crypto", "Domain", "JSON", "SQLite", "Storage", "linli", "linli-bench",
            ]
        ),
        .testTarget(
            name: "DurabilityTests",
            dependencies: ["TestSupport", "App", "Domain", "JSON", "SQLite", "Storage", "Torture"]
        ),
        .testTarget(name: "ArchitectureTests"),
    ]
)

// One place for the settings of every target: Swift 6 mode, warnings are errors, imports say what they use.
for target in package.targets where target.type != .system {
    target.swiftSettings = [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
        .enableExperimentalFeature("Lifetimes"),
        .treatAllWarnings(as: .error),
        .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
    ]
}
