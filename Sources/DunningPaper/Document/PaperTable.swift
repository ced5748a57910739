/// A table; it goes on over pages with its head set again on each.
package struct PaperTable: Hashable, Sendable {
  package var columns: [Column]
  package var head: [PaperText]
  package var rows: [Row]
  /// As a multiple of the document's size.
  package var scale: Double
  /// True for a thin line between rows.
  package var isRuled: Bool

  package init(columns: [Column], head: [PaperText], rows: [Row], scale: Double = 0.9, isRuled: Bool = true) {
    self.columns = columns
    self.head = head
    self.rows = rows
    self.scale = scale
    self.isRuled = isRuled
  }

  package struct Column: Hashable, Sendable {
    package var width: PaperWidth
    package var alignment: PaperAlignment

    package init(_ width: PaperWidth, _ alignment: PaperAlignment = .start) {
      self.width = width
      self.alignment = alignment
    }
  }

  package struct Row: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
      case plain
      /// Small and grey, across the whole table, kept with the row above it.
      case note
      /// A sum, below a line, kept with the row above it.
      case sum
      /// The last sum: bold.
      case total
    }

    package var kind: Kind
    /// As many as there are columns; a note has one. Cells that are missing are empty, and a sum's first cell runs on
    /// over the empty ones beside it.
    package var cells: [PaperText]

    package init(_ cells: [PaperText], kind: Kind = .plain) {
      self.kind = kind
      self.cells = cells
    }
  }
}
