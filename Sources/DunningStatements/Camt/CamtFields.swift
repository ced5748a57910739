/// What is said inside one element, in the order in which it is said.
struct CamtFields {
  private var values: [(field: CamtField, text: String)] = []
  private(set) var bytes = 0
  /// Where it begins, from 1.
  var line: Int

  init(line: Int) { self.line = line }

  mutating func append(_ field: CamtField, _ text: String) {
    values.append((field, text))
    bytes += text.utf8.count
  }

  subscript(field: CamtField) -> String? { values.first { $0.field == field }?.text }

  func all(_ field: CamtField) -> [String] { values.filter { $0.field == field }.map(\.text) }

  /// The amount there, without a sign.
  ///
  /// - Throws: ``StatementFailure`` when it cannot be read.
  func amount(_ field: CamtField) throws(StatementFailure) -> Amount? {
    guard let text = self[field] else { return nil }
    return try amount(text)
  }

  func amount(_ text: String) throws(StatementFailure) -> Amount {
    guard let amount = Amount(text) else { throw StatementFailure("\"\(text)\" is not an amount", line: line) }
    return amount
  }

  func day(_ field: CamtField) throws(StatementFailure) -> Day? {
    guard let text = self[field] else { return nil }
    guard let day = Day(iso: text) else { throw StatementFailure("\"\(text)\" is not a day", line: line) }
    return day
  }

  /// Whether money came in; nil when it is not said.
  func isCredit(_ field: CamtField) throws(StatementFailure) -> Bool? {
    switch self[field] {
    case nil: return nil
    case "CRDT": return true
    case "DBIT": return false
    case let text?: throw StatementFailure("\"\(text)\" is neither CRDT nor DBIT", line: line)
    }
  }
}
