import DunningAPI
import DunningBytes

/// Rows as a CSV file: a header, and the values at the paths of its columns.
struct CSVSink<Row>: RowSink {
  let session: Session
  let shape: RowShape<Row>
  private let header: [String]
  private let paths: [String]

  /// - Throws: a failure of usage when a column is wanted that there is not.
  init(session: Session, shape: RowShape<Row>) throws(Failure) {
    (self.session, self.shape) = (session, shape)
    let titles = shape.csvHeader ?? shape.csvColumns.map(Self.title)
    let places = try session.layout.places(among: titles.map { $0.lowercased() }) ?? Array(titles.indices)
    (header, paths) = (places.map { titles[$0] }, places.map { shape.csvColumns[$0] })
  }

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) {
    if session.layout.hasTitles { try session.write(CSVWriter.line(header)) }
  }

  mutating func row(_ row: Row) throws(Failure) {
    let value = try shape.json(row)
    try session.write(CSVWriter.line(paths.map { value.value(at: $0)?.cell ?? "" }))
  }

  mutating func end(_ foot: RowFrame<Row>) {}

  /// The name of a column: `next.step` is `next_step`.
  static func title(_ path: String) -> String { path.split(separator: ".").joined(separator: "_") }
}
