import Testing

@testable import DunningStatements

@Suite("The neutral form is read, one entry a line")
struct JSONLinesTests {
  @Test("each run of lines of one account is a statement")
  func runs() throws {
    let text = """
      {"own_account":"DE91 1000","amount":"119.00","currency":"EUR","booked":"2026-11-27","text":"RE-1","parts":[{"amount":"100"},{"amount":"19"}]}
      {"own_account":"DE911000","amount":"-1.00","currency":"EUR","status":"pending","reversal":true,"gross":"5","fee":"0.30","mine":7}

      {"own_account":"X","amount":"2","currency":"CHF","booked":"2026-11-27","value":null,"parts":null,"line":9}
      """
    let (format, statements) = try read(Array(text.utf8))
    #expect(format == "jsonl")
    #expect(statements.map(\.head.account) == ["DE911000", "X"])
    #expect(statements.map(\.head.currency) == ["EUR", "CHF"])
    let entries = statements[0].entries
    #expect(entries.map(\.amount.description) == ["119.00", "-1.00"])
    #expect(entries[0].parts.map(\.amount.description) == ["100.00", "19.00"])
    #expect(entries[1].status == .pending)
    #expect(entries[1].fee == (try amount("0.30")))
    #expect(statements[1].entries[0].line == 4)
  }

  @Test(
    "a line that cannot be taken is refused with its number",
    arguments: [
      ("{\"amount\":12.5,\"booked\":\"2026-11-27\"}", "not numbers"),
      ("{\"booked\":\"2026-11-27\"}", "\"amount\" is missing"),
      ("{\"amount\":\"1,5\",\"booked\":\"2026-11-27\"}", "not an amount"), ("{\"amount\":\"1\"}", "no day"),
      ("{\"amount\":\"1\",\"booked\":\"27.11.2026\"}", "not a day"), ("{\"amount\":\"1\"", "not JSON"),
      ("{\"amount\":\"1\",\"status\":\"done\"}", "no status"), ("[1]", "wrong type"),
    ])
  func refuses(line: String, words: String) throws {
    let failure = try #require(refusal("{\"amount\":\"1\",\"booked\":\"2026-11-27\"}\n" + line))
    #expect(failure.message.contains(words))
    #expect(failure.line == 2)
  }
}

@Suite("Rows of a table become statements")
struct RowTests {
  private func statements(_ rows: [(String, String, String?)]) throws -> [ReadStatement] {
    var rest = try rows.enumerated().map { index, row in
      StatementRow(
        ownAccount: row.0, entry: StatementEntry(amount: try amount(row.1), currency: "EUR", line: index + 2),
        balance: try row.2.map(amount))
    }[...]
    let file = StatementFile(table: "csv") { () throws(StatementFailure) in rest.popFirst() }
    var statements: [ReadStatement] = []
    while let event = try file.next() {
      switch event {
      case .began(let head): statements.append(ReadStatement(head: head, totals: StatementTotals(currency: "EUR")))
      case .entry(let entry):
        statements[statements.count - 1].entries.append(entry)
        statements[statements.count - 1].totals.count(entry)
      case .ended(let foot): statements[statements.count - 1].foot = foot
      }
    }
    #expect(file.format.name == "csv")
    return statements
  }

  @Test("balances behind each row open and close the statement, oldest or newest first")
  func balances() throws {
    let down = try statements([("A", "10", "110"), ("A", "-5", "105")])
    #expect(down.map(\.foot) == [StatementFoot(opening: try amount("100"), closing: try amount("105"))])
    let up = try statements([("A", "-5", "105"), ("A", "10", "110")])
    #expect(up.map(\.foot) == [StatementFoot(opening: try amount("100"), closing: try amount("105"))])
    #expect(try statements([("A", "1", "105"), ("A", "1", "110")]).map(\.foot) == [StatementFoot()])
    #expect(try statements([("A", "1", nil)]).map(\.foot) == [StatementFoot()])
    #expect(try statements([]).isEmpty)
  }

  @Test("another account begins another statement")
  func accounts() throws {
    let statements = try statements([("A", "1", nil), ("A", "2", nil), ("B", "3", nil)])
    #expect(statements.map(\.head.account) == ["A", "B"])
    #expect(statements.map(\.entries.count) == [2, 1])
  }
}
