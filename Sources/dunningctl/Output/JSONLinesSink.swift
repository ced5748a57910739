/// Rows as one JSON value a line.
struct JSONLinesSink<Row>: RowSink {
  let session: Session
  let shape: RowShape<Row>

  mutating func begin(_ head: RowFrame<Row>) {}

  mutating func row(_ row: Row) throws(Failure) { try session.writeLine(try shape.json(row).json) }

  mutating func end(_ foot: RowFrame<Row>) {}
}
