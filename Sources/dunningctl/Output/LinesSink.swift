/// Rows for a person, each in lines of its own.
struct LinesSink<Row>: RowSink {
  let session: Session
  let lines: (Row) throws(Failure) -> [String]

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) { try write(head) }

  mutating func row(_ row: Row) throws(Failure) {
    for line in try lines(row) { try session.writeLine(line) }
  }

  mutating func end(_ foot: RowFrame<Row>) throws(Failure) { try write(foot) }

  private mutating func write(_ frame: RowFrame<Row>) throws(Failure) {
    for line in frame.lines { try session.writeLine(line) }
    for row in frame.rows { try self.row(row) }
  }
}
