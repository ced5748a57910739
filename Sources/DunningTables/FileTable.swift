/// A table of a file: its header, and the rows below it as they come.
package struct FileTable {
  /// The cells of the header as they stand there, without blanks around them.
  package let headings: [String]
  /// The line of the header, from 1.
  package let headerLine: Int
  /// `csv` or `xlsx`.
  package let form: String
  /// The cells of the lines before the header, split by each sign that may separate them.
  let titles: [[String]]
  private var rows: any TableRows

  /// Reads up to the header.
  ///
  /// - Parameters:
  ///   - settings: what a map says of the file.
  ///   - isHeader: whether a line with these cells is the header; lines before it are passed over, where there is one.
  /// - Throws: ``TableTrouble`` when the file holds no table.
  package init(
    _ bytes: ByteStream, _ settings: FileSettings = FileSettings(), isHeader: @escaping ([String]) -> Bool
  ) throws(TableTrouble) {
    let form = FileForm(try bytes.beginning(TableLimits.beginningBytes))
    let search = HeaderSearch(isHeader)
    switch form {
    case .text, .mail: rows = try Self.text(bytes, settings, search.isHeader)
    case .workbook: rows = try Workbook(bytes).rows(ofSheet: settings.sheet, isHeader: search.isHeader)
    case .empty: throw TableTrouble("it is empty", hint: form.hint)
    default: throw TableTrouble("this is \(form.words), and no table", hint: form.hint)
    }
    guard let header = try rows.next() else { throw TableTrouble("it is empty", hint: FileForm.empty.hint) }
    headings = try header.cells.map { cell throws(TableTrouble) in
      if case .fault(let fault) = cell { throw TableTrouble(fault.message, hint: fault.hint, line: header.line) }
      return (cell.text ?? "").trimmed
    }
    headerLine = header.line
    self.form = form == .workbook ? "xlsx" : "csv"
    titles = search.titles
  }

  private static func text(
    _ bytes: ByteStream, _ settings: FileSettings, _ isHeader: @escaping ([String]) -> Bool
  ) throws(TableTrouble) -> any TableRows {
    let text = try TextStream(bytes, encoding: settings.encoding)
    return CSVReader(text, separator: settings.separator, isHeader: isHeader)
  }

  package var bytesRead: Int { rows.bytesRead }

  /// The next row; nil after the last. A row in which nothing stands is passed over.
  package mutating func next() throws(TableTrouble) -> TableRow? {
    while let row = try rows.next() {
      if !row.isEmpty { return row }
    }
    return nil
  }

  /// The cells of a row below the headings, or what is wrong with their number.
  ///
  /// Cells without a heading and a text are left away; a file of a spreadsheet is full of them.
  package func fitted(_ row: TableRow) -> Result<[TableCell], TableFault> {
    if row.cells.count == headings.count { return .success(row.cells) }
    let extra = row.cells.dropFirst(headings.count)
    guard extra.allSatisfy(\.isEmpty) else { return .failure(Self.count(row, headings)) }
    let missing = headings.dropFirst(row.cells.count)
    guard missing.allSatisfy(\.isEmpty) || rows is SheetRows else { return .failure(Self.count(row, headings)) }
    return .success(row.cells.prefix(headings.count) + missing.map { _ in .text("") })
  }

  private static func count(_ row: TableRow, _ headings: [String]) -> TableFault {
    // A quote that is never closed swallows cells; it is what must be said.
    for case .fault(let fault) in row.cells { return fault }
    let hasZeros = row.cells.contains { $0.text?.utf8.contains(0) ?? false }
    return hasZeros ? .zeroBytes : .wrongCount(row.cells.count, header: headings.count)
  }
}

extension StringProtocol {
  /// Without blanks at its ends, also those that do not break and the one of Chinese text.
  package var trimmed: String { String(self).withoutBlanksAtEnds }
}

extension String {
  fileprivate var withoutBlanksAtEnds: String {
    // What nearly every cell is needs no table of characters.
    if let first = utf8.first, let last = utf8.last, (0x21..<0x7F).contains(first), (0x21..<0x7F).contains(last) {
      return self
    }
    var text = self[...]
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
