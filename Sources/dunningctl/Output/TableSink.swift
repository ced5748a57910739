/// Rows for a person, in line with each other below titles; nothing at all when there is no row.
///
/// The first rows decide how wide the columns are, so that no more than these are kept.
struct TableSink<Row>: RowSink {
  let session: Session
  let cells: (Row) throws(Failure) -> [Table.Cell]
  private var table: Table
  /// How wide the columns are, as soon as that is decided.
  private var widths: [Int]?

  init(session: Session, columns: [Table.Column], cells: @escaping (Row) throws(Failure) -> [Table.Cell]) {
    self.session = session
    self.cells = cells
    table = Table(columns)
  }

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) { try write(head) }

  mutating func row(_ row: Row) throws(Failure) {
    let cells = try cells(row)
    if let widths { return try session.writeLine(table.line(cells, widths: widths, on: session.terminal)) }
    table.append(cells)
    if table.rows.count == ClientLimits.tableRowsMeasured { try decide() }
  }

  mutating func end(_ foot: RowFrame<Row>) throws(Failure) {
    for row in foot.rows { try self.row(row) }
    if widths == nil, !table.rows.isEmpty { try decide() }
    for line in foot.lines { try session.writeLine(line) }
  }

  private mutating func write(_ head: RowFrame<Row>) throws(Failure) {
    for line in head.lines { try session.writeLine(line) }
    for row in head.rows { try self.row(row) }
  }

  /// Writes what was kept, in widths that what is still to come is written in as well.
  private mutating func decide() throws(Failure) {
    for line in table.lines(on: session.terminal) { try session.writeLine(line) }
    widths = table.widths(on: session.terminal)
    table.rows = []
  }
}
