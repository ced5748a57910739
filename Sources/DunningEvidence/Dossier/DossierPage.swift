import DunningPaper

/// A page of a case file as plain values, from which text, HTML and PDF are made.
struct DossierPage: Sendable {
  enum Block: Sendable {
    case heading(String)
    case paragraph(String)
    /// Names with their values.
    case facts([(name: String, value: String)])
    case table(Table)
    /// Lines that stand as they are, such as what a server said.
    case lines([String])
    /// A PNG; on paper alone.
    case image(PNGFile)
    /// A page of another document; on paper alone.
    case inset(PaperInset)
  }

  struct Table: Sendable {
    let head: [String]
    /// Which columns are sums, set to the right.
    var sums: Set<Int> = []
    /// How wide the columns are, as shares.
    let shares: [Double]
    let rows: [[String]]
    /// The last row is a total.
    var hasTotal = false
  }

  let title: String
  /// A BCP 47 tag.
  let language: String
  let blocks: [Block]
}

extension DossierPage {
  /// The same page as the exhibit with a number, e.g. `A7`.
  func labelled(_ label: String) -> DossierPage {
    DossierPage(title: "\(label): \(title)", language: language, blocks: blocks)
  }

  /// The same page with its words changed.
  func mapping(_ change: (String) -> String) -> DossierPage {
    DossierPage(title: change(title), language: language, blocks: blocks.map { $0.mapping(change) })
  }
}

extension DossierPage.Block {
  fileprivate func mapping(_ change: (String) -> String) -> Self {
    switch self {
    case .heading(let text): .heading(change(text))
    case .paragraph(let text): .paragraph(change(text))
    case .facts(let facts): .facts(facts.map { (change($0.name), change($0.value)) })
    case .table(let table): .table(table.mapping(change))
    case .lines(let lines): .lines(lines.map(change))
    case .image, .inset: self
    }
  }
}

extension DossierPage.Table {
  fileprivate func mapping(_ change: (String) -> String) -> Self {
    Self(
      head: head.map(change), sums: sums, shares: shares, rows: rows.map { $0.map(change) }, hasTotal: hasTotal)
  }
}
