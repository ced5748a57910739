/// A map as far as a file's headings and values tell, for a person to finish.
///
/// Nothing is guessed: what can be read in two ways becomes a question.
package struct MapDraft: Sendable {
  /// The map, as a file of `maps/`.
  package let yaml: String
  /// What a person must say before the map can be used.
  package let questions: [String]
  /// The first rows as the map reads them.
  package let rows: [MappedRow]

  private static let samplesMax = 500
  private static let rowsShown = 3

  /// - Parameters:
  ///   - content: of the file, from its beginning on; the first few hundred kilobytes are enough of a text.
  ///   - name: of the file, as the draft mentions it.
  /// - Throws: ``TableTrouble`` when the file is no table.
  package init(_ content: [UInt8], name: String, kind: TableMap.Kind) throws(TableTrouble) {
    var settings = FileSettings()
    settings.encoding = Self.encoding(of: content)
    var table = try Self.table(content, settings, kind)
    var samples: [[TableCell]] = []
    while samples.count < Self.samplesMax, let row = try table.next() {
      // A row that does not fit is named when it is imported.
      if let cells = try? table.fitted(row).get() { samples.append(cells) }
    }
    var page = DraftPage(table, kind: kind, samples: samples, encoding: settings.encoding)
    page.ask(for: content)
    rows = Self.read(content, page.map)
    questions = page.questions
    yaml = page.text(file: name, rows: rows)
  }

  /// The table below its header: the first line in which two headings are known, else the first that is full.
  private static func table(
    _ content: [UInt8], _ settings: FileSettings, _ kind: TableMap.Kind
  ) throws(TableTrouble) -> FileTable {
    let table = try FileTable(ByteStream(content), settings) { FieldWords.count(in: $0, kind) >= 2 }
    guard FieldWords.count(in: table.headings, kind) < 2, table.headings.contains("") else { return table }
    return try FileTable(ByteStream(content), settings) { cells in
      cells.count > 2 && cells.allSatisfy { !$0.trimmed.isEmpty }
    }
  }

  /// What the bytes look like when they are not UTF-8.
  private static func encoding(of content: [UInt8]) -> TextEncoding? {
    guard FileForm(content.prefix(TableLimits.beginningBytes)) == .text, TextEncoding.stated(by: content[...]) == nil
    else { return nil }
    let lines = content.split(separator: Byte.lineFeed)
    let strange = lines.first { String(validating: $0, as: UTF8.self) == nil }
    return strange.map { TextEncoding.likely(for: Array($0)) }
  }

  private static func read(_ content: [UInt8], _ map: TableMap) -> [MappedRow] {
    var rows: [MappedRow] = []
    let open: (String) throws(TableTrouble) -> ByteStream = { file throws(TableTrouble) in
      throw TableTrouble("no file is joined to a draft")
    }
    // A draft with open questions need not be one that reads its file.
    guard var mapped = try? MappedRows(ByteStream(content), map, open: open) else { return [] }
    while rows.count < rowsShown, let row = try? mapped.next() { rows.append(row) }
    return rows
  }
}
