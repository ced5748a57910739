extension TableMap {
  /// Makes one signed amount of what a statement says in several columns, and one word of its status.
  ///
  /// - Returns: whether the row moves money of the account at all.
  func sign(_ row: inout MappedRow) -> Bool {
    if row["amount"] == nil { row["amount"] = difference(&row) }
    guard status(&row), direction(&row) else { return false }
    if row["amount"] == nil, row.faults.isEmpty {
      row.faults.append(TableFault("the row has no amount", field: "amount"))
    }
    return true
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
    words.first { $0.value.contains { $0.lowercased() == word.lowercased() } }?.key
  }
}
