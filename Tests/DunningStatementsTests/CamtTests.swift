import Testing

@testable import DunningStatements

@Suite("camt.052, 053 and 054 of all versions are read")
struct CamtTests {
  private func entry(_ inside: String) throws -> StatementEntry {
    let statements = try read(CamtText.message(CamtText.entry(inside)))
    return try #require(statements.first?.entries.first)
  }

  @Test("a whole statement: balances, a batch, a return, a foreign amount", arguments: [7, 1 << 16])
  func whole(pieceBytes: Int) throws {
    let (format, statements) = try read(try Fixture.bytes("statement.camt053.xml"), pieceBytes: pieceBytes)
    #expect(format == "camt.053.001.08")
    let statement = try #require(statements.first)
    #expect(statements.count == 1)
    #expect(statement.head.account == "DE91100000000123456789")
    #expect(statement.foot.opening == (try amount("1000")))
    #expect(statement.foot.closing == (try amount("1253.81")))
    #expect(statement.addsUp == true)
    #expect(statement.entries.map(\.amount.description) == ["119.00", "200.00", "-53.19", "-12.00"])
    let paid = statement.entries[0]
    #expect(paid.booked == (try day("2026-11-27")))
    #expect(paid.value == (try day("2026-11-28")))
    #expect(paid.name == "Müller & Söhne GmbH")
    #expect(paid.account == "DE02120300000000202051")
    #expect(paid.text == "RE-2026-0207\nKd. 4711")
    #expect(paid.structured == "RF18539007547034")
    #expect(paid.endToEnd == "E2E-1")
    #expect(paid.bankReference == "2026112700001")
    #expect(paid.parts == [])
    let batch = statement.entries[1]
    #expect(batch.parts.map(\.amount.description) == ["150.00", "50.00"])
    #expect(batch.parts.map(\.name) == ["Anna Adler", "Bruno Bär"])
    let returned = statement.entries[2]
    #expect(returned.returnReason == "MD06")
    #expect(returned.isReversal)
    #expect(returned.name == "Dora Dachs")
    #expect(returned.mandate == "M-7")
    #expect(returned.instructed == (try amount("50.00")))
    #expect(returned.charges == (try amount("3.19")))
    #expect(statement.entries[3].instructedCurrency == "USD")
    #expect(statement.entries[3].text == "CARD PAYMENT")
  }

  @Test(
    "each version is called by its name",
    arguments: ["camt.052.001.01", "camt.053.001.02", "camt.053.001.14", "camt.054.001.10"])
  func versions(version: String) throws {
    let text = CamtText.message(CamtText.entry("<Sts>BOOK</Sts>"), version: version)
    let (format, statements) = try read(Array(text.utf8))
    #expect(format == version)
    #expect(statements.map(\.entries.count) == [1])
  }

  @Test(
    "how far an entry has come is said as text in the old versions and as a code in the new",
    arguments: [
      ("<Sts>BOOK</Sts>", EntryStatus.booked), ("<Sts>PDNG</Sts>", .pending), ("<Sts>INFO</Sts>", .information),
      ("<Sts>\n <Cd>PDNG</Cd>\n</Sts>", .pending), ("<Sts><Cd>FUTR</Cd></Sts>", .pending), ("", .booked),
    ])
  func status(element: String, status: EntryStatus) throws {
    #expect(try entry(element).status == status)
  }

  @Test("what is not booked is in no sum")
  func sums() throws {
    let statement = try #require(
      try read(
        CamtText.message(CamtText.entry("<Sts>PDNG</Sts>") + CamtText.entry("<Sts>INFO</Sts>") + CamtText.entry(""))
      ).first)
    #expect(statement.totals.entries == 3)
    #expect(statement.totals.credits == (try amount("10")))
  }

  @Test("a balance without a side is the creditor's; the earliest opens, the latest closes")
  func balances() throws {
    func balance(_ kind: String, _ amount: String, _ day: String, side: String = "") -> String {
      "<Bal><Tp><CdOrPrtry><Cd>\(kind)</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">\(amount)</Amt>\(side)"
        + "<Dt><Dt>\(day)</Dt></Dt></Bal>"
    }
    let side = "<CdtDbtInd>DBIT</CdtDbtInd>"
    let text = CamtText.message(
      balance("OPBD", "5", "2026-11-02") + balance("OPBD", "3", "2026-11-01", side: side)
        + balance("CLBD", "7", "2026-11-02")
        + balance("CLBD", "5", "2026-11-01") + balance("CLAV", "99", "2026-11-02") + CamtText.entry(""))
    let statement = try #require(try read(text).first)
    #expect(statement.foot.opening == (try amount("-3")))
    #expect(statement.foot.closing == (try amount("7")))
    #expect(statement.addsUp == true)
  }

  @Test("the other side is never the creditor's own account, and changes sides when money comes back")
  func otherSide() throws {
    func parties(_ debtor: String, _ creditor: String) -> String {
      "<RltdPties><Dbtr><Nm>\(debtor)</Nm></Dbtr><DbtrAcct><Id><IBAN>DE0\(debtor.count)</IBAN></Id></DbtrAcct>"
        + "<Cdtr><Pty><Nm>\(creditor)</Nm></Pty></Cdtr><CdtrAcct><Id><Othr><Id>X \(creditor.count)</Id></Othr></Id></CdtrAcct></RltdPties>"
    }
    let both = parties("Payer", "Payee X")
    let paid = try entry("<NtryDtls><TxDtls>\(both)</TxDtls></NtryDtls>")
    #expect(paid.name == "Payer")
    #expect(paid.account == "DE05")
    let back = try entry("<NtryDtls><TxDtls>\(both)<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls></NtryDtls>")
    #expect(back.name == "Payee X")
    #expect(back.account == "X7")
    let own =
      "<RltdPties><Dbtr><Nm>Us</Nm></Dbtr><DbtrAcct><Id><IBAN>DE91 1000 0000 0123 4567 89</IBAN></Id></DbtrAcct></RltdPties>"
    #expect(try entry("<NtryDtls><TxDtls>\(own)</TxDtls></NtryDtls>").name == nil)
  }

  @Test("one detail of another sum is told as a part, so that nobody takes it for the whole")
  func partOfOtherSum() throws {
    let entry = try entry("<NtryDtls><TxDtls><Amt Ccy=\"EUR\">7.00</Amt></TxDtls></NtryDtls>")
    #expect(entry.amount == (try amount("10")))
    #expect(entry.parts.map(\.amount) == [try amount("7")])
    let foreign = try self.entry(
      "<NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy=\"USD\">11.00</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>")
    #expect(foreign.parts == [])
  }

  @Test("placeholders are no references, numbers of invoices are text")
  func references() throws {
    let entry = try entry(
      """
      <AcctSvcrRef>NONREF</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><RmtInf><Strd>
      <RfrdDocInf><Nb>RE-7</Nb></RfrdDocInf><CdtrRefInf><Ref>00 12345</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls>
      """)
    #expect(entry.bankReference == nil)
    #expect(entry.endToEnd == nil)
    #expect(entry.text == "RE-7")
    #expect(entry.structured == "00 12345")
  }

  @Test("prefixes of names and an envelope around the message change nothing")
  func envelope() throws {
    let text = """
      <e:Envelope xmlns:e="urn:e" xmlns:c="urn:iso:std:iso:20022:tech:xsd:camt.053.001.04"><e:Body><c:Document>
      <c:BkToCstmrStmt><c:Stmt><c:Ntry><c:Amt Ccy="CHF">1</c:Amt><c:CdtDbtInd>DBIT</c:CdtDbtInd></c:Ntry></c:Stmt>
      </c:BkToCstmrStmt></c:Document></e:Body></e:Envelope>
      """
    let statement = try #require(try read(text).first)
    #expect(statement.entries.map(\.amount.description) == ["-1.00"])
    #expect(statement.head.currency == "CHF")
  }

  @Test(
    "what cannot be read is refused with its line",
    arguments: [
      ("<Ntry><Amt Ccy=\"EUR\">1,00</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry>", "not an amount"),
      ("<Ntry><Amt Ccy=\"EUR\">1.00</Amt></Ntry>", "CdtDbtInd"),
      ("<Ntry><CdtDbtInd>CRDT</CdtDbtInd></Ntry>", "no amount"),
      ("<Ntry><Amt Ccy=\"EUR\">1</Amt><CdtDbtInd>KREDIT</CdtDbtInd></Ntry>", "neither CRDT nor DBIT"),
      (CamtText.entry("<BookgDt><Dt>2026-02-30</Dt></BookgDt>"), "not a day"),
      (CamtText.entry("<Sts>DONE</Sts>"), "no status"),
      (CamtText.entry("&unknown;"), "broken"), ("<Ntry>", "broken"),
    ])
  func refuses(inside: String, words: String) throws {
    let failure = try #require(refusal(CamtText.message(inside)))
    #expect(failure.message.contains(words))
    #expect(failure.line != nil)
  }

  @Test("a file that is cut off anywhere is refused")
  func cut() throws {
    let bytes = try Fixture.bytes("statement.camt053.xml")
    for length in stride(from: 400, to: bytes.count - 2, by: 97) {
      let failure = try #require(refusal(Array(bytes.prefix(length))))
      #expect(failure.line != nil)
    }
  }

  @Test("a document type is refused, and nothing that it names is opened or grows")
  func documentType() throws {
    let bomb = """
      <?xml version="1.0"?>
      <!DOCTYPE Document [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
      <!ENTITY x SYSTEM "file:///etc/passwd">]>
      <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt><Ntry><Amt Ccy="EUR">1</Amt>
      <CdtDbtInd>CRDT</CdtDbtInd><AddtlNtryInf>&b;&x;</AddtlNtryInf></Ntry></Stmt></BkToCstmrStmt></Document>
      """
    let failure = try #require(refusal(bomb))
    #expect(failure.message.contains("DOCTYPE"))
    #expect(failure.line != nil)
  }

  @Test("elements inside each other without end are refused")
  func depth() throws {
    let text = CamtText.message(String(repeating: "<A>", count: 100) + String(repeating: "</A>", count: 100))
    #expect(try #require(refusal(text)).message.contains("inside each other"))
  }
}
