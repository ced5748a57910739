/// Reads an answer that is a JSON object with a long array in it, row by row as it comes: only one row is in memory, and
/// the other members of the object.
struct RowReader {
  /// What the object says before its rows.
  private(set) var before: [JSONValue.Member] = []
  /// What it says behind them; complete once there are no more rows.
  private(set) var after: [JSONValue.Member] = []
  private var answer: ControlAnswer
  private var buffer: [UInt8] = []
  private var index = 0
  private var isFirst = true
  private var isDone = false

  /// Reads the object up to the rows.
  ///
  /// - Parameter key: of the member that holds them.
  /// - Throws: a failure when the answer is no such object.
  init(_ answer: ControlAnswer, key: String) throws(Failure) {
    self.answer = answer
    guard try token() == UInt8(ascii: "{") else { throw Self.malformed("it is no JSON object") }
    index += 1
    while let name = try memberName(isFirst: before.isEmpty) {
      if name == key {
        guard try token() == UInt8(ascii: "[") else { throw Self.malformed("its \(key) are no list") }
        index += 1
        return
      }
      before.append(.init(key: name, value: try value()))
    }
    throw Self.malformed("it has no \(key)")
  }

  /// The next row; nil when there are no more.
  mutating func next() throws(Failure) -> JSONValue? {
    guard !isDone else { return nil }
    defer { isFirst = false }
    guard try goesOn("]", isFirst: isFirst) else {
      isDone = true
      while let name = try memberName(isFirst: false) {
        after.append(.init(key: name, value: try value()))
      }
      return nil
    }
    return try value()
  }

  /// What the object says beside its rows.
  subscript(key: String) -> JSONValue? { (before + after).first { $0.key == key }?.value }

  // MARK: - Pieces of JSON

  /// The name of the next member of the object; nil at its end.
  private mutating func memberName(isFirst: Bool) throws(Failure) -> String? {
    guard try goesOn("}", isFirst: isFirst) else { return nil }
    guard let name = try value().text, try token() == UInt8(ascii: ":") else {
      throw Self.malformed("a member without a name")
    }
    index += 1
    return name
  }

  /// Goes behind the comma before another element, or behind the end.
  private mutating func goesOn(_ end: Unicode.Scalar, isFirst: Bool) throws(Failure) -> Bool {
    let next = try token()
    if next == UInt8(ascii: end) {
      index += 1
      return false
    }
    if isFirst { return true }
    guard next == UInt8(ascii: ",") else { throw Self.malformed("a comma is missing") }
    index += 1
    return true
  }

  /// The byte on which the next piece begins, white space left out.
  private mutating func token() throws(Failure) -> UInt8 {
    while true {
      while index < buffer.count {
        if !Self.isSpace(buffer[index]) { return buffer[index] }
        index += 1
      }
      try fill(keeping: index)
    }
  }

  private mutating func value() throws(Failure) -> JSONValue {
    _ = try token()
    let end = try valueEnd()
    let bytes = Array(buffer[index..<end])
    index = end
    guard let value = JSONValue(parsing: bytes) else { throw Self.malformed("it is not JSON") }
    return value
  }

  /// Where the value that begins at `index` ends; all of it is in the buffer then.
  private mutating func valueEnd() throws(Failure) -> Int {
    var (depth, isInString, length) = (0, false, 0)
    while true {
      while index + length < buffer.count {
        let byte = buffer[index + length]
        if isInString {
          // What is escaped ends no text.
          if byte == UInt8(ascii: "\\") { length += 1 }
          if byte == UInt8(ascii: "\"") { isInString = false }
        } else {
          switch byte {
          case UInt8(ascii: "\""): isInString = true
          case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
          case UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: ","), UInt8(ascii: ":"):
            // Behind a number or a word.
            if depth == 0 { return index + length }
            if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") { depth -= 1 }
          case _ where depth == 0 && Self.isSpace(byte): return index + length
          default: break
          }
        }
        length += 1
        if depth == 0, !isInString, [UInt8(ascii: "\""), UInt8(ascii: "}"), UInt8(ascii: "]")].contains(byte) {
          return index + length
        }
      }
      guard length <= ClientLimits.elementBytesMax else { throw Self.malformed("it has an element without end") }
      try fill(keeping: index)
    }
  }

  /// Reads more of the answer, and lets go of what stands before `start`.
  private mutating func fill(keeping start: Int) throws(Failure) {
    buffer.removeSubrange(..<start)
    index = 0
    guard let part = try answer.part() else { throw Self.malformed("it ends too early") }
    buffer += part
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private static func malformed(_ what: String) -> Failure {
    Failure(
      .bug, code: "malformed-answer", "the daemon's answer is not understood: \(what)",
      hint: "compare the versions: dunningctl version")
  }
}
