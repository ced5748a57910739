/// What stands in one cell.
package enum TableCell: Hashable, Sendable {
  /// Text as it stands there, to be read as the map says; empty when there is nothing.
  case text(String)
  /// A number that the file itself calls one: digits, a point and perhaps a minus.
  case number(String)
  /// A day that the file itself calls one.
  case day(TableDay)
  /// What cannot be read.
  case fault(TableFault)

  /// What a person would read there; nil when it cannot be read.
  package var text: String? {
    switch self {
    case .text(let text), .number(let text): text
    case .day(let day): day.text
    case .fault: nil
    }
  }

  /// Whether nothing stands there.
  package var isEmpty: Bool { text?.allSatisfy(\.isWhitespace) ?? false }
}

/// A row of a table, whatever file it comes from.
package struct TableRow: Hashable, Sendable {
  /// The line of the file on which it begins, or its number in the sheet, from 1.
  package let line: Int
  package var cells: [TableCell]

  /// Whether nothing stands in it.
  package var isEmpty: Bool { cells.allSatisfy(\.isEmpty) }
}

/// Rows of a table one after the other, whatever file they come from.
package protocol TableRows {
  /// The next row; nil after the last. Rows with nothing in them are passed over.
  mutating func next() throws(TableTrouble) -> TableRow?
  /// How many bytes of the file have been read.
  var bytesRead: Int { get }
}
