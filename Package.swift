// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "weerzien",
    products: [
        .executable(name: "weerzien", targets: ["weerzien"]),
        .executable(name: "weerzien-bench", targets: ["weerzien-bench"]),
        .executable(name: "journal-bench", targets: ["journal-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    ],
    targets: [
        .target(name: "CivilTime", swiftSettings: strict),
        .target(name: "Law", dependencies: ["CivilTime"], swiftSettings: strict),
        .target(name: "Reunification", dependencies: ["CivilTime", "Law"], swiftSettings: strict),
        .target(name: "Documents", dependencies: ["Yams"], swiftSettings: strict),
        .target(name: "HTML", swiftSettings: strict),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "Seal", dependencies: ["CSodium"], swiftSettings: strict),
        .target(name: "Guide", dependencies: ["CivilTime", "Law"], swiftSettings: strict),
        .target(name: "LawFiles", dependencies: ["CivilTime", "Guide", "Law", "Documents"], swiftSettings: strict),
        .target(
            name: "BuiltInLaw",
            dependencies: ["Guide", "Law"],
            swiftSettings: strict,
            plugins: ["PackLaw"]
        ),
        .target(
            name: "FactFiles",
            dependencies: ["Casework", "CivilTime", "Law", "Reunification", "Documents"],
            swiftSettings: strict
        ),
        .target(
            name: "Casework",
            dependencies: ["CivilTime", "Guide", "HTML", "Law", "Seal", "Reunification", "Documents"],
            swiftSettings: strict
        ),
        .target(
            name: "Journal",
            dependencies: ["Casework", "CivilTime", "Seal", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "JournalPostgres", dependencies: ["CPostgres", "Journal"], swiftSettings: strict),
        .target(
            name: "Desk",
            dependencies: [
                "Casework", "CivilTime", "Documents", "FactFiles", "Guide", "HTML", "Journal", "Law", "Reunification",
                "Seal",
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "weerzien",
            dependencies: [
                "CivilTime", "Law", "Reunification", "Documents", "LawFiles", "BuiltInLaw", "FactFiles", "Casework",
                "Guide", "Seal", "Journal", "JournalPostgres", "Desk",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "weerzien-bench",
            dependencies: [
                "BuiltInLaw", "Casework", "CivilTime", "Documents", "FactFiles", "Guide", "Law", "Reunification",
            ],
            path: "Benchmarks/weerzien-bench",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "journal-bench", dependencies: ["Casework", "CivilTime", "Journal", "Seal"],
            path: "Benchmarks/journal-bench", swiftSettings: strict),
        .executableTarget(
            name: "law-pack", dependencies: ["Documents", "Guide", "Law", "LawFiles", "Reunification"],
            swiftSettings: strict),
        .plugin(name: "PackLaw", capability: .buildTool(), dependencies: ["law-pack"]),
        .testTarget(
            name: "ReunificationTests",
            dependencies: [
                "BuiltInLaw", "CivilTime", "Law", "Reunification", "Documents", "FactFiles", "Casework", "LawFiles",
                "TestSupport",
            ],
            exclude: ["Cases"],
            swiftSettings: strict
        ),
        .target(
            name: "TestSupport", dependencies: ["CivilTime", "Documents", "Law", "Reunification"],
            path: "Tests/TestSupport",
            exclude: ["digest_parameters.yaml", "digest_provisions.yaml"], swiftSettings: strict),
        .testTarget(
            name: "CaseworkTests",
            dependencies: [
                "BuiltInLaw", "Casework", "CivilTime", "Documents", "FactFiles", "Guide", "Law", "Reunification",
                "Seal",
                "TestSupport",
            ],
            swiftSettings: strict
        ),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"], swiftSettings: strict),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LawTests", dependencies: ["BuiltInLaw", "CivilTime", "Law", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LawFilesTests",
            dependencies: ["BuiltInLaw", "Documents", "Guide", "Law", "LawFiles", "Reunification", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "FactFilesTests",
            dependencies: ["Casework", "CivilTime", "Documents", "FactFiles", "Reunification", "TestSupport"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "journal-writer", dependencies: ["Casework", "CivilTime", "Journal", "JournalPostgres", "Seal"],
            path: "Tests/journal-writer", swiftSettings: strict),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "BuiltInLaw", "Casework", "CivilTime", "Desk", "Journal", "JournalPostgres", "Law", "Reunification",
                "Seal",
                "TestSupport", "journal-writer",
            ],
            exclude: ["access.yaml"], swiftSettings: strict),
        .testTarget(name: "CommandLineTests", dependencies: ["TestSupport", "weerzien"], swiftSettings: strict),
    ]
)
