/// Rows of cells, aligned for a monospaced font.
struct TextTable {
  private struct Cell {
    var text: UTF8Bytes
    var isRight: Bool
  }

  private enum Row {
    case cells(indent: Int, [Cell])
    /// A line of the block without cells: it stays as it is.
    case line(UTF8Bytes)
    case rule(indent: Int)
  }

  private static let gap = 2
  private let columns: Int
  private var rows: [Row] = []
  private var widths: [Int] = []

  /// Reads lines as a template writes them, with the marks of ``PlainTextLayout/Mark``.
  init(_ lines: [UTF8Bytes], columns: Int) {
    self.columns = columns
    for line in lines { add(line) }
    measure()
  }

  func lines() -> [[UInt8]] {
    rows.flatMap { row in
      switch row {
      case .line(let line): [Array(line)]
      case .rule(let indent): [Self.spaces(indent) + repeatElement(UInt8(ascii: "-"), count: max(3, tableWidth))]
      case .cells(let indent, let cells): lines(cells, indent: indent)
      }
    }
  }

  private mutating func add(_ line: UTF8Bytes) {
    let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
    if line.contains(PlainTextLayout.Mark.rule) {
      rows.append(.rule(indent: indent))
      return
    }
    var cells: [Cell] = []
    for column in line.parts(between: PlainTextLayout.Mark.tab) {
      for (part, text) in column.parts(between: PlainTextLayout.Mark.right).enumerated() {
        cells.append(Cell(text: text.trimmed, isRight: part > 0))
      }
    }
    rows.append(cells.count == 1 ? .line(line) : .cells(indent: indent, cells))
  }

  /// The widths of the columns. A first cell that would push the table over the edge does not count: it gets a line of
  /// its own.
  private mutating func measure() {
    let cells = rows.compactMap { if case .cells(let indent, let cells) = $0 { (indent, cells) } else { nil } }
    for (_, row) in cells {
      for (column, cell) in row.enumerated() {
        if column == widths.count { widths.append(0) }
        let width = DisplayWidth.of(cell.text)
        if column > 0 { widths[column] = max(widths[column], width) }
      }
    }
    let lastIsRight = cells.contains { $0.1.last?.isRight ?? false }
    let rest = lastIsRight ? widths.dropFirst().reduce(0) { $0 + $1 + Self.gap } : columns / 3
    let indent = cells.map(\.0).max() ?? 0
    let first = cells.map { DisplayWidth.of($0.1[0].text) }.filter { indent + $0 + rest <= columns }.max()
    if !widths.isEmpty { widths[0] = first ?? 0 }
  }

  private var tableWidth: Int { widths.reduce(0, +) + Self.gap * max(0, widths.count - 1) }

  private func lines(_ cells: [Cell], indent: Int) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var line = Self.spaces(indent)
    var start = indent
    for (column, cell) in cells.enumerated() {
      let width = widths[column]
      if column == 0, DisplayWidth.of(cell.text) > width {
        result.append(line + cell.text)
        line += Self.spaces(width)
      } else if column == cells.count - 1, !cell.isRight {
        let wrapped = LineWrap(columns: max(20, columns - start)).lines(cell.text)
        line += wrapped.first ?? []
        result.append(line)
        result += wrapped.dropFirst().map { Self.spaces(start) + $0 }
        return result
      } else {
        let padding = width - DisplayWidth.of(cell.text)
        if cell.isRight { line.append(spaces: padding) }
        line += cell.text
        if !cell.isRight { line.append(spaces: padding) }
      }
      if column < cells.count - 1 { line.append(spaces: Self.gap) }
      start += width + Self.gap
    }
    result.append(line)
    return result
  }

  private static func spaces(_ count: Int) -> [UInt8] { Array(repeating: UInt8(ascii: " "), count: max(0, count)) }
}
