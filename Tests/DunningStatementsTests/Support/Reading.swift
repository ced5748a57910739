import Testing

@testable import DunningStatements

/// A statement with its entries, as a test wants to look at it.
struct ReadStatement {
  var head: StatementHead
  var entries: [StatementEntry] = []
  var foot = StatementFoot()
  var totals: StatementTotals

  var addsUp: Bool? { totals.addUp(to: foot) }
}

/// All that a file says.
///
/// - Parameter pieceBytes: how many bytes come at once.
func read(_ bytes: [UInt8], pieceBytes: Int = 1 << 16) throws(StatementFailure) -> (
  format: String, statements: [ReadStatement]
) {
  var rest = bytes[...]
  let file = try StatementFile(
    ByteInput { () throws(StatementFailure) in
      defer { rest = rest.dropFirst(pieceBytes) }
      return Array(rest.prefix(pieceBytes))
    })
  var statements: [ReadStatement] = []
  var isOpen = false
  while let event = try file.next() {
    switch event {
    case .began(let head):
      #expect(!isOpen)
      isOpen = true
      statements.append(ReadStatement(head: head, totals: StatementTotals(currency: head.currency)))
    case .entry(let entry):
      #expect(isOpen)
      statements[statements.count - 1].entries.append(entry)
      statements[statements.count - 1].totals.count(entry)
    case .ended(let foot):
      #expect(isOpen)
      isOpen = false
      statements[statements.count - 1].foot = foot
    }
  }
  #expect(!isOpen)
  return (file.format.name, statements)
}

func read(_ text: String, pieceBytes: Int = 1 << 16) throws(StatementFailure) -> [ReadStatement] {
  try read(Array(text.utf8), pieceBytes: pieceBytes).statements
}

/// Why a text is refused; nil when it is not.
func refusal(_ text: String) -> StatementFailure? { refusal(Array(text.utf8)) }

func refusal(_ bytes: [UInt8]) -> StatementFailure? {
  do throws(StatementFailure) {
    _ = try read(bytes)
    return nil
  } catch {
    return error
  }
}

func amount(_ text: String) throws -> Amount { try #require(Amount(text)) }

func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }
