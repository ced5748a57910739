extension DossierPage {
  /// The page as one HTML file that loads nothing from anywhere.
  ///
  /// - Parameter link: the file that a cell's line names; nil where it names none.
  func html(link: (String) -> String? = { _ in nil }) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(Self.escaped(language))">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(Self.escaped(title))</title>
    <style>
    \(Self.style)
    </style>
    </head>
    <body>
    <h1>\(Self.escaped(title))</h1>
    \(blocks.map { Self.html($0, link) }.joined(separator: "\n"))
    </body>
    </html>

    """
  }

  private static let style = """
    body { font: 11pt/1.45 "Noto Sans", "DejaVu Sans", sans-serif; color: #111; max-width: 62em; margin: 2.5em auto;
      padding: 0 1.5em }
    h1 { font-size: 1.7em; margin: 0 0 .6em } h2 { font-size: 1.2em; margin: 2em 0 .5em }
    table { border-collapse: collapse; width: 100%; font-size: .92em }
    th { text-align: start; border-bottom: 1.5px solid #333; padding: .35em .6em .35em 0; vertical-align: bottom }
    td { border-bottom: 1px solid #ccc; padding: .4em .6em .4em 0; vertical-align: top }
    .sum { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
    .total td { font-weight: bold; border-top: 1.5px solid #333 }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: .15em 1.2em }
    dt { color: #555 } dd { margin: 0 } pre { white-space: pre-wrap; background: #f5f5f5; padding: .8em; font-size: .85em }
    a { color: #0645ad } @media print { body { margin: 0; max-width: none } tr { break-inside: avoid } }
    """

  private static func html(_ block: Block, _ link: (String) -> String?) -> String {
    switch block {
    case .heading(let text): "<h2>\(escaped(text))</h2>"
    case .paragraph(let text): "<p>\(escaped(text))</p>"
    case .facts(let facts):
      "<dl>\(facts.map { "<dt>\(escaped($0.name))</dt><dd>\(cell($0.value, link))</dd>" }.joined())</dl>"
    case .table(let table): html(table, link)
    case .image, .inset: ""
    case .lines(let lines): "<pre>\(escaped(lines.joined(separator: "\n")))</pre>"
    }
  }

  private static func html(_ table: Table, _ link: (String) -> String?) -> String {
    func mark(_ column: Int) -> String { table.sums.contains(column) ? " class=\"sum\"" : "" }
    let head = table.head.enumerated().map { "<th\(mark($0))>\(escaped($1))</th>" }.joined()
    let rows = table.rows.enumerated().map { index, cells in
      let isTotal = table.hasTotal && index == table.rows.count - 1
      let inner = cells.enumerated().map { "<td\(mark($0))>\(cell($1, link))</td>" }.joined()
      return "<tr\(isTotal ? " class=\"total\"" : "")>\(inner)</tr>"
    }
    return "<table><thead><tr>\(head)</tr></thead><tbody>\n\(rows.joined(separator: "\n"))\n</tbody></table>"
  }

  private static func cell(_ text: String, _ link: (String) -> String?) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let target = link(String(line)) else { return escaped(line) }
      return "<a href=\"\(escaped(target))\">\(escaped(line))</a>"
    }.joined(separator: "<br>")
  }

  /// Also what would turn the direction of the text around is made visible.
  private static func escaped(_ text: some StringProtocol) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result += "\u{FFFD}"
      case "\n", "\t": result.unicodeScalars.append(scalar)
      case "\0"..."\u{1F}", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
