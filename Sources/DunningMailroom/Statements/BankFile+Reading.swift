import Dunning
import DunningStore

/// Why a file of a bank or wallet is not taken in; nothing of it is.
package struct StatementRefusal: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String
  /// Where in the file, from 1; nil when it is about the file as a whole.
  package let line: Int?

  package var description: String { line.map { "line \($0): \(message)" } ?? message }

  init(_ message: String, line: Int? = nil) {
    self.message = message
    self.line = line
  }
}

extension BankFile {
  /// What was read, in the values of the rules.
  ///
  /// - Parameter rulebook: knows the currency of an account where the file does not say it.
  init(
    _ reading: StatementReading, name: String, bytes: [UInt8], rulebook: Rulebook
  ) throws(StatementRefusal) {
    if let trouble = reading.trouble { throw StatementRefusal(trouble.message, line: trouble.line) }
    var statements: [BankStatement] = []
    for said in reading.statements {
      let own = said.account.flatMap(rulebook.owners(ofAccount:))?.currency
      let currency =
        try said.currency.map { code throws(StatementRefusal) in try Self.currency(code, line: nil) } ?? own
      var lines: [BankStatement.Line] = []
      for entry in said.entries {
        lines.append(BankStatement.Line(try MatchEntry(entry, currency), number: entry.line))
      }
      statements.append(
        BankStatement(
          account: said.account, currency: currency, opening: try Self.balance(said.opening, currency),
          closing: try Self.balance(said.closing, currency), addsUp: said.addsUp, entries: lines))
    }
    self.init(name: name, bytes: bytes, format: reading.format, statements: statements)
  }

  fileprivate static func currency(_ code: String, line: Int?) throws(StatementRefusal) -> Currency {
    guard let currency = Currency(code) else {
      throw StatementRefusal("\(quoted(code)) is no currency of ISO 4217", line: line)
    }
    return currency
  }

  private static func balance(_ text: String?, _ currency: Currency?) throws(StatementRefusal) -> Money? {
    guard let text, let currency else { return nil }
    return try Money(signed: text, currency, line: nil)
  }
}

extension Money {
  /// A decimal number with a sign, as a bank wrote it.
  fileprivate init(signed text: String, _ currency: Currency, line: Int?) throws(StatementRefusal) {
    let isNegative = text.hasPrefix("-")
    do {
      let money = try Money(parsing: isNegative ? String(text.dropFirst()) : text, currency: currency)
      self = isNegative ? money.negated : money
    } catch {
      throw StatementRefusal([error.message, error.hint].compactMap { $0 }.joined(separator: ": "), line: line)
    }
  }
}

extension MatchEntry {
  /// - Parameter statement: the currency of its statement.
  fileprivate init(_ said: StatementReading.Entry, _ statement: Currency?) throws(StatementRefusal) {
    let line = said.line
    let own = try said.currency.map { code throws(StatementRefusal) in try BankFile.currency(code, line: line) }
    guard let currency = own ?? statement else {
      throw StatementRefusal(
        "the currency is not known: say it with the account, under accounts of the creditor", line: line)
    }
    self.init(amount: try Money(signed: said.amount, currency, line: line))
    booked = try Self.day(said.booked, line)
    value = try Self.day(said.value, line)
    status = Status(rawValue: said.status) ?? .information
    isReversal = said.isReversal ?? false
    (bankReference, endToEnd, mandate) = (said.bankReference, said.endToEnd, said.mandate)
    (name, account, text, structured) = (said.name, said.account, said.text, said.structured)
    returnReason = said.returnReason
    instructed = beside(
      said.instructed,
      try said.instructedCurrency.map { code throws(StatementRefusal) in
        try BankFile.currency(code, line: line)
      } ?? currency)
    charges = beside(said.charges, currency)
    gross = beside(said.gross, currency)
    fee = beside(said.fee, currency)
    var parts: [MatchEntry] = []
    for part in said.parts ?? [] { parts.append(try MatchEntry(part, currency)) }
    self.parts = parts
  }

  /// A sum beside the amount; one that the currency cannot express makes the entry a question.
  private mutating func beside(_ text: String?, _ currency: Currency) -> Money? {
    guard let text else { return nil }
    if let money = try? Money(signed: text, currency, line: nil) { return money }
    contradiction = "\(quoted(text)) is no sum in \(currency.code)"
    return nil
  }

  private static func day(_ text: String?, _ line: Int) throws(StatementRefusal) -> CivilDate? {
    guard let text else { return nil }
    do { return try CivilDate(parsing: text) } catch { throw StatementRefusal(error.message, line: line) }
  }
}
