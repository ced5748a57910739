/// Rows for a person, in line with each other below titles; nothing at all when there is no row.
///
/// The first rows decide how wide the columns are, so that no more than these are kept.
struct TableSink<Row>: RowSink {
  let session: Session
  let cells: (Row) throws(Failure) -> [Table.Cell]
  private var table: Table
  private let terminal: Terminal
  /// How many columns are not shown for want of room.
  private var leftOut = 0
  /// The columns that are shown; nil until that is decided.
  private var shown: [Int]?
  /// How wide the columns are, as soon as that is decided.
  private var widths: [Int]?

  /// - Throws: a failure of usage when a column is wanted that there is not.
  init(
    session: Session, columns: [Table.Column], cells: @escaping (Row) throws(Failure) -> [Table.Cell]
  ) throws(Failure) {
    self.session = session
    self.cells = cells
    table = Table(columns)
    let layout = session.layout
    terminal = Terminal(width: layout.isWide ? nil : session.terminal.width, hasColour: session.terminal.hasColour)
    shown = try layout.places(among: columns.map(\.name)) ?? (terminal.isTerminal ? nil : Array(columns.indices))
  }

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) { try write(head) }

  mutating func row(_ row: Row) throws(Failure) {
    let cells = try cells(row)
    if let widths, let shown {
      return try session.writeLine(table.line(shown.map { cells[$0] }, widths: widths, on: terminal))
    }
    table.append(cells)
    if table.rows.count == ClientLimits.tableRowsMeasured { try decide() }
  }

  mutating func end(_ foot: RowFrame<Row>) throws(Failure) {
    for row in foot.rows { try self.row(row) }
    if widths == nil, !table.rows.isEmpty { try decide() }
    for line in foot.lines { try session.writeLine(line) }
    if leftOut > 0 {
      try session.note(
        session.errorTerminal.tinted(
          "\(leftOut == 1 ? "a column has" : "\(leftOut) columns have") no room here: --wide, or --columns", .faint))
    }
  }

  private mutating func write(_ head: RowFrame<Row>) throws(Failure) {
    for line in head.lines { try session.writeLine(line) }
    for row in head.rows { try self.row(row) }
  }

  /// Writes what was kept, in widths that what is still to come is written in as well.
  private mutating func decide() throws(Failure) {
    table.isBrief = terminal.isTerminal && terminal.width.map { !table.hasRoom($0) } ?? false
    let places = shown ?? table.fitting(terminal.width ?? .max)
    let left = table.columns.count - places.count
    var narrow = Table(places.map { table.columns[$0] })
    narrow.hasTitles = session.layout.hasTitles
    narrow.isBrief = table.isBrief
    narrow.rows = table.rows.map { row in places.map { row[$0] } }
    for line in narrow.lines(on: terminal) { try session.writeLine(line) }
    if shown == nil, left > 0 { leftOut = left }
    (widths, shown) = (narrow.widths(on: terminal), places)
    table = narrow
    table.rows = []
  }
}
