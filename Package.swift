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
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .target(name: "CivilTime", swiftSettings: strict),
        .target(name: "Law", dependencies: ["CivilTime"], swiftSettings: strict),
        .target(name: "Reunification", dependencies: ["CivilTime", "Law"], swiftSettings: strict),
        .target(name: "Documents", dependencies: ["Yams"], swiftSettings: strict),
        .target(name: "LawFiles", dependencies: ["CivilTime", "Law", "Documents"], swiftSettings: strict),
        .target(
            name: "BuiltInLaw",
            dependencies: ["Law"],
            swiftSettings: strict,
            plugins: ["PackLaw"]
        ),
        .target(
            name: "FactFiles",
            dependencies: ["CivilTime", "Law", "Reunification", "Documents"],
            swiftSettings: strict
        ),
        .target(
            name: "Casework",
            dependencies: ["CivilTime", "Law", "Reunification", "Documents"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "weerzien",
            dependencies: [
                "CivilTime", "Law", "Reunification", "Documents", "LawFiles", "BuiltInLaw", "FactFiles", "Casework",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "weerzien-bench",
            dependencies: ["BuiltInLaw", "Casework", "CivilTime", "Documents", "FactFiles", "Law", "Reunification"],
            path: "Benchmarks/weerzien-bench",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "law-pack", dependencies: ["Documents", "Law", "LawFiles", "Reunification"], swiftSettings: strict),
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
            name: "TestSupport", dependencies: ["CivilTime", "Documents", "Law"], path: "Tests/TestSupport",
            exclude: ["digest_parameters.yaml", "digest_provisions.yaml"], swiftSettings: strict),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LawTests", dependencies: ["BuiltInLaw", "CivilTime", "Law", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "LawFilesTests",
            dependencies: ["BuiltInLaw", "Documents", "Law", "LawFiles", "Reunification", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "FactFilesTests",
            dependencies: ["CivilTime", "Documents", "FactFiles", "Reunification", "TestSupport"],
            swiftSettings: strict
        ),
        .testTarget(name: "CommandLineTests", dependencies: ["TestSupport", "weerzien"], swiftSettings: strict),
    ]
)
