/// Where a field of ours comes from.
package struct Taking: Hashable, Sendable {
  package let field: String
  /// The first whose columns are all there counts: programs rename their columns.
  package let sources: [Source]
  /// Whether a table without any of them is taken all the same.
  let isOptional: Bool

  package init(field: String, sources: [Source], isOptional: Bool = false) {
    self.field = field
    self.sources = sources
    self.isOptional = isOptional
  }

  /// A column, or text with columns in it such as `{Street}|{Zip} {City}`.
  package struct Source: Hashable, Sendable {
    let pieces: [Piece]

    enum Piece: Hashable, Sendable {
      case text(String)
      case column(String)
    }

    package init(_ text: String) {
      guard text.contains("{"), text.contains("}") else {
        pieces = [.column(text)]
        return
      }
      var pieces: [Piece] = []
      var rest = text[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
        if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
        pieces.append(.column(String(rest[rest.index(after: open)..<close])))
        rest = rest[rest.index(after: close)...]
      }
      if !rest.isEmpty { pieces.append(.text(String(rest))) }
      self.pieces = pieces
    }

    /// As a map writes it.
    var text: String {
      if case .column(let heading) = pieces.first, pieces.count == 1 { return heading }
      return pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .column(let heading): "{\(heading)}"
        }
      }.joined()
    }

    /// The columns that it names.
    package var headings: [String] {
      pieces.compactMap { if case .column(let heading) = $0 { heading } else { nil } }
    }
  }

  /// Whether a table without it is not the one that the map is for.
  var isNeeded: Bool { ["reference", "debtor", "amount", "booked"].contains(field) }
}
