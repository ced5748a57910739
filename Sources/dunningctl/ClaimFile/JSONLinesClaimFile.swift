import DunningAPI
import DunningTables

/// A claim file in JSON Lines.
struct JSONLinesClaimFile: ClaimFileReader {
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private let file: InputFile
  private var buffer: [UInt8] = []
  private var start = 0
  private var line = 0
  private(set) var bytesRead = 0

  init(_ file: InputFile) { self.file = file }

  mutating func row() throws(Failure) -> ClaimRow? {
    while let bytes = try nextLine() {
      let isBlank = bytes.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if !isBlank { return ClaimRow(line: line, content: Self.content(bytes)) }
    }
    return nil
  }

  private static func content(_ bytes: [UInt8]) -> Result<[UInt8], Problem> {
    guard let value = JSONValue(parsing: bytes), case .object = value else {
      return .failure(
        Problem(.malformedJSON, detail: "the line is not a JSON object", hint: "one object a line, in UTF-8"))
    }
    return .success(bytes)
  }

  private mutating func nextLine() throws(Failure) -> [UInt8]? {
    while true {
      if let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return took(buffer[start..<end])
      }
      guard buffer.count - start <= TableLimits.rowBytesMax else {
        throw .badData("line \(line + 1) of \(file.name) has more than \(TableLimits.rowBytesMax) bytes")
      }
      buffer.removeSubrange(..<start)
      start = 0
      let part = try file.read()
      bytesRead += part.count
      buffer += part
      if part.isEmpty {
        guard !buffer.isEmpty else { return nil }
        defer { buffer = [] }
        return took(buffer[...])
      }
    }
  }

  private mutating func took(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    line += 1
    var bytes = bytes
    if line == 1, bytes.starts(with: Self.byteOrderMark) { bytes = bytes.dropFirst(Self.byteOrderMark.count) }
    return Array(bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes)
  }
}
