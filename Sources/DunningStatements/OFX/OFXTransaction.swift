/// What OFX says of one entry (`STMTTRN`).
struct OFXTransaction {
  private var values: [String: String] = [:]
  private let line: Int
  private let isPending: Bool

  init(line: Int, isPending: Bool) {
    self.line = line
    self.isPending = isPending
  }

  /// - Parameter aggregate: the innermost one that is open.
  mutating func take(_ tag: String, _ value: String, inside aggregate: String, line: Int) throws(StatementFailure) {
    guard let key = Self.keys[aggregate == "STMTTRNP" ? "STMTTRN" : aggregate]?[tag] else { return }
    values[key] = values[key] ?? value
  }

  /// What counts of each aggregate, and under which name.
  private static let keys: [String: [String: String]] = [
    "STMTTRN": [
      "TRNAMT": "amount", "DTPOSTED": "posted", "DTTRAN": "posted", "DTAVAIL": "available", "FITID": "id",
      "NAME": "name",
      "MEMO": "memo", "CORRECTFITID": "corrected", "REFNUM": "reference",
    ],
    "PAYEE": ["NAME": "name"], "BANKACCTTO": ["ACCTID": "account"], "CCACCTTO": ["ACCTID": "account"],
    "CURRENCY": ["CURSYM": "currency"],
  ]

  /// - Parameter currency: the statement's.
  func entry(currency: String?) throws(StatementFailure) -> StatementEntry {
    guard let text = values["amount"] else { throw StatementFailure("an entry has no amount (TRNAMT)", line: line) }
    let amount = try Self.amount(text, line: line)
    var entry = StatementEntry(amount: amount, currency: values["currency"]?.uppercased() ?? currency, line: line)
    entry.status = isPending ? .pending : .booked
    entry.booked = try day("posted")
    entry.value = try day("available")
    entry.bankReference = Placeholder.reference(values["id"])
    entry.name = values["name"]
    entry.account = values["account"]?.squeezed
    entry.text = values["memo"] ?? values["name"]
    entry.isReversal = values["corrected"] != nil
    return entry
  }

  private func day(_ key: String) throws(StatementFailure) -> Day? {
    guard let text = values[key], text.contains(where: { $0 != "0" }) else { return nil }
    guard let day = Day(compact: text) ?? Day(iso: text) else {
      throw StatementFailure("\"\(text)\" is not a day", line: line)
    }
    return day
  }

  /// With a point or a comma before the decimals; where both stand in it, the last is that.
  static func amount(_ text: String, line: Int) throws(StatementFailure) -> Amount {
    let squeezed = text.squeezed
    let mark = squeezed.last { $0 == "," || $0 == "." } ?? "."
    let isGrouped = squeezed.contains(",") && squeezed.contains(".")
    let plain = isGrouped ? squeezed.filter { $0 == mark || ($0 != "," && $0 != ".") } : squeezed
    guard let amount = Amount(plain, marks: [mark]) else {
      throw StatementFailure("\"\(text)\" is not an amount", line: line)
    }
    return amount
  }
}
