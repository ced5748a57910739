import DunningAPI
import DunningBytes

/// Rows as a CSV file: a header, and the values at the paths of its columns.
struct CSVSink<Row>: RowSink {
  let session: Session
  let shape: RowShape<Row>

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) {
    try session.write(CSVWriter.line(shape.csvHeader ?? shape.csvColumns.map(Self.title)))
  }

  mutating func row(_ row: Row) throws(Failure) {
    let value = try shape.json(row)
    try session.write(CSVWriter.line(shape.csvColumns.map { value.value(at: $0)?.cell ?? "" }))
  }

  mutating func end(_ foot: RowFrame<Row>) {}

  /// The name of a column: `next.step` is `next_step`.
  private static func title(_ path: String) -> String { path.split(separator: ".").joined(separator: "_") }
}
