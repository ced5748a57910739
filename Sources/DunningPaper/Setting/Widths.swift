/// Shares out the width of a page among columns.
enum Widths {
  /// - Parameter natural: the width of each column's widest cell.
  static func table(_ columns: [PaperWidth], natural: [Double], within width: Double) -> [Double] {
    var widths = zip(columns, natural).map { column, natural in
      switch column {
      case .fixed(let millimetres): Points.from(millimetres: millimetres)
      case .natural: natural
      case .share: 0.0
      }
    }
    // A shared column keeps at least a third of what it would like, before natural ones give way.
    let reserved = zip(columns, natural).reduce(0.0) { sum, column in
      if case .share = column.0 { sum + min(column.1, width / 3) } else { sum }
    }
    shrinkNatural(columns, &widths, to: width - reserved)
    distribute(columns, natural, &widths, rest: width - widths.reduce(0, +))
    return widths
  }

  /// For columns whose contents are not measured: a natural one counts as a share.
  static func fixedAndShares(_ columns: [PaperWidth], within width: Double) -> [Double] {
    let shares = columns.map { if case .natural = $0 { PaperWidth.share(1) } else { $0 } }
    return table(shares, natural: Array(repeating: 0, count: shares.count), within: width)
  }

  private static func shrinkNatural(_ columns: [PaperWidth], _ widths: inout [Double], to limit: Double) {
    let indices = columns.indices.filter { if case .natural = columns[$0] { true } else { false } }
    let natural = indices.reduce(0.0) { $0 + widths[$1] }
    let excess = widths.reduce(0, +) - limit
    guard excess > 0, natural > 0 else { return }
    let scale = max(0.1, (natural - excess) / natural)
    for index in indices { widths[index] *= scale }
  }

  /// What is left goes to the shares; without any, to the first column, so that the table is as wide as the page.
  private static func distribute(
    _ columns: [PaperWidth], _ natural: [Double], _ widths: inout [Double], rest: Double
  ) {
    guard rest > 0 else { return }
    let weights = columns.map { if case .share(let weight) = $0 { weight } else { 0.0 } }
    let total = weights.reduce(0, +)
    guard total > 0 else {
      if !widths.isEmpty { widths[0] += rest }
      return
    }
    for index in columns.indices { widths[index] += rest * weights[index] / total }
  }
}
