/// The columns of a table that a field of ours is taken from.
struct MappedColumn {
  private let field: String
  private let source: Taking.Source
  /// Where the columns of the source stand, in its order.
  private let places: [Int]

  /// - Throws: ``TableTrouble`` with every column at once that the table does not have.
  static func all(_ takings: [Taking], of table: FileTable, _ map: TableMap) throws(TableTrouble) -> [MappedColumn] {
    var columns: [MappedColumn] = []
    var missing: [String] = []
    for taking in takings {
      let found = taking.sources.lazy.compactMap { source in places(of: source, in: table).map { (source, $0) } }.first
      if let (source, places) = found {
        columns.append(MappedColumn(field: taking.field, source: source, places: places))
      } else if !taking.isOptional || taking.isNeeded {
        missing.append(taking.sources.flatMap(\.headings).map { "\"\($0)\"" }.joined(separator: " or "))
      }
    }
    guard missing.isEmpty else { throw trouble(missing, table, map) }
    return columns
  }

  /// Where the column of this heading stands.
  static func place(_ heading: String, in table: FileTable, _ map: TableMap) throws(TableTrouble) -> Int {
    guard let place = place(heading, in: table) else { throw trouble(["\"\(heading)\""], table, map) }
    return place
  }

  private static func place(_ heading: String, in table: FileTable) -> Int? {
    let name = HeadingName(heading)
    return table.headings.firstIndex { HeadingName($0) == name }
  }

  private static func places(of source: Taking.Source, in table: FileTable) -> [Int]? {
    let places = source.headings.map { place($0, in: table) }
    return places.contains(nil) ? nil : places.compactMap { $0 }
  }

  private static func trouble(_ missing: [String], _ table: FileTable, _ map: TableMap) -> TableTrouble {
    let known = table.headings.filter { !$0.isEmpty }.map { "\"\($0)\"" }.joined(separator: ", ")
    return TableTrouble(
      "the map \(map.name) wants \(missing.count == 1 ? "the column" : "the columns") \(missing.joined(separator: ", "))",
      hint: "the file has \(known.isEmpty ? "no columns" : known)", line: table.headerLine)
  }

  /// Adds what the cells say to the row, or what is wrong with them.
  func read(_ cells: [TableCell], into row: inout MappedRow, _ map: TableMap, from start: TableDay?) {
    do throws(TableFault) {
      let value = try value(cells, map, from: start)
      if !value.isEmpty { row.fields.append(MappedRow.Field(name: field, value: value)) }
    } catch {
      var fault = error
      fault.field = fault.field ?? field
      row.faults.append(fault)
    }
  }

  private func value(_ cells: [TableCell], _ map: TableMap, from start: TableDay?) throws(TableFault) -> String {
    let isDiscount = map.kind == .claims && field == "discount"
    guard source.pieces.count == 1, let place = places.first else {
      let text = try joined(cells, isOfStatement: map.kind == .statement)
      return isDiscount ? try Self.discount(.text(text), map.file.numbers) : text
    }
    let cell = cells[place]
    if case .fault(let fault) = cell { throw fault }
    // What is booked after an entry is told beside it: where it cannot be read, it is not known.
    if field == "balance" { return (try? Self.amount(cell, map.file.numbers)) ?? "" }
    if isDiscount { return try Self.discount(cell, map.file.numbers) }
    if map.kind.amounts.contains(field) { return try Self.amount(cell, map.file.numbers) }
    if map.kind.days.contains(field) { return try Self.day(cell, map.file.days, from: start) }
    let text = Self.unmarked(cell.text ?? "").trimmed
    if map.kind == .statement, Self.isFiller(text) { return "" }
    return field == "currency" ? CurrencyName.code(text) : text
  }

  private static func amount(_ cell: TableCell, _ form: NumberForm) throws(TableFault) -> String {
    switch cell {
    case .number(let text): return text
    case .text(let text): return text.trimmed.isEmpty ? "" : try form.read(unmarked(text))
    case .day(let day): throw TableFault("\(day.text) is a day, and no amount")
    case .fault(let fault): throw fault
    }
  }

  /// A sum, or a share of one with its sign, such as `2,5 %`.
  private static func discount(_ cell: TableCell, _ form: NumberForm) throws(TableFault) -> String {
    guard case .text(let text) = cell, text.trimmed.hasSuffix("%") else { return try amount(cell, form) }
    return try form.read(String(text.trimmed.dropLast().trimmed)) + "%"
  }

  private static func day(_ cell: TableCell, _ forms: [DayForm], from start: TableDay?) throws(TableFault) -> String {
    switch cell {
    case .day(let day): return day.text
    case .text(let text), .number(let text):
      return text.trimmed.isEmpty ? "" : try DayForm.read(unmarked(text), in: forms, from: start).text
    case .fault(let fault): throw fault
    }
  }

  /// The pieces one after the other; a part between bars of which nothing is there is left out.
  private func joined(_ cells: [TableCell], isOfStatement: Bool) throws(TableFault) -> String {
    var text = ""
    var rest = places[...]
    for piece in source.pieces {
      switch piece {
      case .text(let words): text += words
      case .column:
        guard let place = rest.popFirst() else { continue }
        if case .fault(let fault) = cells[place] { throw fault }
        let piece = (cells[place].text ?? "").trimmed
        if !isOfStatement || !Self.isFiller(piece) { text += piece }
      }
    }
    return text.split(separator: "|").map(\.trimmed).filter { !$0.isEmpty }.joined(separator: "|")
  }

  /// Whether it is what banks print where there is nothing: `/`, `-`, `----------`.
  private static func isFiller(_ text: String) -> Bool {
    text == "/" || text.utf8.allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// Without the apostrophe that was put before a cell so that no spreadsheet runs it.
  static func unmarked(_ text: String) -> String {
    let second = text.dropFirst().first
    return text.first == "'" && second.map { "=+-@\t\r".contains($0) } ?? false ? String(text.dropFirst()) : text
  }
}
