/// Columns of text for a person: aligned, without lines, cut to the terminal only.
struct Table {
  struct Column: Sendable {
    var title: String
    var isRightAligned = false
    /// Whether the column may be cut when the table is wider than the terminal.
    var isFlexible = false
    /// Whether it tells the rows apart, so that more of it has to stay.
    var isName = false
    /// Which column is left out first when the table is wider than the terminal all the same: the one with the highest
    /// number; nil for one that stays.
    var yields: Int?

    /// How `--columns` calls it: `PAY BY` is `pay-by`.
    var name: String { title.lowercased().split(separator: " ").joined(separator: "-") }
  }

  struct Cell: Hashable, Sendable {
    var text: String
    /// What stands for it where there is little room.
    var brief: String
    var tint: Tint

    init(_ text: String, brief: String? = nil, _ tint: Tint = .plain) {
      self.text = printable(text)
      self.brief = brief.map(printable) ?? self.text
      self.tint = tint
    }
  }

  let columns: [Column]
  var rows: [[Cell]] = []
  /// Whether the titles are shown.
  var hasTitles = true
  /// Whether there is little room, so that dates stand without what is said of them.
  var isBrief = false

  private static let gap = 2
  private static let flexibleWidthMin = 8
  /// Of a column that may be cut, before another one is left out for it.
  private static let readableWidth = 12
  /// The same of one that tells the rows apart.
  private static let nameWidth = 18

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ cells: [Cell]) { rows.append(cells) }

  /// The lines of the table, the titles first.
  func lines(on terminal: Terminal) -> [String] {
    let widths = widths(on: terminal)
    return ((hasTitles ? [titles] : []) + rows).map { line($0, widths: widths, on: terminal) }
  }

  /// How wide the columns are for the rows that are there.
  func widths(on terminal: Terminal) -> [Int] {
    fitted(widths(of: (hasTitles ? [titles] : []) + rows), into: terminal.width)
  }

  /// The columns for which there is room where each can still be read; what is left out yields to what is worth more.
  func fitting(_ available: Int) -> [Int] {
    let natural = widths(of: [titles] + rows)
    var shown = Array(columns.indices)
    func needed() -> Int {
      shown.reduce(Self.gap * (shown.count - 1)) { sum, index in
        sum + (columns[index].isFlexible ? min(natural[index], readableWidth(index)) : natural[index])
      }
    }
    while needed() > available,
      let first = shown.filter({ columns[$0].yields != nil }).max(by: {
        columns[$0].yields ?? 0 < columns[$1].yields ?? 0
      })
    { shown.removeAll { $0 == first } }
    return shown
  }

  /// Whether all of it has room as it is.
  func hasRoom(_ available: Int) -> Bool {
    widths(of: [titles] + rows).reduce(Self.gap * (columns.count - 1), +) <= available
  }

  private func readableWidth(_ index: Int) -> Int { columns[index].isName ? Self.nameWidth : Self.readableWidth }

  private func text(of cell: Cell) -> String { isBrief ? cell.brief : cell.text }

  private var titles: [Cell] { columns.map { Cell($0.title, .faint) } }

  private func widths(of rows: [[Cell]]) -> [Int] {
    rows.reduce(columns.map { _ in 0 }) { widths, row in
      zip(widths, row).map { max($0, DisplayWidth.of(text(of: $1))) }
    }
  }

  /// Takes columns away from the widest flexible one, again and again, until the table fits or nothing more can give.
  private func fitted(_ natural: [Int], into available: Int?) -> [Int] {
    guard let available else { return natural }
    var widths = natural
    var excess = widths.reduce(0, +) + Self.gap * (columns.count - 1) - available
    while excess > 0 {
      let candidates = columns.indices.filter { index in
        columns[index].isFlexible && widths[index] > (columns[index].isName ? Self.nameWidth : Self.flexibleWidthMin)
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// One row in these widths. What is wider than its column is cut where that may be and there is a terminal to fit;
  /// else it takes the room that it needs.
  func line(_ row: [Cell], widths: [Int], on terminal: Terminal) -> String {
    var line = ""
    for (index, cell) in row.enumerated() {
      let isCut = columns[index].isFlexible && terminal.isTerminal
      let text = isCut ? DisplayWidth.truncated(text(of: cell), to: widths[index]) : text(of: cell)
      let padding = String(repeating: " ", count: max(0, widths[index] - DisplayWidth.of(text)))
      let shown = text.isEmpty ? "" : terminal.tinted(text, cell.tint)
      let isLast = index == row.count - 1
      line += columns[index].isRightAligned ? padding + shown : isLast ? shown : shown + padding
      if !isLast { line += String(repeating: " ", count: Self.gap) }
    }
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
