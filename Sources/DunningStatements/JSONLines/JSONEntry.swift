/// An entry as the neutral form has it, with the same members as the output of `statement read`.
struct JSONEntry: Decodable {
  var own_account: String?
  var amount: String
  var currency: String?
  var booked: String?
  var value: String?
  var status: String?
  var reversal: Bool?
  var bank_reference: String?
  var end_to_end: String?
  var mandate: String?
  var name: String?
  var account: String?
  var text: String?
  var structured: String?
  var return_reason: String?
  var instructed: String?
  var instructed_currency: String?
  var charges: String?
  var gross: String?
  var fee: String?
  var parts: [JSONEntry]?

  func entry(line: Int) throws(StatementFailure) -> StatementEntry {
    var entry = StatementEntry(amount: try Self.exact("amount", amount, line), currency: currency, line: line)
    entry.booked = try Self.day("booked", booked, line)
    entry.value = try Self.day("value", value, line)
    entry.status = try status(line: line)
    entry.isReversal = reversal ?? false
    (entry.bankReference, entry.endToEnd, entry.mandate) = (bank_reference, end_to_end, mandate)
    (entry.name, entry.account) = (name, account?.squeezed)
    (entry.text, entry.structured, entry.returnReason) = (text, structured, return_reason)
    entry.instructed = try Self.amount("instructed", instructed, line)
    entry.instructedCurrency = instructed_currency
    entry.charges = try Self.amount("charges", charges, line)
    entry.gross = try Self.amount("gross", gross, line)
    entry.fee = try Self.amount("fee", fee, line)
    for part in parts ?? [] { entry.parts.append(try part.entry(line: line)) }
    return entry
  }

  private func status(line: Int) throws(StatementFailure) -> EntryStatus {
    guard let status else { return .booked }
    guard let known = EntryStatus(rawValue: status) else {
      let all = EntryStatus.allCases.map(\.rawValue).joined(separator: ", ")
      throw StatementFailure("\"\(status)\" is no status: there are \(all)", line: line)
    }
    return known
  }

  private static func amount(_ key: String, _ text: String?, _ line: Int) throws(StatementFailure) -> Amount? {
    guard let text else { return nil }
    return try exact(key, text, line)
  }

  private static func exact(_ key: String, _ text: String, _ line: Int) throws(StatementFailure) -> Amount {
    guard let amount = Amount(text) else {
      throw StatementFailure("\(key): \"\(text)\" is not an amount: write it as \"12.50\"", line: line)
    }
    return amount
  }

  private static func day(_ key: String, _ text: String?, _ line: Int) throws(StatementFailure) -> Day? {
    guard let text else { return nil }
    guard let day = Day(iso: text) else {
      throw StatementFailure("\(key): \"\(text)\" is not a day: write it as \"2026-11-30\"", line: line)
    }
    return day
  }
}
