import Foundation

/// Other people's programs, as judges of ours.
enum Subprocess {
  struct Failed: Error { let words: String }

  /// Runs a program to its end with bytes on its standard input; answers its standard output.
  static func run(_ program: String, _ arguments: [String], input: [UInt8] = []) throws -> Data {
    let files = try TemporaryDirectory()
    let inputFile = files.path + "/in"
    let outputFile = files.path + "/out"
    try Data(input).write(to: URL(filePath: inputFile))
    try Data().write(to: URL(filePath: outputFile))
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [program] + arguments
    process.standardInput = try FileHandle(forReadingFrom: URL(filePath: inputFile))
    process.standardOutput = try FileHandle(forWritingTo: URL(filePath: outputFile))
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let words = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(words: String(decoding: words, as: UTF8.self)) }
    return try Data(contentsOf: URL(filePath: outputFile))
  }
}

/// A directory that is gone after the test.
final class TemporaryDirectory: Sendable {
  let path: String

  init() throws {
    path = try FileManager.default.url(
      for: .itemReplacementDirectory, in: .userDomainMask, appropriateFor: FileManager.default.temporaryDirectory,
      create: true
    ).path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }  // nothing depends on it
}
