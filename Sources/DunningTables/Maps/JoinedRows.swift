/// The rows of a second table, by what they have in common with the first.
struct JoinedRows {
  private let rows: [String: MappedRow]
  private let here: Int
  private let file: String

  /// - Parameter here: where the column of the first table stands.
  init(_ join: TableJoin, _ map: TableMap, here: Int, _ bytes: ByteStream) throws(TableTrouble) {
    self.here = here
    file = join.file
    var settings = map.file
    (settings.header, settings.footer, settings.sheet) = (join.on.there, [], nil)
    let wanted = HeadingName(join.on.there)
    do throws(TableTrouble) {
      var table = try FileTable(bytes, settings) { cells in cells.map(HeadingName.init).contains(wanted) }
      rows = try Self.read(&table, join, map)
    } catch {
      throw TableTrouble("\(join.file): \(error.message)", hint: error.hint)
    }
  }

  private static func read(
    _ table: inout FileTable, _ join: TableJoin, _ map: TableMap
  ) throws(TableTrouble) -> [String: MappedRow] {
    let there = try MappedColumn.place(join.on.there, in: table, map)
    let columns = try MappedColumn.all(join.take, of: table, map)
    var rows: [String: MappedRow] = [:]
    while let row = try table.next() {
      guard case .success(let cells) = table.fitted(row) else { continue }
      let key = (cells[there].text ?? "").trimmed
      var mapped = MappedRow(line: row.line, fields: [], faults: [])
      for column in columns { column.read(cells, into: &mapped, map, from: nil) }
      if !key.isEmpty, rows[key] == nil { rows[key] = mapped }
      guard rows.count <= TableLimits.joinedRowsMax else {
        throw TableTrouble("it has more than \(TableLimits.joinedRowsMax) rows")
      }
    }
    return rows
  }

  /// Adds what the second table says of a row.
  func add(to row: inout MappedRow, _ cells: [TableCell], _ map: TableMap) {
    let key = (cells[here].text ?? "").trimmed
    guard let found = rows[key] else {
      row.faults.append(TableFault("\(file) has no row for \"\(key)\"", hint: "is it of the same day?"))
      return
    }
    for field in found.fields where row[field.name] == nil { row[field.name] = field.value }
    row.faults += found.faults
  }
}
