import DunningXML

/// An Excel workbook (.xlsx).
///
/// - Source: ECMA-376, part 1, 18 (SpreadsheetML).
struct Workbook {
  private let archive: WorkbookArchive
  /// The names of the sheets and the parts that hold them, in the order of the tabs.
  private let sheets: [(name: String, part: String)]
  private let countsFrom1904: Bool

  init(_ bytes: ByteStream) throws(TableTrouble) {
    archive = WorkbookArchive(try bytes.rest(atMost: TableLimits.workbookBytesMax))
    guard
      let book = try PartReader("xl/workbook.xml", of: archive, atMost: TableLimits.sharedTextBytesMax)?
        .elements(["sheet", "workbookPr"])
    else { throw TableTrouble("this is a zip archive that holds no Excel workbook", hint: FileForm.zip.hint) }
    let targets = try Self.targets(archive)
    let names = book.filter { $0.name == "sheet" }
    sheets = names.enumerated().map { index, sheet in
      let part = sheet.attributes["id"].flatMap { targets[$0] } ?? "xl/worksheets/sheet\(index + 1).xml"
      return (sheet.attributes["name"] ?? "", part)
    }
    countsFrom1904 = book.contains {
      $0.name == "workbookPr" && ["1", "true"].contains($0.attributes["date1904"] ?? "")
    }
  }

  /// The part of the zip that each relation of the workbook leads to.
  private static func targets(_ archive: WorkbookArchive) throws(TableTrouble) -> [String: String] {
    let relations = try PartReader(
      "xl/_rels/workbook.xml.rels", of: archive, atMost: TableLimits.sharedTextBytesMax)?.elements(["Relationship"])
    var targets: [String: String] = [:]
    for relation in relations ?? [] {
      guard let id = relation.attributes["Id"], let target = relation.attributes["Target"] else { continue }
      targets[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/\(target)"
    }
    return targets
  }

  /// The rows of a sheet, from the header on.
  ///
  /// - Parameter name: nil for the first.
  func rows(ofSheet name: String?, isHeader: ([String]) -> Bool) throws(TableTrouble) -> SheetRows {
    let sheet = try sheet(name)
    guard let reader = try PartReader(sheet.part, of: archive, atMost: TableLimits.sheetBytesMax) else {
      throw TableTrouble("the workbook has lost its sheet \"\(sheet.name)\"")
    }
    let values = CellValues(
      shared: try SharedTexts.read(archive), days: try DayStyles(archive), countsFrom1904: countsFrom1904)
    var rows = SheetRows(reader, values, bytesRead: archive.byteCount)
    try rows.goToHeader(isHeader)
    return rows
  }

  private func sheet(_ name: String?) throws(TableTrouble) -> (name: String, part: String) {
    let sheet = name.map { name in sheets.first { $0.name == name } } ?? sheets.first
    if let sheet { return sheet }
    guard let name else { throw TableTrouble("the workbook has no sheet") }
    throw TableTrouble(
      "the workbook has no sheet \"\(name)\"", hint: "it has \(sheets.map { "\"\($0.name)\"" }.joined(separator: ", "))"
    )
  }
}
