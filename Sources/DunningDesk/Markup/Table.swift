/// A table that becomes a list of cards on a narrow screen.
struct Table {
  struct Column {
    let title: String
    var isNumber = false

    init(_ title: String, isNumber: Bool = false) { (self.title, self.isNumber) = (title, isNumber) }
  }

  let caption: String
  let columns: [Column]
  let rows: [[HTML]]

  var html: HTML {
    let heads = columns.map { column -> HTML in
      "<th scope=\"col\"\(Self.kind(column))>\(column.title)</th>"
    }
    let lines = rows.map { row -> HTML in
      let cells = zip(columns, row).map { column, cell -> HTML in
        cell == .empty
          ? "<td></td>" : "<td data-label=\"\(column.title)\"\(Self.kind(column))><div>\(cell)</div></td>"
      }
      return "<tr>\(Array(cells))</tr>\n"
    }
    return """
      <div class="scroll"><table>
      <caption class="unseen">\(caption)</caption>
      <thead><tr>\(heads)</tr></thead>
      <tbody>
      \(lines)</tbody>
      </table></div>
      """
  }

  private static func kind(_ column: Column) -> HTML { column.isNumber ? " class=\"number\"" : .empty }
}

/// Names and what stands beside them.
struct Facts {
  private var pairs: [(String, HTML)] = []

  mutating func add(_ name: String, _ value: HTML?) { if let value { pairs.append((name, value)) } }

  var html: HTML { html(areFigures: false) }

  /// - Parameter areFigures: whether all of them are short, so that two stand side by side on a phone.
  func html(areFigures: Bool) -> HTML {
    let lines = pairs.map { name, value -> HTML in "<div><dt>\(name)</dt><dd>\(value)</dd></div>\n" }
    let kind = areFigures ? "facts figures" : "facts"
    return "<dl class=\"\(kind)\">\n\(lines)</dl>"
  }
}

extension Words {
  /// What became of an entry; a proposal without a claim is none.
  func badge(ofVerdict verdict: String, candidates: Int) -> HTML {
    badge(verdict == "proposed" && candidates == 0 ? "unmatched" : verdict)
  }

  /// A state or the like as a mark; its colour says how much it matters.
  func badge(_ word: String) -> HTML {
    let tone =
      switch word {
      case "paid", "sent", "booked", "kept", "armed": "good"
      case "in-doubt", "failed", "broken", "refused": "bad"
      case "awaiting-approval", "proposed", "unmatched", "held", "disputed", "stopped", "due": "asks"
      default: "plain"
      }
    return "<span class=\"badge \(tone)\">\(term(word))</span>"
  }
}
