/// The rows of a table as a map reads them, one after the other.
package struct MappedRows {
  private var table: FileTable
  private let map: TableMap
  private let columns: [MappedColumn]
  private let filters: [(column: Int, filter: RowFilter)]
  private let joined: JoinedRows?
  /// From which day on a day without a year counts.
  private let start: TableDay?
  /// The creditor's own, as the lines before the header say; nil when they do not, or the map does not ask.
  private let account: String?
  private var groups: RowGroups?
  private var isOver = false
  /// How many rows were passed over because the map leaves them out.
  package private(set) var leftOut = 0
  /// How many rows were passed over because nothing is owed on them.
  package private(set) var nothingOwed = 0

  /// - Parameter open: opens the file of a join by its path.
  /// - Throws: ``TableTrouble`` when the file is no table, or not the one that the map is for.
  package init(
    _ bytes: ByteStream, _ map: TableMap, open: (String) throws(TableTrouble) -> ByteStream
  ) throws(TableTrouble) {
    start = try map.file.yearFrom.map { place throws(TableTrouble) in try Self.start(bytes, map.file, place) }
    let table = try FileTable(bytes, map.file, isHeader: map.isHeader)
    columns = try MappedColumn.all(map.take, of: table, map)
    filters = try map.filters.map { filter throws(TableTrouble) in
      (try MappedColumn.place(filter.heading, in: table, map), filter)
    }
    joined = try map.join.map { join throws(TableTrouble) in
      try JoinedRows(join, map, here: MappedColumn.place(join.on.here, in: table, map), try open(join.file))
    }
    account = TitleAccount.find(map.file.account, in: table.titles)
    self.table = table
    self.map = map
    groups = map.rows.map { RowGroups($0) }
  }

  package var bytesRead: Int { table.bytesRead }
  /// What the file is: `csv` or `xlsx`.
  package var form: String { table.form }

  /// The next row; nil after the last.
  package mutating func next() throws(TableTrouble) -> MappedRow? {
    if groups != nil { return try nextGroup() }
    return try nextRow()
  }

  private mutating func nextRow() throws(TableTrouble) -> MappedRow? {
    while !isOver, let row = try table.next() {
      if isFooter(row) {
        isOver = true
        break
      }
      if let mapped = mapped(row) { return mapped }
    }
    return nil
  }

  private mutating func nextGroup() throws(TableTrouble) -> MappedRow? {
    while !isOver {
      guard let row = try nextRow() else {
        isOver = true
        break
      }
      try groups?.add(row)
    }
    while let row = groups?.next() {
      if let row = owed(row) { return row }
    }
    return nil
  }

  /// The row as the map reads it; nil when it does not count.
  private mutating func mapped(_ row: TableRow) -> MappedRow? {
    let cells: [TableCell]
    switch table.fitted(row) {
    case .success(let fitted): cells = fitted
    case .failure(let fault): return MappedRow(line: row.line, fields: [], faults: [fault])
    }
    guard filters.allSatisfy({ $0.filter.lets(cells[$0.column].text ?? "") }) else {
      leftOut += 1
      return nil
    }
    var mapped = MappedRow(line: row.line, fields: [], faults: [])
    for column in columns { column.read(cells, into: &mapped, map, from: start) }
    joined?.add(to: &mapped, cells, map)
    map.set(in: &mapped)
    if map.kind == .statement { return signed(mapped) }
    return groups == nil ? owed(mapped) : mapped
  }

  /// The row without those on which nothing is owed, and with a word about those on which the creditor owes.
  private mutating func owed(_ row: MappedRow) -> MappedRow? {
    guard map.kind == .claims, let text = row["amount"], let amount = TableAmount(text) else { return row }
    if amount.isZero {
      nothingOwed += 1
      return nil
    }
    var row = row
    // Many write 88000.00 where the currency has no decimals.
    row["amount"] = amount.shortText
    if amount.isNegative {
      row.faults.append(
        TableFault(
          "\(text) is owed the other way round: a credit note, or paid too much",
          hint: "leave such rows out with `only:` or `not:` in the map, and tell of them with: dunningctl pay",
          field: "amount"))
    }
    return row
  }

  /// The row of a statement with the sign that its direction gives it; nil when no money moved.
  private mutating func signed(_ row: MappedRow) -> MappedRow? {
    var row = row
    guard map.sign(&row) else {
      leftOut += 1
      return nil
    }
    if row["own_account"] == nil { row["own_account"] = account }
    return row
  }

  /// Whether the row is a sum at the end, with which the table is over.
  private func isFooter(_ row: TableRow) -> Bool {
    guard !map.file.footer.isEmpty, let first = row.cells.first(where: { !$0.isEmpty })?.text else { return false }
    let words = first.trimmed.lowercased()
    return map.file.footer.contains { words.hasPrefix($0.lowercased()) }
  }

  /// The day that a line before the header names, written as `yyyymmdd`.
  private static func start(_ bytes: ByteStream, _ file: FileSettings, _ place: CellPlace) throws(TableTrouble)
    -> TableDay
  {
    let beginning = try bytes.beginning(TableLimits.beginningBytes)
    let lines = beginning.split(omittingEmptySubsequences: false) { $0 == Byte.lineFeed }
    let separator = file.separator ?? UInt8(ascii: ";")
    let line = lines.dropFirst(place.line - 1).first ?? []
    let cells = line.split(separator: separator, omittingEmptySubsequences: false)
    let text = cells.dropFirst(place.cell - 1).first.map {
      String(decoding: $0.filter { $0 != Byte.quote }, as: UTF8.self)
    }
    guard let text, let form = DayForm("yyyymmdd"), let day = try? form.read(text) else {
      throw TableTrouble(
        "line \(place.line) has no day in its field \(place.cell) from which days without a year would count",
        line: place.line)
    }
    return day
  }
}
