import DunningTesting
import Foundation

/// Runs common tools, as somebody would who was handed a case file.
enum Shell {
  struct Outcome {
    let status: Int32
    let output: String
  }

  /// What sha256sum(1) says.
  static func sha256(_ bytes: [UInt8]) throws -> String {
    let folder = try ScratchFolder()
    try Data(bytes).write(to: URL(fileURLWithPath: folder.path + "/file"))
    return String(try run("sha256sum < file", in: folder.path).output.prefix(64))
  }

  /// Runs a script of sh(1) in a folder.
  static func run(_ script: String, in folder: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }
}
