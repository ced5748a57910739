import Foundation

/// A program of Debian that looks at PDFs and pictures: qpdf, poppler's tools, zbarimg.
package enum Tool {
  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// Runs the program on a file with these bytes; `{}` among the arguments stands for the file's path.
  ///
  /// - Returns: what it writes to its standard output.
  package static func run(_ name: String, _ arguments: [String], on bytes: [UInt8]) throws -> String {
    try withFile(bytes) { try run(name, arguments, $0) }
  }

  /// The text of a PDF as it stands on its pages.
  package static func text(of pdf: [UInt8]) throws -> String { try run("pdftotext", ["-layout", "{}", "-"], on: pdf) }

  package static func pageCount(of pdf: [UInt8]) throws -> Int? {
    try run("qpdf", ["--show-npages", "{}"], on: pdf).split(separator: "\n").first.flatMap { Int($0) }
  }

  /// What a reader of codes finds on the pages, at 300 dots an inch.
  ///
  /// - Parameter square: a part of every page, in millimetres, that is made white before.
  package static func codes(
    in pdf: [UInt8], blanking square: (x: Double, y: Double, side: Double)? = nil
  ) throws -> String {
    try withFile(pdf) { file in
      _ = try launch("pdftoppm", ["-r", "300", "-gray", file.path, file.deletingPathExtension().path])
      let folder = file.deletingLastPathComponent()
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".pgm") }
      let pages = names.sorted().map { folder.appending(path: $0) }
      if let square { for page in pages { try blank(square, of: page) } }
      // 4: one of the pages has no code.
      return try launch("zbarimg", ["--quiet", "--nodbus", "--raw", "-Sbinary"] + pages.map(\.path), isGood: [0, 4])
    }
  }

  /// What a reader of codes finds on a picture as a screen shows it.
  package static func codes(onScreen picture: [UInt8]) throws -> String {
    try run("zbarimg", ["--quiet", "--nodbus", "--raw", "-Sbinary", "{}"], on: picture)
  }

  /// Makes a square of a picture in the format PGM (P5) white.
  private static func blank(_ square: (x: Double, y: Double, side: Double), of picture: URL) throws {
    var bytes = [UInt8](try Data(contentsOf: picture))
    let head = String(decoding: bytes.prefix(40), as: UTF8.self).split(maxSplits: 4) { $0 == " " || $0 == "\n" }
    guard head.count > 3, let width = Int(head[1]), let height = Int(head[2]) else {
      throw Failure(description: "\(picture.path) is no PGM")
    }
    let start = bytes.count - width * height
    let dot = { (millimetres: Double) in Int((millimetres * 300 / 25.4).rounded()) }
    for row in dot(square.y)..<dot(square.y + square.side) {
      for column in dot(square.x)..<dot(square.x + square.side) { bytes[start + row * width + column] = 255 }
    }
    try Data(bytes).write(to: picture)
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

  private static func launch(
    _ name: String, _ arguments: [String], isGood: Set<Int32> = [0]
  ) throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard isGood.contains(process.terminationStatus) else {
      throw Failure(description: "\(name) \(arguments) ended with \(process.terminationStatus)")
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
