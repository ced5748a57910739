import Testing

@testable import DunningStatements

@Suite("Formats of fixed columns are read, and their control records are looked at")
struct FixedTests {
  private func lines(_ name: String) throws -> [String] {
    TextEncoding.text(try Fixture.bytes(name)).split(separator: "\n").map(String.init)
  }

  private func read(_ lines: [String]) throws -> [ReadStatement] {
    try DunningStatementsTests.read(lines.joined(separator: "\n") + "\n")
  }

  @Test("CODA: a reference of its own, the parts of a sum, what goes on over records", arguments: [9, 1 << 16])
  func coda(pieceBytes: Int) throws {
    let (format, statements) = try DunningStatementsTests.read(
      try Fixture.bytes("statement.cod"), pieceBytes: pieceBytes)
    let statement = try #require(statements.first)
    #expect(format == "coda")
    #expect(statement.head.account == "BE46737018594236")
    #expect(statement.head.currency == "EUR")
    #expect(statement.addsUp == true)
    #expect(statement.foot.remarks == [])
    let entries = statement.entries
    #expect(entries.map(\.amount.description) == ["119.00", "-30.50", "10.00"])
    #expect(entries[0].structured == "090933755493")
    #expect(entries[0].text == nil)
    #expect(entries[0].endToEnd == "E2E-1")
    #expect(entries[0].name == "PARTNER 1")
    #expect(entries[0].account == "BE41063012345610")
    #expect(entries[0].booked == (try day("2026-11-27")))
    #expect(entries[1].parts.map(\.amount.description) == ["-30.00", "-0.50"])
    #expect(entries[2].text == "FACTUUR RE-2026-0207 EN RE-2026-0208 VAN ONZE KLANT N\nR 4711\nEINDE\nMEER")
    #expect(entries[2].value == nil)
    #expect(entries[2].returnReason == "AC04")
  }

  @Test("CODA: an entry that is missing is told, by the counts and by the balances")
  func codaMissing() throws {
    var lines = try lines("statement.cod")
    lines.removeSubrange(9..<13)
    let statement = try #require(try read(lines).first)
    #expect(statement.addsUp == false)
    #expect(statement.foot.remarks.count == 2)
  }

  @Test("Norma 43: both sides, texts, another currency, the IBAN of the account")
  func norma43() throws {
    let (format, statements) = try DunningStatementsTests.read(try Fixture.bytes("statement.n43"))
    let statement = try #require(statements.first)
    #expect(format == "n43")
    #expect(statement.head.account == "ES9121000418450200051332")
    #expect(statement.head.currency == "EUR")
    #expect(statement.addsUp == true)
    #expect(statement.entries.map(\.amount.description) == ["119.00", "-5.50"])
    #expect(statement.entries[0].text == "TRANSFERENCIA RE-2026-0207\nMARIA NARANJO\nFACTURA 7")
    #expect(statement.entries[0].bankReference == "0000000042")
    #expect(statement.entries[0].instructed == (try amount("130.50")))
    #expect(statement.entries[0].instructedCurrency == "USD")
    #expect(statement.entries[0].value == (try day("2026-11-28")))
    #expect(statement.entries[1].text == nil)
    #expect(statement.entries[1].bankReference == nil)
  }

  @Test("Norma 43: without a final balance it is read with a remark, inside a record it is cut off")
  func norma43Cut() throws {
    let lines = try lines("statement.n43")
    let statement = try #require(try read(Array(lines.prefix(5))).first)
    #expect(statement.entries.count == 2)
    #expect(statement.addsUp == nil)
    #expect(statement.foot.remarks.count == 1)
    #expect(refusal(lines.prefix(4).joined(separator: "\n") + "\n" + lines[4].prefix(60)) != nil)
    #expect(try #require(read([lines[0], lines[1], lines[5]]).first).foot.remarks.count == 1)
  }

  @Test("CFONB 120: signs that are punched over digits, details by their words")
  func cfonb() throws {
    let (format, statements) = try DunningStatementsTests.read(try Fixture.bytes("statement.cfonb"))
    let statement = try #require(statements.first)
    #expect(format == "cfonb120")
    #expect(statement.head.account.map(IBAN.isWhole) == true)
    #expect(statement.head.account?.hasPrefix("FR") == true)
    #expect(statement.foot.opening == (try amount("-100.50")))
    #expect(statement.addsUp == true)
    let entry = statement.entries[0]
    #expect(statement.entries.map(\.amount.description) == ["119.00", "-18.49"])
    #expect(entry.text == "VIR SEPA MULLER\nFACTURE RE-2026-0207\nET RE-2026-0208")
    #expect(entry.name == "MULLER ET FILS")
    #expect(entry.endToEnd == "E2E-1")
    #expect(entry.mandate == "MANDAT-1")
    #expect(entry.structured == "RF18539007547034")
    #expect(entry.instructed == (try amount("130.50")))
    #expect(entry.bankReference == "REF-42")
    #expect(statement.entries[1].returnReason == "04")
    #expect(statement.entries[1].bankReference == "0000007")
  }

  @Test("BgMax: payments get the day of the deposit behind them, deductions are taken away")
  func bgmax() throws {
    let (format, statements) = try DunningStatementsTests.read(try Fixture.bytes("payments.bgmax"))
    let statement = try #require(statements.first)
    #expect(format == "bgmax")
    #expect(statement.head.account == "9912346")
    #expect(statement.addsUp == nil)
    let entries = statement.entries
    #expect(entries.map(\.amount.description) == ["100.00", "200.50", "-10.00"])
    #expect(entries.map(\.booked) == Array(repeating: try day("2026-11-27"), count: 3))
    #expect(entries[0].structured == "65598")
    #expect(entries[0].name == "Kalles Plåt AB")
    #expect(entries[0].account == "3783511")
    #expect(entries[1].text == "Faktura 7\nFaktura 8\ntack")
    #expect(entries[1].structured == nil)
    #expect(entries[1].account == nil)
    #expect(entries[2].isReversal)
  }

  @Test("BgMax: a payment that is missing is told")
  func bgmaxMissing() throws {
    var lines = try lines("payments.bgmax")
    lines.remove(at: 2)
    let statement = try #require(try read(lines).first)
    #expect(statement.addsUp == false)
    #expect(statement.foot.remarks.count == 2)
  }

  @Test(
    "what ends before its last record is refused",
    arguments: ["statement.cod", "statement.cfonb", "payments.bgmax", "report.bai2"])
  func cut(name: String) throws {
    let lines = try lines(name)
    for count in 2..<lines.count { #expect(refusal(lines.prefix(count).joined(separator: "\n") + "\n") != nil) }
  }

  @Test(
    "a record that is none, or that stands in the wrong place, is refused with its line",
    arguments: ["statement.cod", "statement.n43", "statement.cfonb", "payments.bgmax"])
  func wrongRecords(name: String) throws {
    var lines = try lines(name)
    lines.insert("ZZ" + String(repeating: "0", count: 78), at: 2)
    #expect(try #require(refusal(lines.joined(separator: "\n"))).line == 3)
  }

  @Test("an amount or a day that cannot be read is refused with its columns")
  func wrongColumns() throws {
    var lines = try lines("statement.n43")
    lines[1] = lines[1].replacing("00000000011900", with: "000000000119OO")
    #expect(
      try #require(refusal(lines.joined(separator: "\n"))).description.contains("line 2: \"000000000119OO\" in columns")
    )
    lines = try self.lines("statement.n43")
    lines[1] = lines[1].replacing("261127", with: "261327")
    #expect(try #require(refusal(lines.joined(separator: "\n"))).message.contains("not a day"))
  }
}

@Suite("BAI2 is read in records, not in lines")
struct BAI2Tests {
  @Test("several records in a line, records over lines, funds of all types, currencies without decimals")
  func whole() throws {
    let (format, statements) = try read(try Fixture.bytes("report.bai2"))
    #expect(format == "bai2")
    #expect(statements.map(\.head.account) == ["107049932", "22"])
    #expect(statements.map(\.head.currency) == ["USD", "JPY"])
    #expect(statements.map(\.addsUp) == [true, true])
    #expect(statements[1].foot.closing == (try amount("500")))
    let entries = statements[0].entries
    #expect(entries.map(\.amount.description) == ["119.00", "-12.60", "0.00"])
    #expect(entries[0].bankReference == "BREF1")
    #expect(entries[0].endToEnd == "CREF1")
    #expect(entries[0].text == "ACH CREDIT, RE-2026/0207\nEREF: 1")
    #expect(entries[0].booked == (try day("2026-11-26")))
    #expect(entries[1].text == "CHECK 12")
  }

  @Test("a report of a day that has not ended is pending, what is no movement is only told")
  func interim() throws {
    let text =
      "01,A,B,261127,0700,1,,,2/\n02,B,A,1,261127,,USD,3/\n03,1,,/\n16,142,100,,,/\n16,701,100,,,/\n49,0,4/\n98,0,1,6/\n99,0,1,8/\n"
    #expect(try #require(try read(text).first).entries.map(\.status) == [.pending, .information])
  }
}
