import DunningAPI
import DunningIntake

extension ClaimRequest {
  /// Reads the JSON of a claim.
  ///
  /// - Throws: what ``StrictJSON/decode(_:from:knownFields:)`` throws.
  init(bytes: [UInt8]) throws {
    self = try Self(plain: bytes) ?? StrictJSON.decode(Self.self, from: bytes, knownFields: Self.knownFields)
  }

  /// Reads JSON as programs write it: one object of strings without escapes, each known field at most once and none
  /// missing that must be there.
  ///
  /// A batch has millions of lines like that, and this takes a tenth of the time of a decoder. Whatever else a text may
  /// be, it is nil here and left to ``StrictJSON``, which reads it or says what is wrong with it.
  init?(plain bytes: [UInt8]) {
    self.init()
    var reader = PlainObjectReader(bytes)
    // One bit a field.
    var given: UInt64 = 0
    guard reader.begin() else { return nil }
    repeat {
      guard let name = reader.name(), let value = reader.value(), let place = ClaimField.places[name],
        given & 1 << place == 0
      else { return nil }
      ClaimField.all[place].set(value, in: &self)
      given |= 1 << place
    } while reader.more()
    guard reader.end(), given & Self.required == Self.required else { return nil }
  }

  private static let required = ClaimField.all.enumerated().reduce(into: UInt64(0)) { bits, field in
    if field.element.isRequired { bits |= 1 << field.offset }
  }
}

/// Walks over one flat object of strings.
private struct PlainObjectReader {
  private let bytes: [UInt8]
  private var index = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func begin() -> Bool { take(UInt8(ascii: "{")) }

  mutating func name() -> String? {
    guard let name = string(), take(UInt8(ascii: ":")) else { return nil }
    return name
  }

  mutating func value() -> String? { string() }

  /// Whether a comma follows, and with it another member.
  mutating func more() -> Bool { take(UInt8(ascii: ",")) }

  /// Whether the object ends here, and the text with it.
  mutating func end() -> Bool {
    guard take(UInt8(ascii: "}")) else { return false }
    skipSpace()
    return index == bytes.count
  }

  /// A string without escapes; nil for everything else.
  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      guard bytes[index] >= 0x20, bytes[index] != UInt8(ascii: "\\") else { return nil }
      index += 1
    }
    guard index < bytes.count else { return nil }
    index += 1
    return String(validating: bytes[start..<(index - 1)], as: UTF8.self)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, isSpace(bytes[index]) { index += 1 }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: true
    default: false
    }
  }
}
