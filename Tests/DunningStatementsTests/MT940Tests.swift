import Testing

@testable import DunningStatements

@Suite("MT940 and MT942 are read as banks write them")
struct MT940Tests {
  private static func message(_ inside: String, opening: String = "C261126EUR0,00", closing: String = "C261127EUR0,00")
    -> String
  {
    ":20:STARTUMS\n:25:10000000/0123456789\n:28C:1/1\n:60F:\(opening)\n\(inside)\n:62F:\(closing)\n-\n"
  }

  private func entry(_ movement: String, _ details: String = "") throws -> StatementEntry {
    let text = Self.message(movement + (details.isEmpty ? "" : "\n:86:" + details))
    return try #require(try read(text).first?.entries.first)
  }

  @Test("two statements of a file, in an envelope and without one", arguments: [1, 13, 1 << 16], ["\n", "\r\n"])
  func whole(pieceBytes: Int, lineEnd: String) throws {
    let plain = String(decoding: try Fixture.bytes("statement.sta"), as: UTF8.self)
    let text = plain.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    let (format, statements) = try read(Array(text.utf8), pieceBytes: pieceBytes)
    #expect(format == "mt940")
    #expect(statements.map(\.head.account) == ["10000000/0123456789", "NL91ABNA0417164300"])
    #expect(statements.map(\.addsUp) == [true, true])
    #expect(statements.map(\.foot.closing) == [try amount("1100"), try amount("0")])
    let entries = statements[0].entries
    #expect(entries.map(\.amount.description) == ["119.00", "12.50", "-20.00", "-11.50"])
    #expect(entries.map(\.isReversal) == [false, true, true, false])
    #expect(entries[0].text == "Rechnung RE-2026-\n0207 vom\n1.11.")
    #expect(entries[0].name == "Mueller und Soehne Gesellschaft mbH")
    #expect(entries[0].account == "DE02120300000000202051")
    #expect(entries[0].endToEnd == "E2E-1")
    #expect(entries[0].bankReference == "2026112700001")
    #expect(entries[0].booked == (try day("2026-11-27")))
    #expect(entries[0].value == (try day("2026-11-28")))
    #expect(entries[2].text == "RUECKBUCHUNG\n-NR. 17\n:KO: 4711")
    #expect(entries[3].booked == (try day("2027-01-02")))
    #expect(entries[3].text == nil)
    let ideal = try #require(statements[1].entries.first)
    #expect(ideal.name == "ABC POPPIE BV")
    #expect(ideal.text == "FACTUUR 10530")
    #expect(ideal.endToEnd == "11-09-2026 12:00")
  }

  @Test(
    "the line of an entry, with all that banks leave away and put in",
    arguments: [
      ("2611271127CR119,00NTRFNONREF//A1", "119.00", "2026-11-27", "A1"),
      ("261127C119,NTRFNONREF", "119.00", "2026-11-27", nil),
      ("261127D,5NTRFNONREF", "-0.50", "2026-11-27", nil),
      ("2612310101DR1,00NTRFNONREF//NONREF", "-1.00", "2027-01-01", nil),
      ("2701011231C1,00NTRFNONREF", "1.00", "2026-12-31", nil),
      ("2611271127CN45,00NTRFNONREF//MB1", "45.00", "2026-11-27", "MB1"),
      ("2611271127D12,35 NRTIKREF+//2016", "-12.35", "2026-11-27", "2016"),
      ("261127D000000000044,95N0733959555      T-MOBILE", "-44.95", "2026-11-27", nil),
      ("2611271127D20,00NONREF", "-20.00", "2026-11-27", nil),
      ("261127D25,03NOV NONREF", "-25.03", "2026-11-27", nil),
      ("1602300301DR6,00N024NONREF", "-6.00", "2016-03-01", nil),
    ])
  func movements(line: String, amount: String, booked: String, reference: String?) throws {
    let entry = try entry(":61:" + line)
    #expect(entry.amount.description == amount)
    #expect(entry.booked?.iso == booked)
    #expect(entry.bankReference == reference)
    #expect(entry.status == .booked)
  }

  @Test(
    "a line that is no entry is refused with its line",
    arguments: [
      "", "261127", "261327C1,00N", "261127X1,00N", "261127C1.234,00NTRF", "261127C,NTRF", "2611271332C1,00NTRF",
    ])
  func badMovements(line: String) throws {
    let failure = try #require(refusal(Self.message(":61:" + line)))
    #expect(failure.line == 5)
  }

  @Test("what stands behind the sixteen characters of a Dutch reference is the name, and the reference the account")
  func dutchName() throws {
    let entry = try entry(":61:261127D1,00N0440121470966      W.P. Jansen        ", "Terugboeking  \n:86:JUNI ")
    #expect(entry.name == "W.P. Jansen")
    #expect(entry.account == "0121470966")
    #expect(entry.text == "Terugboeking\nJUNI")
    #expect(entry.endToEnd == nil)
  }

  @Test("a return tells its reason, what was ordered, and what the bank took")
  func returned() throws {
    let entry = try entry(
      ":61:2611271127D12,35NRTIKREF+//1\n/OCMT/EUR11,85//CHGS/EUR0,50/",
      "109?00RETOURE?20EREF+A1 KREF+B MREF+ M 2?21 OAMT+11,85 SVWZ+ENDABRECHN?22UNG?32TESTER?34914")
    #expect(entry.returnReason == "914")
    #expect(entry.instructed == (try amount("11.85")))
    #expect(entry.charges == (try amount("0.50")))
    #expect(entry.endToEnd == "A1")
    #expect(entry.mandate == "M 2")
    #expect(entry.text == "ENDABRECHN\nUNG")
  }

  @Test(
    "the mark between numbered parts is whatever stands behind the code",
    arguments: ["?", ">", "<", "~", "^"])
  func marks(mark: String) throws {
    let entry = try entry(":61:261127C1,00NTRF", "020\(mark)00PRZELEW\(mark)20FAKTURA 7\(mark)32JAN")
    #expect(entry.text == "FAKTURA 7")
    #expect(entry.name == "JAN")
  }

  @Test(
    "details that only look like another form are text",
    arguments: ["999PN5477SCHECK-NR. 1", "12 ?20", "A/REMI/B", "/ 1/2", "100% of ?20 words", "166"])
  func plain(details: String) throws {
    #expect(try entry(":61:261127C1,00NTRF", details).text == details)
  }

  @Test("a Dutch direct debit in words before slashes and in words before colons")
  func dutchDetails() throws {
    let slashed = try entry(
      ":61:261127D1,00NDDTEREF//1\n/TRCD/01018/",
      "/EREF/501//MARF/1.14332853//CSID/NL93ZZZ33//CNTP/NL12COBA0733959555/COBANL2X/B ASDGF BV///R\nEMI/USTD//Factuur 98//PURP/OTHR/"
    )
    #expect(slashed.endToEnd == "501")
    #expect(slashed.mandate == "1.14332853")
    #expect(slashed.account == "NL12COBA0733959555")
    #expect(slashed.name == "B ASDGF BV")
    #expect(slashed.text == "Factuur 98")
    let labelled = try entry(
      ":61:261127C10,5N654NONREF",
      "SEPA OVERBOEKING                 IBAN: NL56CHAS0101010101\nBIC: CHASNL2X                 NAAM: AA B.V.\nOMSCHRIJVING: 1412DEC\nKENMERK: 75"
    )
    #expect(labelled.name == "AA B.V.")
    #expect(labelled.account == "NL56CHAS0101010101")
    #expect(labelled.text == "1412DEC")
    #expect(labelled.endToEnd == "75")
  }

  @Test("a Dutch reference of its own is told apart from text")
  func structured() throws {
    let entry = try entry(":61:261127C1,00NTRF", "/NAME/A/REMI/STRD/CUR/9001123412341234/EREF/X1")
    #expect(entry.structured == "9001123412341234")
  }

  @Test("lines of their own numbers say who and what")
  func numberedLines() throws {
    let text = Self.message(
      ":61:2611271127CM5000,00S05168790452\n:NS:01Zweck 1\n02Zweck 2\n15Empfaenger\n17Text\n3412345")
    let entry = try #require(try read(text).first?.entries.first)
    #expect(entry.text == "Zweck 1\nZweck 2")
    #expect(entry.name == "Empfaenger")
    #expect(entry.account == "12345")
  }

  @Test("a report of the day is pending, and so is what is only announced")
  func report() throws {
    let text = ":20:X\n:25:1\n:28C:1/1\n:34F:EUR0,00\n:13D:2611271730+0100\n:61:261127C1,00NTRF\n:90C:1EUR1,00\n-\n"
    let (format, statements) = try read(Array(text.utf8))
    #expect(format == "mt942")
    #expect(statements.first?.head.currency == "EUR")
    #expect(statements.first?.entries.map(\.status) == [.pending])
    #expect(try entry(":61:261127EC1,00NTRF").status == .pending)
    #expect(try entry(":61:261127ED1,00NTRF").amount == (try amount("-1")))
  }

  @Test("a statement without its closing balance before another is read, the last is cut off")
  func cut() throws {
    let open = ":20:1\n:25:1\n:60F:C261126EUR0,00\n:61:261127C1,00NTRF\n"
    let statements = try read(open + Self.message(""))
    #expect(statements.map(\.addsUp) == [nil, true])
    let failure = try #require(refusal(Self.message("") + open))
    #expect(failure.message.contains("cut off"))
    #expect(failure.line == 11)
  }

  @Test("bytes that are no UTF-8 are Windows-1252")
  func encoding() throws {
    let bytes = Array(Self.message(":61:261127C1,00NTRF\n:86:M").utf8)
    let place = try #require(bytes.lastIndex(of: UInt8(ascii: "M")))
    let (_, statements) = try read(Array(bytes[...place]) + [0xFC, 0x80] + Array(bytes[(place + 1)...]))
    #expect(statements.first?.entries.first?.text == "Mü€")
  }

  @Test("a balance without a currency or with blanks is read")
  func balances() throws {
    let statements = try read(
      Self.message(":61:261127C1,00NTRF", opening: "C261126EUR99,00 ", closing: "C2611270000100,00"))
    #expect(statements.first?.foot.opening == (try amount("99")))
    #expect(statements.first?.addsUp == true)
    #expect(statements.first?.head.currency == "EUR")
  }
}
