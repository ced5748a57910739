/// Makes an entry of what a camt message says of it.
struct CamtEntry {
  let fields: CamtFields
  let details: [CamtFields]
  /// The creditor's own, which is never the other side's.
  let ownAccount: String?
  let ownCurrency: String?

  func entry() throws(StatementFailure) -> StatementEntry {
    var entry = try own()
    if let only = details.first, details.count == 1 {
      try say(only, of: &entry)
      let part = try self.part(only, of: entry)
      if part.currency == entry.currency, part.amount != entry.amount, part.amount != .zero { entry.parts = [part] }
    } else {
      entry.parts = try parts(of: entry)
    }
    if entry.text == nil { entry.text = fields.all(.bankText).asLines }
    return entry
  }

  /// What the entry says itself.
  private func own() throws(StatementFailure) -> StatementEntry {
    guard let amount = try fields.amount(.amount) else {
      throw StatementFailure("an entry has no amount (Amt)", line: fields.line)
    }
    let isCredit = try self.isCredit()
    let currency = fields[.currency] ?? ownCurrency
    var entry = StatementEntry(amount: isCredit ? amount : -amount, currency: currency, line: fields.line)
    entry.booked = try fields.day(.booked)
    entry.value = try fields.day(.value)
    entry.status = try status()
    try sayShared(fields, of: &entry)
    return entry
  }

  private func isCredit() throws(StatementFailure) -> Bool {
    if let isCredit = try fields.isCredit(.direction) { return isCredit }
    for detail in details {
      if let isCredit = try detail.isCredit(.direction) { return isCredit }
    }
    throw StatementFailure("an entry does not say whether money came or went (CdtDbtInd)", line: fields.line)
  }

  /// Text until version 03, a code since version 04; a bank's own word is none.
  private func status() throws(StatementFailure) -> EntryStatus {
    guard let text = fields[.status] else { return .booked }
    guard let status = Self.statuses[text] else {
      throw StatementFailure("\"\(text)\" is no status of an entry (BOOK, PDNG, INFO, FUTR)", line: fields.line)
    }
    return status
  }

  private static let statuses: [String: EntryStatus] = [
    "BOOK": .booked, "PDNG": .pending, "FUTR": .pending, "INFO": .information,
  ]

  private func parts(of entry: StatementEntry) throws(StatementFailure) -> [StatementEntry] {
    var parts: [StatementEntry] = []
    parts.reserveCapacity(details.count)
    for detail in details { parts.append(try part(detail, of: entry)) }
    return parts
  }

  /// One of the transfers that were booked as one sum; its amount is 0 where it is not said in the entry's currency.
  private func part(_ detail: CamtFields, of entry: StatementEntry) throws(StatementFailure) -> StatementEntry {
    let isCredit = try detail.isCredit(.direction) ?? !entry.amount.isNegative
    let (amount, currency) = try partAmount(detail, in: entry.currency)
    var part = StatementEntry(amount: isCredit ? amount : -amount, currency: currency, line: detail.line)
    (part.booked, part.value, part.status, part.isReversal) =
      (entry.booked, entry.value, entry.status, entry.isReversal)
    try say(detail, of: &part)
    return part
  }

  private func partAmount(_ detail: CamtFields, in currency: String?) throws(StatementFailure) -> (Amount, String?) {
    if let amount = try detail.amount(.amount) { return (amount, detail[.currency] ?? currency) }
    for (field, ofCurrency) in [
      (CamtField.transactionAmount, CamtField.transactionCurrency), (.counterAmount, .counterCurrency),
      (.instructed, .instructedCurrency),
    ] where currency == nil || detail[ofCurrency] == currency {
      if let amount = try detail.amount(field) { return (amount, currency) }
    }
    return (.zero, currency)
  }

  /// What a detail says of an entry or of a part.
  private func say(_ detail: CamtFields, of entry: inout StatementEntry) throws(StatementFailure) {
    try sayShared(detail, of: &entry)
    entry.endToEnd = Placeholder.reference(detail[.endToEnd])
    entry.mandate = Placeholder.reference(detail[.mandate])
    entry.returnReason = detail[.returnReason]
    entry.structured = detail.all(.structured).asLines
    entry.text = (detail.all(.line) + detail.all(.document)).asLines ?? detail.all(.bankText).asLines
    sayOtherSide(detail, of: &entry)
  }

  private func sayShared(_ said: CamtFields, of entry: inout StatementEntry) throws(StatementFailure) {
    if let reference = Placeholder.reference(said[.bankReference]), entry.bankReference == nil {
      entry.bankReference = reference
    }
    if let reversal = said[.reversal] { entry.isReversal = ["true", "1"].contains(reversal) }
    if let instructed = try said.amount(.instructed) {
      (entry.instructed, entry.instructedCurrency) = (instructed, said[.instructedCurrency])
    }
    if let charges = try charges(said) { entry.charges = charges }
  }

  private func charges(_ said: CamtFields) throws(StatementFailure) -> Amount? {
    if let total = try said.amount(.chargesTotal) { return total }
    var sum: Amount?
    for text in said.all(.charge) { sum = try (sum ?? .zero) + said.amount(text) }
    return sum
  }

  /// Who paid, or was paid. What comes back has the parties of what it takes back.
  private func sayOtherSide(_ detail: CamtFields, of entry: inout StatementEntry) {
    let debtor = (detail[.debtor] ?? detail[.ultimateDebtor], detail[.debtorAccount]?.squeezed)
    let creditor = (detail[.creditor] ?? detail[.ultimateCreditor], detail[.creditorAccount]?.squeezed)
    let isTakenBack = entry.isReversal || entry.returnReason != nil
    let isDebtor = !entry.amount.isNegative != isTakenBack
    let (first, second) = isDebtor ? (debtor, creditor) : (creditor, debtor)
    let isFirst = first.1 == nil ? first.0 != nil : first.1 != ownAccount
    let isSecond = !isFirst && second.1 != nil && second.1 != ownAccount
    (entry.name, entry.account) = isFirst ? first : isSecond ? second : (nil, nil)
  }
}
