extension TableMap {
  /// Makes one signed amount of what a statement says in several columns, and one word of its status.
  ///
  /// - Returns: whether the row moves money of the account at all.
  func sign(_ row: inout MappedRow) -> Bool {
    if row["amount"] == nil { row["amount"] = difference(&row) ?? net(row) }
    guard direction(&row), status(&row) else { return false }
    if row["amount"] == nil, row.faults.isEmpty {
      row.faults.append(TableFault("the row has no amount", field: "amount"))
    }
    name(&row)
    return true
  }

  /// The other side, where the one who pays and the one who gets stand in columns of their own.
  private func name(_ row: inout MappedRow) {
    let isOut = row["amount"].flatMap(TableAmount.init)?.isNegative ?? false
    row["name"] = row["name"] ?? row[isOut ? "payee" : "payer"]
    (row["payer"], row["payee"]) = (nil, nil)
  }

  /// What two columns say of which one is for money in and the other for money out.
  private func difference(_ row: inout MappedRow) -> String? {
    let (credit, debit) = (row["credit"], row["debit"])
    defer { (row["credit"], row["debit"]) = (nil, nil) }
    guard credit != nil || debit != nil else { return nil }
    let amounts = [credit ?? "0", debit ?? "0"].map(TableAmount.init)
    guard let plus = amounts[0], let minus = amounts[1] else { return nil }
    // Some write what goes out with a minus in its own column.
    return (plus + -minus.magnitude).text
  }

  /// What a wallet leaves of what the other side paid. Some write the fee with a minus.
  private func net(_ row: MappedRow) -> String? {
    guard let gross = row["gross"].flatMap(TableAmount.init) else { return nil }
    let fee = row["fee"].flatMap(TableAmount.init)
    return fee.map { (gross + -$0.magnitude).text } ?? gross.text
  }

  private func direction(_ row: inout MappedRow) -> Bool {
    guard let word = row["direction"] else { return directions.isEmpty || take.allSatisfy { $0.field != "direction" } }
    row["direction"] = nil
    switch Self.key(of: word, in: directions) {
    case .neither: return false
    case .in: row["amount"] = row["amount"].flatMap(TableAmount.init)?.magnitude.text
    case .out: row["amount"] = row["amount"].flatMap(TableAmount.init).map { -$0.magnitude }?.text
    case nil:
      row.faults.append(
        TableFault(
          "the map does not say whether \"\(word)\" is money in or out", hint: "add it to `direction:` in the map",
          field: "direction"))
    }
    return true
  }

  private func status(_ row: inout MappedRow) -> Bool {
    guard let word = row["status"] else { return true }
    switch Self.key(of: word, in: statuses) {
    case .done: row["status"] = "booked"
    case .pending: row["status"] = "pending"
    case .void: row["status"] = "void"
    case nil:
      row.faults.append(
        TableFault(
          "the map does not say what the status \"\(word)\" means", hint: "add it to `status:` in the map",
          field: "status"))
    }
    return true
  }

  private static func key<Key>(of word: String, in words: [Key: [String]]) -> Key? {
    words.first { $0.value.contains { means($0.lowercased(), word.lowercased()) } }?.key
  }

  /// Whether a word of the map is what a cell says; with a star at its end, how the cell begins.
  private static func means(_ known: String, _ word: String) -> Bool {
    known.hasSuffix("*") ? word.hasPrefix(known.dropLast()) : word == known
  }
}
