/// Rows in one JSON document, written as they come.
struct JSONSink<Row>: RowSink {
  let session: Session
  let shape: RowShape<Row>
  private var count = 0

  init(session: Session, shape: RowShape<Row>) {
    self.session = session
    self.shape = shape
  }

  mutating func begin(_ head: RowFrame<Row>) throws(Failure) {
    switch shape.document {
    case .list: try session.write("[")
    case .member(let key): try session.write("{" + Self.text(head.members, before: key) + "[")
    case .each: break
    }
  }

  mutating func row(_ row: Row) throws(Failure) {
    let value = try shape.json(row)
    switch shape.document {
    case .list, .member: try session.write((count == 0 ? "" : ",") + value.json)
    case .each: try session.writeLine(value.json)
    }
    count += 1
  }

  mutating func end(_ foot: RowFrame<Row>) throws(Failure) {
    switch shape.document {
    case .list: try session.writeLine("]")
    case .member: try session.writeLine("]" + foot.members.map { "," + Self.text($0) }.joined() + "}")
    case .each: break
    }
  }

  /// The members, and the key of what comes after them.
  private static func text(_ members: [JSONValue.Member], before key: String) -> String {
    members.map { text($0) + "," }.joined() + JSONValue.string(key).json + ":"
  }

  private static func text(_ member: JSONValue.Member) -> String {
    JSONValue.string(member.key).json + ":" + member.value.json
  }
}
