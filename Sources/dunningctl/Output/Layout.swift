import Dunning

/// How rows are laid out, as far as the caller wishes: of which columns, in which order, with or without titles.
struct Layout {
  /// Nothing is left out or cut, however wide the terminal is.
  var isWide = false
  /// The columns that are wanted, in this order; nil for those of the form.
  var columns: [String]?
  /// The path of the value by which rows are ordered, and whether it is turned round.
  var order: (path: String, isDescending: Bool)?
  var hasTitles = true

  init() {}

  init(_ options: GlobalOptions) {
    isWide = options.wide
    hasTitles = !options.noHeader
    columns = options.columns.map { $0.split(separator: ",").map { $0.lowercased().filter { !$0.isWhitespace } } }
    order = options.sort.map { ($0.hasPrefix("-") ? String($0.dropFirst()) : $0, $0.hasPrefix("-")) }
  }

  /// The places of the wanted columns among those of a form. One without a title belongs to the one before it, as a
  /// currency to its sum.
  ///
  /// - Throws: a failure of usage that says which there are.
  func places(among names: [String]) throws(Failure) -> [Int]? {
    guard let columns else { return nil }
    var places: [Int] = []
    for column in columns {
      guard let place = names.firstIndex(of: column), !column.isEmpty else {
        throw .usage(
          "there is no column \(quoted(column))",
          hint: nearest(to: column, in: names).map { "did you mean \($0)?" }
            ?? "there are \(names.filter { !$0.isEmpty }.joined(separator: ", "))")
      }
      places.append(place)
      if place + 1 < names.count, names[place + 1].isEmpty { places.append(place + 1) }
    }
    return places
  }
}

/// Rows in another order than they come: all of them are kept until the last is there.
struct OrderingSink<Row>: RowSink {
  private var sink: any RowSink<Row>
  private let key: (Row) throws(Failure) -> JSONValue?
  private let isDescending: Bool
  private var rows: [(key: JSONValue?, row: Row)] = []

  init(_ sink: any RowSink<Row>, isDescending: Bool, key: @escaping (Row) throws(Failure) -> JSONValue?) {
    (self.sink, self.key, self.isDescending) = (sink, key, isDescending)
  }

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) { try sink.begin(head) }

  mutating func row(_ row: Row) throws(Failure) { rows.append((try key(row), row)) }

  mutating func end(_ foot: RowFrame<Row>) throws(Failure) {
    // What has no value comes last in either direction; equal rows stay in the order in which they came.
    let known = rows.enumerated().compactMap { place, entry in entry.key.map { (place, $0, entry.row) } }
    let ordered = known.sorted { left, right in
      if Self.isBefore(left.1, right.1) { return !isDescending }
      return Self.isBefore(right.1, left.1) ? isDescending : left.0 < right.0
    }
    for row in ordered.map(\.2) + rows.filter({ $0.key == nil }).map(\.row) { try sink.row(row) }
    try sink.end(foot)
  }

  /// Sums and counts by their value, whatever else there is by its text: days and moments in this form are in order.
  private static func isBefore(_ left: JSONValue, _ right: JSONValue) -> Bool {
    let (left, right) = (left.cell, right.cell)
    if let first = Double(left), let second = Double(right) { return first < second }
    return left < right
  }
}
