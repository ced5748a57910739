// swift-tools-version: 6.2
import PackageDescription

// The directions of the imports are the design; docs/ARCHITECTURE.md draws them and Tests/TidyTests checks them.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

let package = Package(
  name: "dunningd",
  products: [
    .executable(name: "dunningd", targets: ["dunningd"]),
    .executable(name: "dunningctl", targets: ["dunningctl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.19.4"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Layer 0: know nothing of claims.
    .systemLibrary(name: "CSystemd", pkgConfig: "libsystemd", providers: [.apt(["libsystemd-dev"])]),
    .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CPango", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    // The parts of libresolv that read an answer of the domain name system (resolver(3)).
    .target(name: "CLinux", linkerSettings: [.linkedLibrary("resolv")]),
    .target(name: "CQPDF", linkerSettings: [.linkedLibrary("qpdf"), .linkedLibrary("stdc++")]),
    .target(name: "DunningBytes", swiftSettings: strict),
    .target(name: "DunningConfinement", dependencies: ["CLinux"], swiftSettings: strict),
    .target(name: "DunningXML", dependencies: ["CXML"], swiftSettings: strict),
    .target(name: "DunningTables", dependencies: ["CArchive", "DunningBytes", "DunningXML"], swiftSettings: strict),
    .target(name: "DunningInvoices", dependencies: ["CQPDF", "DunningXML"], swiftSettings: strict),
    .target(name: "DunningChain", dependencies: ["DunningBytes", crypto], swiftSettings: strict),
    .target(name: "Systemd", dependencies: ["CSystemd"], swiftSettings: strict),
    .target(
      name: "DunningMail", dependencies: ["CGMime", "DunningBytes", "DunningTLS", nioCore, nioPosix, nioSSL],
      swiftSettings: strict),
    .target(name: "DunningTLS", dependencies: [nioCore, nioSSL], swiftSettings: strict),
    .target(name: "DunningInbound", dependencies: ["CGMime"], swiftSettings: strict),
    .target(name: "DunningStatements", dependencies: ["DunningTables", "DunningXML"], swiftSettings: strict),
    .target(
      name: "DunningTimestamp", dependencies: ["DunningTLS", asn1, crypto, nioCore, nioHTTP1, nioPosix, nioSSL, x509],
      swiftSettings: strict),
    .target(
      name: "DunningWebhook", dependencies: ["DunningTLS", crypto, nioCore, nioHTTP1, nioPosix, nioSSL],
      swiftSettings: strict),
    .target(name: "DunningPaper", dependencies: ["CPango", "CQREncode"], swiftSettings: strict),
    .target(
      name: "DunningSQL",
      dependencies: [
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ], swiftSettings: strict),
    .target(name: "DunningAPI", swiftSettings: strict),
    .target(
      name: "DunningDossier", dependencies: ["CArchive", "DunningBytes", "DunningChain", crypto], swiftSettings: strict),
    // Layer 1: the rules.
    .target(name: "Dunning", swiftSettings: strict),
    // Layer 2: rules made concrete.
    .target(
      name: "DunningConfiguration",
      dependencies: [
        "Dunning", "DunningBytes", "DunningLetters", "DunningTables", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "DunningStore", dependencies: ["Dunning", "DunningBytes", "DunningChain", "DunningSQL", crypto],
      swiftSettings: strict),
    .target(
      name: "DunningLetters", dependencies: ["Dunning", "DunningPaper"],
      swiftSettings: strict),
    .target(
      name: "DunningEvidence",
      dependencies: [
        "CQPDF", "Dunning", "DunningBytes", "DunningChain", "DunningConfinement", "DunningDossier", "DunningInbound",
        "DunningPaper", "DunningStore", crypto,
      ], swiftSettings: strict),
    .target(name: "DunningIntake", dependencies: ["Dunning", "DunningAPI"], swiftSettings: strict),
    // Layer 3: siblings that meet only in the docket.
    .target(
      name: "DunningEngine",
      dependencies: [
        "Dunning", "DunningBytes", "DunningEvidence", "DunningLetters", "DunningMail", "DunningStore", crypto, logging,
        lifecycle,
      ],
      swiftSettings: strict),
    .target(
      name: "DunningControl",
      dependencies: [
        "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningEvidence", "DunningIntake", "DunningStore",
        httpTypes, hummingbird, hummingbirdCore, nioCore, nioHTTP1, nioHTTPTypes, nioPosix, logging,
        lifecycle,
      ],
      swiftSettings: strict),
    .target(
      name: "DunningMailroom",
      dependencies: [
        "Dunning", "DunningAPI", "DunningBytes", "DunningConfinement", "DunningInbound", "DunningIntake",
        "DunningInvoices", "DunningStatements", "DunningStore", "DunningTables", "CLinux", logging, lifecycle,
      ],
      swiftSettings: strict),
    .target(
      name: "DunningDesk",
      dependencies: [
        "Dunning", "DunningAPI", "DunningInbound", crypto, httpTypes, hummingbird, nioCore, logging,
      ],
      swiftSettings: strict),
    // Layer 4: the composition root and the client.
    .executableTarget(
      name: "dunningd",
      dependencies: [
        "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningConfiguration", "DunningControl", "DunningDesk",
        "DunningEngine",
        "DunningEvidence", "DunningInbound", "DunningLetters", "DunningMail", "DunningMailroom", "DunningStore",
        "DunningTables", "DunningTimestamp", "DunningWebhook", "Systemd",
        argumentParser, hummingbirdCore,
        logging, lifecycle,
        .product(name: "UnixSignals", package: "swift-service-lifecycle"), nioPosix,
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "dunningctl",
      dependencies: [
        "CLinux", "Dunning", "DunningAPI", "DunningBytes", "DunningConfiguration", "DunningDossier", "DunningIntake",
        "DunningInvoices", "DunningStatements", "DunningTables", argumentParser,
      ],
      swiftSettings: strict),
    // Tests.
    .target(
      name: "DunningTesting", dependencies: ["Dunning", "DunningMail", "DunningStore"], path: "Tests/DunningTesting",
      swiftSettings: strict),
    .testTarget(name: "DunningSQLTests", dependencies: ["DunningSQL", "DunningTesting"], swiftSettings: strict),
    .testTarget(
      name: "DunningStoreTests",
      dependencies: [
        "Dunning", "DunningBytes", "DunningSQL", "DunningStore", "DunningTesting",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DunningEngineTests",
      dependencies: [
        "Dunning", "DunningEngine", "DunningLetters", "DunningMail", "DunningSQL", "DunningStore", "DunningTesting",
        logging, lifecycle,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ScenarioTests",
      dependencies: [
        "Dunning", "DunningAPI", "DunningChain", "DunningConfiguration", "DunningEngine", "DunningLetters",
        "DunningMail",
        "DunningMailroom", "DunningSQL", "DunningStore", "DunningTesting", "Systemd", "dunningd", logging,
      ], swiftSettings: strict),
    .testTarget(name: "DunningBytesTests", dependencies: ["DunningBytes"], swiftSettings: strict),
    .testTarget(
      name: "DunningInvoicesTests", dependencies: ["DunningInvoices"], exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "DunningXMLTests", dependencies: ["DunningXML"], swiftSettings: strict),
    .testTarget(
      name: "DunningTablesTests", dependencies: ["DunningBytes", "DunningTables"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(name: "DunningChainTests", dependencies: ["DunningBytes", "DunningChain"], swiftSettings: strict),
    .testTarget(name: "SystemdTests", dependencies: ["Systemd"], swiftSettings: strict),
    .testTarget(name: "DunningTests", dependencies: ["Dunning"], swiftSettings: strict),
    .testTarget(
      name: "DunningConfigurationTests", dependencies: ["Dunning", "DunningConfiguration", "DunningTables"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(name: "TidyTests", swiftSettings: strict),
    .testTarget(
      name: "DunningControlTests",
      dependencies: [
        "Dunning", "DunningAPI", "DunningBytes", "DunningControl", "DunningIntake", "DunningStore", httpTypes,
        hummingbird, nioCore, nioHTTPTypes, nioPosix, logging, lifecycle,
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DunningDeskTests",
      dependencies: [
        "Dunning", "DunningAPI", "DunningControl", "DunningDesk", "DunningSQL", "DunningStore", "DunningTesting",
        httpTypes,
        hummingbird, nioCore, logging,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "dunningctlTests", dependencies: ["Dunning", "DunningAPI", "DunningBytes", "dunningctl"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "DunningLettersTests",
      dependencies: ["Dunning", "DunningConfiguration", "DunningLetters", "DunningPaper", "PaperTesting"],
      exclude: ["Goldens", "Letters"], swiftSettings: strict),
    .target(name: "TestFonts", path: "Tests/TestFonts", exclude: ["fonts.conf"]),
    .target(name: "PaperTesting", dependencies: ["TestFonts"], path: "Tests/PaperTesting", swiftSettings: strict),
    .testTarget(
      name: "DunningPaperTests", dependencies: ["DunningPaper", "PaperTesting", "TestFonts"], swiftSettings: strict),
    .testTarget(
      name: "DunningEvidenceTests",
      dependencies: [
        "Dunning", "DunningBytes", "DunningChain", "DunningDossier", "DunningEvidence", "DunningPaper", "DunningStore",
        "DunningTesting", "DunningTimestamp", crypto,
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "DunningTimestampTests", dependencies: ["DunningTesting", "DunningTimestamp", crypto], swiftSettings: strict
    ),
    .testTarget(
      name: "DunningWebhookTests", dependencies: ["DunningTLS", "DunningTesting", "DunningWebhook"],
      swiftSettings: strict),
    .testTarget(name: "DunningInboundTests", dependencies: ["DunningInbound"], swiftSettings: strict),
    .testTarget(
      name: "DunningStatementsTests", dependencies: ["DunningBytes", "DunningStatements"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "DunningMailroomTests",
      dependencies: [
        "Dunning", "DunningBytes", "DunningConfiguration", "DunningInbound", "DunningMailroom", "DunningStore",
        "DunningTables", "DunningTesting", logging, lifecycle,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DunningMailTests", dependencies: ["CGMime", "DunningMail", nioCore, nioPosix, nioSSL],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
