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
