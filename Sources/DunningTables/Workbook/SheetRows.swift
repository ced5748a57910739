import DunningXML

/// The rows of one sheet of a workbook, as they come.
struct SheetRows: TableRows {
  private let reader: PartReader
  private let values: CellValues
  /// Rows that were looked at while the header was looked for.
  private var held: ArraySlice<TableRow> = []
  private var line = 0
  /// The whole workbook lies in memory.
  let bytesRead: Int

  init(_ reader: PartReader, _ values: CellValues, bytesRead: Int) {
    self.reader = reader
    self.values = values
    self.bytesRead = bytesRead
  }

  /// Passes over what stands before the header, where there is one among the first rows.
  mutating func goToHeader(_ isHeader: ([String]) -> Bool) throws(TableTrouble) {
    var rows: [TableRow] = []
    while rows.count < TableLimits.headerLinesMax, let row = try next() {
      rows.append(row)
      if isHeader(row.cells.map { $0.text ?? "" }) {
        held = rows.suffix(1)
        return
      }
    }
    held = rows[...]
  }

  mutating func next() throws(TableTrouble) -> TableRow? {
    if let row = held.popFirst() { return row }
    while let event = try reader.next() {
      guard case .start(let element) = event, element.name == "row" else { continue }
      line = element.attributes["r"].flatMap { Int($0) } ?? line + 1
      let cells = try readCells()
      if !cells.allSatisfy(\.isEmpty) { return TableRow(line: line, cells: cells) }
    }
    return nil
  }

  /// Reads up to the end of the row.
  private func readCells() throws(TableTrouble) -> [TableCell] {
    var cells: [TableCell] = []
    while let event = try reader.next(), event != .end("row") {
      guard case .start(let element) = event, element.name == "c" else { continue }
      let column = element.attributes["r"].flatMap(Self.column) ?? cells.count
      guard column < TableLimits.columnsMax, column >= cells.count else {
        throw TableTrouble("the sheet names the cell \(element.attributes["r"] ?? "") out of its order", line: line)
      }
      cells += repeatElement(.text(""), count: column - cells.count)
      cells.append(try readCell(element))
    }
    return cells
  }

  /// Reads up to the end of the cell; of a formula the value that was stored with it.
  private func readCell(_ cell: XMLElement) throws(TableTrouble) -> TableCell {
    var text = ""
    var (isValue, isPhonetic) = (false, false)
    while let event = try reader.next(), event != .end("c") {
      switch event {
      case .start(let element):
        isValue = element.name == "v" || element.name == "t"
        isPhonetic = isPhonetic || element.name == "rPh"
      case .text(let part): if isValue, !isPhonetic { text += part }
      case .end(let name):
        isValue = false
        if name == "rPh" { isPhonetic = false }
      }
    }
    return values.cell(
      type: cell.attributes["t"] ?? "n", style: cell.attributes["s"].flatMap { Int($0) } ?? 0, text: text)
  }

  /// The number of the column in `AB12`, from 0; nil when there are no letters.
  static func column(_ name: String) -> Int? {
    let letters = name.prefix { $0.isASCII && $0.isUppercase }
    guard (1...3).contains(letters.count) else { return nil }
    return letters.utf8.reduce(0) { $0 * 26 + Int($1 - UInt8(ascii: "A")) + 1 } - 1
  }
}
