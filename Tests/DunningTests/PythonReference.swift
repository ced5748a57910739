import Foundation
import Testing

/// A second opinion on days and zones: Python's own `datetime` and `zoneinfo`, over the same time zone database.
enum PythonReference {
  /// The lines that a program prints.
  static func lines(_ program: String, _ arguments: String...) throws -> [Substring] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }
}
