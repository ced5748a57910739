import Foundation

/// A program of Debian that looks at PDFs and pictures: qpdf, poppler's tools, zbarimg.
enum Tool {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs the program on a file with these bytes; `{}` among the arguments stands for the file's path.
  ///
  /// - Returns: what it writes to its standard output.
  static func run(_ name: String, _ arguments: [String], on bytes: [UInt8]) throws -> String {
    try withFile(bytes) { try run(name, arguments, $0) }
  }

  /// The text of a PDF as it stands on its pages.
  static func text(of pdf: [UInt8]) throws -> String { try run("pdftotext", ["-layout", "{}", "-"], on: pdf) }

  static func pageCount(of pdf: [UInt8]) throws -> Int? {
    try run("qpdf", ["--show-npages", "{}"], on: pdf).split(separator: "\n").first.flatMap { Int($0) }
  }

  /// What a reader of codes finds on the pages, at 300 dots an inch.
  static func codes(in pdf: [UInt8]) throws -> String {
    try withFile(pdf) { file in
      let picture = file.deletingPathExtension().path
      _ = try launch("pdftoppm", ["-r", "300", "-png", file.path, picture])
      let folder = file.deletingLastPathComponent()
      let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".png") }
      return try launch("zbarimg", ["--quiet", "--raw", "-Sbinary=0"] + pages.sorted().map { "\(folder.path)/\($0)" })
    }
  }

  private static func run(_ name: String, _ arguments: [String], _ file: URL) throws -> String {
    try launch(name, arguments.map { $0 == "{}" ? file.path : $0 })
  }

  private static func withFile<Result>(_ bytes: [UInt8], _ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "paper-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "page.pdf")
    try Data(bytes).write(to: file)
    return try body(file)
  }

  private static func launch(_ name: String, _ arguments: [String]) throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(description: "\(name) \(arguments) ended with \(process.terminationStatus)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
