import Testing

@testable import DunningStatements

@Suite("OFX is read as SGML and as XML")
struct OFXTests {
  private static func message(_ transactions: String, after: String = "", currency: String = "EUR") -> String {
    """
    OFXHEADER:100
    DATA:OFXSGML
    CHARSET:1252

    <OFX><BANKMSGSRSV1><STMTTRNRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>\(currency)
    <BANKACCTFROM><BANKID>1<ACCTID>DE91 1000</BANKACCTFROM><BANKTRANLIST>
    \(transactions)
    </BANKTRANLIST>\(after)</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
    """
  }

  private func entries(_ transactions: String) throws -> [StatementEntry] {
    try #require(try read(Self.message(transactions)).first).entries
  }

  @Test("values without end tags, entities, and the same number twice", arguments: [1, 5, 1 << 16])
  func sgml(pieceBytes: Int) throws {
    let text = Self.message(
      """
      <STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261127120000[-5:EST]<DTAVAIL>20261128<TRNAMT>119,00<FITID>7<NAME>A&amp;B & C
      <MEMO>RE-1 < 2 &#233;
      <STMTTRN><TRNAMT>-1.250,50<FITID>7<DTPOSTED>20261127<NAME>X</STMTTRN>
      """, after: "<LEDGERBAL><BALAMT>1,000.25<DTASOF>20261127</LEDGERBAL><AVAILBAL><BALAMT>7</AVAILBAL>")
    let (format, statements) = try read(Array(text.utf8), pieceBytes: pieceBytes)
    #expect(format == "ofx")
    let statement = try #require(statements.first)
    #expect(statement.head.account == "DE911000")
    #expect(statement.foot.closing == (try amount("1000.25")))
    #expect(statement.foot.opening == nil)
    #expect(statement.addsUp == nil)
    #expect(statement.entries.map(\.amount.description) == ["119.00", "-1250.50"])
    #expect(statement.entries.map(\.bankReference) == ["7", "7"])
    #expect(statement.entries[0].name == "A&B & C")
    #expect(statement.entries[0].text == "RE-1 < 2 é")
    #expect(statement.entries[0].booked == (try day("2026-11-27")))
    #expect(statement.entries[0].value == (try day("2026-11-28")))
    #expect(statement.entries[1].text == "X")
    #expect(statement.entries[0].line == 7)
  }

  @Test("XML with sections, comments, empty elements and another party's account")
  func xml() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-8"?><?OFX OFXHEADER="200" VERSION="211"?>
      <!-- <STMTTRN> --><OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>USD</CURDEF>
      <CCACCTFROM><ACCTID>4111</ACCTID></CCACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED/><TRNAMT>5</TRNAMT>
      <NAME><![CDATA[A <B> ]]></NAME><CURRENCY><CURRATE>1</CURRATE><CURSYM>CAD</CURSYM></CURRENCY>
      <BANKACCTTO><ACCTID>99</ACCTID></BANKACCTTO></STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>
      """
    let statement = try #require(try read(text).first)
    let entry = try #require(statement.entries.first)
    #expect(statement.head.account == "4111")
    #expect(entry.name == "A <B>")
    #expect(entry.currency == "CAD")
    #expect(entry.account == "99")
    #expect(entry.booked == nil)
  }

  @Test("an error of the bank instead of a statement is told in its words")
  func error() throws {
    let text = "<OFX><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SONRS></OFX>"
    #expect(try #require(refusal(text)).message.hasSuffix(": 15500, Signon invalid"))
  }

  @Test(
    "what is broken is refused",
    arguments: [
      ("<STMTTRN><DTPOSTED>20261127</STMTTRN>", "no amount"), ("<STMTTRN><TRNAMT>$120</STMTTRN>", "not an amount"),
      ("<STMTTRN><TRNAMT>1<DTPOSTED>20260231</STMTTRN>", "not a day"), ("<!DOCTYPE OFX>", "DOCTYPE"),
      ("<STMTTRN><TRNAMT>1.2.3</STMTTRN>", "not an amount"),
    ])
  func refuses(transactions: String, words: String) throws {
    let failure = try #require(refusal(Self.message(transactions)))
    #expect(failure.message.contains(words))
    #expect(failure.line != nil)
  }

  @Test("a file that is cut off anywhere is refused")
  func cut() throws {
    let text = Self.message("<STMTTRN><TRNAMT>1<DTPOSTED>20261127<MEMO>x</STMTTRN>")
    for length in 60..<text.utf8.count { #expect(refusal(Array(text.utf8.prefix(length))) != nil) }
  }

  @Test("of a broker the transfers are read, and it is told that the trades are not")
  func broker() throws {
    let text = """
      <OFX><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>7</INVACCTFROM><INVTRANLIST><BUYSTOCK><TOTAL>-9</BUYSTOCK>
      <INVBANKTRAN><STMTTRN><TRNAMT>3<DTPOSTED>20261127</STMTTRN></INVBANKTRAN></INVTRANLIST></INVSTMTRS></OFX>
      """
    let statement = try #require(try read(text).first)
    #expect(statement.entries.map(\.amount.description) == ["3.00"])
    #expect(statement.foot.remarks.count == 1)
  }
}
