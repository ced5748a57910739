/// One entry of CODA with its details: records of the same number, of which the first is the whole.
struct CODAMovement {
  private struct Part {
    var entry: StatementEntry
    /// Whether the communication has a form of its own, and which.
    var form: String?
    /// The communication, as it goes on over records of fixed widths.
    var communication: [String]
  }

  private let number: String
  private var whole: Part
  private var details: [Part] = []

  init(_ record: Columns, currency: String?) throws(StatementFailure) {
    number = record.exact(3...6)
    whole = try Self.part(record, currency: currency)
  }

  /// Takes a record of a part of this entry; false when it begins another entry.
  mutating func takePart(_ record: Columns) throws(StatementFailure) -> Bool {
    guard record.exact(3...6) == number, record.exact(7...10) != "0000" else { return false }
    details.append(try Self.part(record, currency: whole.entry.currency))
    guard details.count <= StatementLimits.partsMax else {
      throw StatementFailure("an entry has too many parts: this is no statement", line: record.line)
    }
    return true
  }

  /// Takes the second or third record of the whole, or of the part that was read last.
  mutating func goOn(_ record: Columns) throws(StatementFailure) {
    guard record.exact(3...6) == number else {
      throw StatementFailure("the record goes on with an entry that is not there", line: record.line)
    }
    var part = details.last ?? whole
    record.exact(2...2) == "2" ? Self.takeSecond(record, &part) : Self.takeThird(record, &part)
    if details.isEmpty { whole = part } else { details[details.count - 1] = part }
  }

  /// What the bank adds in words; what has a form of its own repeats the other side.
  mutating func takeInformation(_ record: Columns) throws(StatementFailure) {
    guard record.exact(3...6) == number, record.exact(2...2) == "1", record.exact(40...40) == "0" else { return }
    if details.isEmpty { whole.communication.append(record.exact(41...113)) }
  }

  var entry: StatementEntry {
    var entry = Self.finished(whole)
    entry.parts = details.map(Self.finished)
    return entry
  }

  private static func part(_ record: Columns, currency: String?) throws(StatementFailure) -> Part {
    let amount = try record.amount(33...47, decimals: 3)
    let isDebit = record.exact(32...32) == "1"
    var entry = StatementEntry(amount: isDebit ? -amount : amount, currency: currency, line: record.line)
    entry.bankReference = record.reference(11...31)
    entry.value = try record.day(48...53) { Day(shortFromDay: $0) }
    entry.booked = try record.day(116...121) { Day(shortFromDay: $0) }
    let hasForm = record.exact(62...62) == "1"
    return Part(
      entry: entry, form: hasForm ? record.exact(63...65) : nil,
      communication: [hasForm ? record.exact(66...115) : record.exact(63...115)])
  }

  private static func takeSecond(_ record: Columns, _ part: inout Part) {
    part.communication.append(record.exact(11...63))
    part.entry.endToEnd = Placeholder.reference(record.text(64...98))
    if record.exact(113...113) == "R" { part.entry.returnReason = record.text(114...117) }
  }

  private static func takeThird(_ record: Columns, _ part: inout Part) {
    // Behind an IBAN stands the currency of the account.
    let account = record.exact(11...44).squeezed
    part.entry.account = account.meant
    part.entry.name = record.text(48...82)
    part.communication.append(record.exact(83...125))
  }

  /// 101 and 102 are twelve digits, 127 is what a direct debit says, all else is text.
  private static func finished(_ part: Part) -> StatementEntry {
    var entry = part.entry
    switch part.form {
    case "101", "102":
      entry.structured = String(part.communication[0].prefix(12)).meant
      entry.text = part.communication.dropFirst().compactMap(\.meant).asLines
    case "127":
      let text = Array(part.communication.joined())
      entry.mandate = String(text.dropFirst(44).prefix(35)).meant
      entry.text = String(text.dropFirst(79).prefix(62)).meant
    default: entry.text = part.communication.compactMap(\.meant).asLines
    }
    return entry
  }
}
