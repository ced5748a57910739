/// Splits the bytes of a CSV file into records, as they come.
///
/// Takes what is found in the wild: CRLF, LF or CR at the end of a line, line breaks and doubled quotes inside quotes, a
/// byte order mark before the first record. A comma, a semicolon or a tab separates fields: the one that the header has
/// most of, quotes left aside.
///
/// - Source: RFC 4180.
struct CSVReader {
  struct Record: Hashable, Sendable {
    /// The line of the file on which the record begins, from 1.
    var line: Int
    var fields: [Result<String, CSVFault>]
  }

  private let next: () throws(Failure) -> [UInt8]
  private var buffer: [UInt8] = []
  private var index = 0
  private var line = 1
  private var separator: UInt8?
  private var hasBegun = false
  /// How many bytes of the file have been read.
  private(set) var bytesRead = 0

  /// - Parameter next: the next bytes of the file; none at its end.
  init(next: @escaping () throws(Failure) -> [UInt8]) { self.next = next }

  /// The next record; nil at the end. Lines with nothing in them are passed over.
  mutating func record() throws(Failure) -> Record? {
    if !hasBegun { try begin() }
    while try peek() != nil {
      let record = try readRecord()
      if record.fields != [.success("")] { return record }
    }
    return nil
  }

  private mutating func readRecord() throws(Failure) -> Record {
    var record = Record(line: line, fields: [])
    var bytes = 0
    repeat {
      let field = try readField(bytesBefore: bytes, recordLine: record.line)
      bytes += field.count
      record.fields.append(field.text)
    } while try take(separator ?? UInt8(ascii: ","))
    try takeLineEnd()
    return record
  }

  /// Reads up to the separator or the end of the line that ends the field.
  private mutating func readField(
    bytesBefore: Int, recordLine: Int
  ) throws(Failure) -> (text: Result<String, CSVFault>, count: Int) {
    let startLine = line
    let separator = separator ?? UInt8(ascii: ",")
    var bytes: [UInt8] = []
    var isQuoted = false
    var fault: CSVFault?
    if try take(UInt8(ascii: "\"")) {
      isQuoted = true
      fault = try readQuoted(into: &bytes, bytesBefore: bytesBefore, recordLine: recordLine)
    }
    while let byte = try peek(), byte != separator, byte != Byte.lineFeed, byte != Byte.carriageReturn {
      if isQuoted, byte != UInt8(ascii: " ") { fault = fault ?? .textAfterQuote }
      if !isQuoted { bytes.append(byte) }
      index += 1
      guard bytesBefore + bytes.count <= ClientLimits.rowBytesMax else { throw Self.tooLong(recordLine) }
    }
    if let fault { return (.failure(fault), bytes.count) }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return (.failure(Self.badBytes(bytes, from: startLine)), bytes.count)
    }
    return (.success(text), bytes.count)
  }

  /// Reads the inside of quotes and the quote that ends it.
  private mutating func readQuoted(
    into bytes: inout [UInt8], bytesBefore: Int, recordLine: Int
  ) throws(Failure) -> CSVFault? {
    while let byte = try peek() {
      index += 1
      if byte == UInt8(ascii: "\"") {
        guard try take(UInt8(ascii: "\"")) else { return nil }
      } else if byte == Byte.lineFeed {
        line += 1
      }
      bytes.append(byte)
      guard bytesBefore + bytes.count <= ClientLimits.rowBytesMax else { throw Self.tooLong(recordLine) }
    }
    return .quoteNotClosed
  }

  private mutating func takeLineEnd() throws(Failure) {
    let hadReturn = try take(Byte.carriageReturn)
    let hadFeed = try take(Byte.lineFeed)
    if hadReturn || hadFeed { line += 1 }
  }

  /// Passes over a byte order mark and finds out what separates the fields.
  private mutating func begin() throws(Failure) {
    hasBegun = true
    // The header must lie in the buffer as a whole, be it the only line of the file.
    while !buffer.contains(Byte.lineFeed), buffer.count <= ClientLimits.rowBytesMax, try fill() {}
    if buffer.starts(with: Byte.byteOrderMark) { index = Byte.byteOrderMark.count }
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in buffer[index...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == Byte.lineFeed || byte == Byte.carriageReturn { break }
      counts[byte, default: 0] += 1
    }
    separator = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].max { left, right in
      counts[left, default: 0] < counts[right, default: 0]
    }
    if counts[separator ?? 0] == nil { separator = UInt8(ascii: ",") }
  }

  private mutating func peek() throws(Failure) -> UInt8? {
    if index == buffer.count {
      buffer = []
      index = 0
      guard try fill() else { return nil }
    }
    return buffer[index]
  }

  private mutating func take(_ byte: UInt8) throws(Failure) -> Bool {
    guard try peek() == byte else { return false }
    index += 1
    return true
  }

  private mutating func fill() throws(Failure) -> Bool {
    let part = try next()
    buffer += part
    bytesRead += part.count
    return !part.isEmpty
  }

  private static func badBytes(_ bytes: [UInt8], from startLine: Int) -> CSVFault {
    let good = UTF8Prefix.count(of: bytes)
    let lines = bytes.prefix(good).count { $0 == Byte.lineFeed }
    return .notUTF8(byte: good < bytes.count ? bytes[good] : 0, line: startLine + lines)
  }

  private static func tooLong(_ line: Int) -> Failure {
    .badData(
      "the row that begins on line \(line) has more than \(ClientLimits.rowBytesMax) bytes",
      hint: "is there a quote that is never closed?")
  }
}

/// What is wrong with a field.
enum CSVFault: Error, Hashable, Sendable {
  case notUTF8(byte: UInt8, line: Int)
  case quoteNotClosed
  case textAfterQuote
}

enum Byte {
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}
