// swift-tools-version: 6.2
import PackageDescription

// What Tests/statements/fuzz builds: the readers with the fuzzer's counters in them, which takes a flag that a dependency
// may not have.
let counted: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"), .unsafeFlags(["-sanitize=fuzzer"]),
]

let package = Package(
  // One name with the project, so that what is for the package is seen.
  name: "dunningd",
  // A library, since SwiftPM's programs have a main of their own.
  products: [.library(name: "fuzzing", type: .static, targets: ["Fuzzing"])],
  targets: [
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive"),
    .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0"),
    .target(name: "CLinux"),
    .target(name: "DunningBytes", dependencies: ["CLinux"], swiftSettings: counted),
    .target(name: "DunningXML", dependencies: ["CXML"], swiftSettings: counted),
    .target(name: "DunningTables", dependencies: ["CArchive", "DunningBytes", "DunningXML"], swiftSettings: counted),
    .target(name: "DunningStatements", dependencies: ["DunningTables", "DunningXML"], swiftSettings: counted),
    .target(
      name: "Fuzzing", dependencies: ["DunningBytes", "DunningStatements", "DunningTables"],
      exclude: ["Package.swift", "seeds"],
      swiftSettings: counted),
  ])
