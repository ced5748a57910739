/// The rows of a table by the claim that they are about, in the order in which each claim comes first.
struct RowGroups {
  private let rule: RowGroup
  private var rows: [MappedRow] = []
  private var places: [String: Int] = [:]
  private var given = 0

  init(_ rule: RowGroup) { self.rule = rule }

  mutating func add(_ row: MappedRow) throws(TableTrouble) {
    let key = row[rule.same]
    if let key, let place = places[key] {
      rows[place] = merged(rows[place], row)
      return
    }
    if let key { places[key] = rows.count }
    rows.append(row)
    guard rows.count <= TableLimits.groupedRowsMax else {
      throw TableTrouble("it has rows of more than \(TableLimits.groupedRowsMax) claims", line: row.line)
    }
  }

  mutating func next() -> MappedRow? {
    guard given < rows.count else { return nil }
    defer { given += 1 }
    return rows[given]
  }

  /// The first row with the second in it; what only the second says is taken over.
  private func merged(_ first: MappedRow, _ second: MappedRow) -> MappedRow {
    var row = first
    row.faults += second.faults
    for field in second.fields where row[field.name] == nil { row[field.name] = field.value }
    guard let one = first["amount"].flatMap(TableAmount.init), let other = second["amount"].flatMap(TableAmount.init)
    else { return row }
    switch rule.amount {
    case .sum: row["amount"] = (one + other).text
    case .first:
      if !((one + -other).isZero) {
        row.faults.append(
          TableFault(
            "line \(second.line) says another amount of the same \(rule.same)",
            hint: "if each row says its part, write `rows: {same: \(rule.same), amount: sum}` in the map",
            field: "amount"))
      }
    }
    return row
  }
}
