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
    var reader = PlainObjectReader(bytes)
    var fields = Fields()
    guard reader.begin() else { return nil }
    repeat {
      guard let name = reader.name(), let value = reader.value(), fields.set(name, value) else { return nil }
    } while reader.more()
    guard reader.end(), let reference = fields.reference, let debtor = fields.debtor, let email = fields.email,
      let amount = fields.amount, let currency = fields.currency, let due = fields.due
    else { return nil }
    self.init(
      creditor: fields.creditor, reference: reference, debtor: debtor, debtorId: fields.debtorId, email: email,
      amount: amount, currency: currency, due: due, policy: fields.policy, language: fields.language,
      timeZone: fields.timeZone, calendar: fields.calendar, kind: fields.kind, country: fields.country,
      issued: fields.issued, contract: fields.contract, paymentLink: fields.paymentLink, address: fields.address)
  }

  private struct Fields {
    var (creditor, reference, debtor, debtorId, email): (String?, String?, String?, String?, String?)
    var (amount, currency, due, policy, language): (String?, String?, String?, String?, String?)
    var (timeZone, calendar, kind, country): (String?, String?, String?, String?)
    var (issued, contract, paymentLink, address): (String?, String?, String?, String?)

    /// False for a field that is unknown or was there before.
    mutating func set(_ name: String, _ value: String) -> Bool {
      switch name {
      case "reference": Self.fill(&reference, value)
      case "debtor": Self.fill(&debtor, value)
      case "email": Self.fill(&email, value)
      case "amount": Self.fill(&amount, value)
      case "currency": Self.fill(&currency, value)
      case "due": Self.fill(&due, value)
      case "creditor": Self.fill(&creditor, value)
      case "debtor_id": Self.fill(&debtorId, value)
      case "policy": Self.fill(&policy, value)
      case "language": Self.fill(&language, value)
      case "time_zone": Self.fill(&timeZone, value)
      case "calendar": Self.fill(&calendar, value)
      case "kind": Self.fill(&kind, value)
      case "country": Self.fill(&country, value)
      case "issued": Self.fill(&issued, value)
      case "contract": Self.fill(&contract, value)
      case "payment_link": Self.fill(&paymentLink, value)
      case "address": Self.fill(&address, value)
      default: false
      }
    }

    private static func fill(_ field: inout String?, _ value: String) -> Bool {
      guard field == nil else { return false }
      field = value
      return true
    }
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
