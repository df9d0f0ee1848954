// swift-tools-version: 6.2
import PackageDescription

/// Text resources stand beside the code that reads them; the C target `CConstatData` embeds them
/// (`#embed`), so that the product is one binary. SwiftPM must not look at them itself.

/// What every reader of sentences stands on. Each target lists all it imports: SwiftPM rebuilds only what is declared.
let reading: [Target.Dependency] = ["ConstatText", "ConstatResources", "ConstatLanguage"]

let package = Package(
    name: "constat",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "constat", targets: ["constat"]),
        .library(name: "ConstatClaims", targets: ["ConstatClaims"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        // Without its traits: settings come from the command line.
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    ],
    targets: [
        .target(name: "CConstatData"),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .target(name: "CSHA256"),
        .target(name: "ConstatText", dependencies: ["CSHA256"]),
        .target(name: "ConstatResources", dependencies: ["CConstatData"]),
        .target(
            name: "ConstatLanguage", dependencies: ["ConstatText", "ConstatResources", "CConstatData"],
            exclude: ["README.md", "Resources"]),
        .target(name: "ConstatQuantities", dependencies: reading, exclude: ["Resources"]),
        .target(name: "ConstatTime", dependencies: reading, exclude: ["Resources"]),
        .target(name: "ConstatPlaces", dependencies: reading, exclude: ["Resources"]),
        .target(name: "ConstatActors", dependencies: reading, exclude: ["README.md", "Resources"]),
        .target(
            name: "ConstatClaims",
            dependencies: reading + ["ConstatQuantities", "ConstatTime", "ConstatPlaces", "ConstatActors"],
            exclude: ["README.md", "Resources"]),
        .target(
            name: "ConstatIntake", dependencies: ["ConstatText", "ConstatResources", "CLibXML2"],
            exclude: ["Resources", "README.md"]),
        .target(
            name: "ConstatGazetteer",
            dependencies: ["ConstatText", "ConstatResources", "ConstatPlaces", "ConstatIntake"]),
        .target(
            name: "ConstatRendering",
            dependencies: reading + [
                "ConstatActors", "ConstatClaims", "ConstatEvents", "ConstatPlaces", "ConstatQuantities",
                "ConstatRecords", "ConstatTime",
            ],
            exclude: ["Resources"]),
        .target(
            name: "ConstatRecords",
            dependencies: ["ConstatClaims", "ConstatPlaces", "ConstatText", "ConstatTime"], exclude: ["README.md"]),
        .target(
            name: "ConstatEvents",
            dependencies: [
                "ConstatActors", "ConstatClaims", "ConstatPlaces", "ConstatRecords", "ConstatResources", "ConstatText",
                "ConstatTime",
            ],
            exclude: ["README.md", "Resources"]),
        .target(
            name: "ConstatStore",
            dependencies: [
                "ConstatClaims", "ConstatEvents", "ConstatIntake", "ConstatPlaces", "ConstatRecords",
                "ConstatRendering", "ConstatResources", "ConstatText",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["README.md", "Resources"]),
        .target(
            name: "ConstatExport",
            dependencies: reading + [
                "ConstatActors", "ConstatClaims", "ConstatEvents", "ConstatPlaces", "ConstatRecords",
                "ConstatRendering", "ConstatTime",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["README.md", "Resources"]),
        .target(
            name: "ConstatWorkbench",
            dependencies: reading + [
                "ConstatActors", "ConstatClaims", "ConstatEvents", "ConstatExport", "ConstatIntake", "ConstatPlaces",
                "ConstatQuantities", "ConstatRecords", "ConstatRendering", "ConstatStore", "ConstatTime",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            exclude: ["README.md", "Resources"]),
        .target(name: "ConstatTraining", dependencies: reading),
        .executableTarget(
            name: "constat",
            dependencies: [
                "ConstatClaims", "ConstatEvents", "ConstatExport", "ConstatGazetteer", "ConstatIntake",
                "ConstatLanguage", "ConstatPlaces", "ConstatRecords", "ConstatRendering", "ConstatStore", "ConstatText",
                "ConstatTime", "ConstatWorkbench",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "constat-train",
            dependencies: [
                "ConstatTraining",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "constat-benchmark",
            dependencies: [
                "ConstatClaims", "ConstatEvents", "ConstatIntake", "ConstatLanguage", "ConstatPlaces",
                "ConstatQuantities", "ConstatRecords", "ConstatRendering", "ConstatStore", "ConstatText", "ConstatTime",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ConstatTextTests", dependencies: ["ConstatText"]),
        .testTarget(name: "ConstatLanguageTests", dependencies: ["ConstatLanguage"], exclude: ["Examples"]),
        .testTarget(name: "ConstatQuantitiesTests", dependencies: ["ConstatQuantities", "TestSupport"]),
        .testTarget(name: "ConstatTimeTests", dependencies: ["ConstatTime", "TestSupport"]),
        .testTarget(
            name: "ConstatPlacesTests", dependencies: ["ConstatPlaces", "TestSupport"], exclude: ["Vectors"]),
        .testTarget(
            name: "ConstatGazetteerTests", dependencies: ["ConstatGazetteer", "ConstatIntake", "ConstatPlaces"]),
        .testTarget(name: "ConstatActorsTests", dependencies: ["ConstatActors"]),
        .testTarget(
            name: "ConstatClaimsTests", dependencies: ["ConstatClaims", "ConstatRendering"], exclude: ["Golden"]),
        .testTarget(name: "ConstatIntakeTests", dependencies: ["ConstatIntake", "TestSupport"]),
        .testTarget(name: "ConstatRenderingTests", dependencies: ["ConstatRendering", "TestSupport"]),
        .testTarget(
            name: "ConstatRecordsTests", dependencies: ["ConstatRecords", "ConstatRendering"]),
        .testTarget(
            name: "ConstatStoreTests",
            dependencies: [
                "ConstatStore", "ConstatClaims", "ConstatEvents", "ConstatIntake", "ConstatRecords", "ConstatRendering",
                "ConstatText", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "ConstatEventsTests",
            dependencies: [
                "ConstatClaims", "ConstatEvents", "ConstatPlaces", "ConstatRecords", "ConstatText", "ConstatTime",
                "TestSupport",
            ]),
        .testTarget(
            name: "ConstatExportTests",
            dependencies: [
                "ConstatClaims", "ConstatEvents", "ConstatExport", "ConstatPlaces", "ConstatRecords", "ConstatText",
                "ConstatTime", "TestSupport",
            ]),
        .testTarget(
            name: "ConstatWorkbenchTests",
            dependencies: [
                "ConstatClaims", "ConstatEvents", "ConstatExport", "ConstatIntake", "ConstatPlaces", "ConstatRecords",
                "ConstatRendering", "ConstatResources", "ConstatStore", "ConstatText", "ConstatWorkbench",
                "TestSupport",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ]),
        .testTarget(name: "ConstatTrainingTests", dependencies: ["ConstatTraining", "ConstatLanguage"]),
        .testTarget(
            name: "CommandTests", dependencies: ["ConstatClaims", "ConstatRecords", "ConstatStore"], exclude: ["Sample"]
        ),
        .testTarget(name: "PropertyTests", dependencies: ["ConstatClaims", "ConstatRendering"]),
    ]
)
