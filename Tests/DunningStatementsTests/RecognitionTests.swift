import Testing

@testable import DunningStatements

@Suite("Bytes say what a file is")
struct RecognitionTests {
  @Test(
    "what is no statement is called by its name",
    arguments: [
      ("", "empty"), (" \n\t", "empty"), ("%PDF-1.7", "PDF"), ("{\\rtf1", "RTF"),
      ("<html><body>Login</body></html>", "web page"), ("<!DOCTYPE html><p>", "web page"),
      ("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03\">", "order to pay"),
      ("<rsm:CrossIndustryInvoice>", "e-invoice"), ("<a/>", "XML, but neither"),
      ("Date;Amount;Text\n1;2;3\n", "--map"), ("Dear customer", "no format that is known"),
    ])
  func others(text: String, words: String) throws {
    #expect(try #require(refusal(text)).message.contains(words))
  }

  @Test("files of programs are told apart from each other")
  func binaries() throws {
    let zip: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    #expect(try #require(refusal(zip + Array("....xl/workbook.xml".utf8))).message.contains("Excel workbook"))
    #expect(try #require(refusal(zip + Array("....word/document.xml".utf8))).message.contains("word processor"))
    #expect(try #require(refusal(zip + Array("....2026.xml".utf8))).message.contains("a zip"))
    #expect(try #require(refusal([0xD0, 0xCF, 0x11, 0xE0])).message.contains("old Excel"))
    #expect(try #require(refusal([0x1F, 0x8B, 8])).message.contains("gzip"))
    #expect(try #require(refusal([0xFF, 0xFE, 0x41, 0])).message.contains("UTF-16"))
    #expect(try #require(refusal([1, 2, 0, 3])).message.contains("a file of a program"))
  }

  @Test("a mark of the encoding, blanks and words before the statement change nothing")
  func before() throws {
    let message = ":20:1\n:25:1\n:60F:C261126EUR0,00\n:62F:C261126EUR0,00\n"
    for before in ["", "\u{FEFF}", "\r\n\r\n", "ABNANL2A\n940\n", "\u{1}", "0000 01INGBNL2AXXXX00001\n"] {
      #expect(try read(Array((before + message).utf8)).format == "mt940")
    }
    let xml = try Fixture.bytes("statement.camt053.xml")
    #expect(try read([0xEF, 0xBB, 0xBF] + xml).format == "camt.053.001.08")
  }

  @Test("XML in UTF-16 is read")
  func wide() throws {
    let text = """
      <?xml version="1.0" encoding="UTF-16"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">
      <BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Ntry></Ntfctn>
      </BkToCstmrDbtCdtNtfctn></Document>
      """
    let bytes: [UInt8] =
      [0xFF, 0xFE] + text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 0xFF), UInt8(unit >> 8)] }
    let (format, statements) = try read(bytes)
    #expect(format == "camt.054.001.02")
    #expect(statements.map(\.entries.count) == [1])
  }

  @Test("a line without end is refused")
  func endless() throws {
    let failure = try #require(refusal(":20:1\n" + String(repeating: "x", count: 1 << 21)))
    #expect(failure.message.contains("no end"))
    #expect(failure.line == 2)
  }

  @Test("IBANs prove themselves")
  func ibans() {
    #expect(IBAN.isWhole("DE02120300000000202051"))
    #expect(!IBAN.isWhole("DE02120300000000202052"))
    #expect(!IBAN.isWhole("DE0212030000000020205"))
    #expect(!IBAN.isWhole("1234"))
  }
}
