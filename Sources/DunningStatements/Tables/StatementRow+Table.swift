import DunningTables

extension StatementRow {
  /// - Throws: ``StatementFailure`` with all that is wrong with the row.
  init(_ row: MappedRow, account: String?) throws(StatementFailure) {
    guard row.faults.isEmpty else {
      throw StatementFailure(row.faults.map(\.words).joined(separator: "; "), line: row.line)
    }
    guard let amount = row["amount"].flatMap({ Amount($0) }) else {
      throw StatementFailure("the row has no amount", line: row.line)
    }
    guard let currency = row["currency"], currency.utf8.count == 3 else {
      throw StatementFailure(
        "the row has no currency: say it with --set currency=EUR, or under `set:` in the map", line: row.line)
    }
    var entry = StatementEntry(amount: amount, currency: currency, line: row.line)
    entry.booked = row["booked"].flatMap { Day(iso: $0) }
    entry.value = row["value"].flatMap { Day(iso: $0) }
    entry.status = row["status"].flatMap(EntryStatus.init) ?? .booked
    entry.take(row)
    self.init(ownAccount: row["own_account"] ?? account, entry: entry, balance: row["balance"].flatMap { Amount($0) })
  }
}

extension StatementEntry {
  fileprivate mutating func take(_ row: MappedRow) {
    bankReference = row["bank_reference"]
    endToEnd = Placeholder.reference(row["end_to_end"])
    mandate = row["mandate"]
    name = row["name"]
    account = row["account"]?.squeezed
    text = row["text"]
    structured = row["structured"]
    charges = row["charges"].flatMap { Amount($0)?.magnitude }
    gross = row["gross"].flatMap { Amount($0) }
    fee = row["fee"].flatMap { Amount($0)?.magnitude }
  }
}

extension TableFault {
  fileprivate var words: String {
    [field.map { "\($0): \(message)" } ?? message, hint].compactMap { $0 }.joined(separator: ", ")
  }
}

extension StatementFailure {
  init(_ trouble: TableTrouble) {
    self.init([trouble.message, trouble.hint].compactMap { $0 }.joined(separator: ": "), line: trouble.line)
  }
}
