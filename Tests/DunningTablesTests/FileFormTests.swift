import DunningTables
import Testing

/// What a file is, by its bytes.
@Suite struct FileFormTests {
  @Test(
    "bytes decide what a file is",
    arguments: [
      ("", FileForm.empty), ("a;b\n", .text), ("PK\u{3}\u{4}....[Content_Types].xml", .workbook),
      ("PK\u{3}\u{4}....letters/a.txt", .zip), ("PK\u{3}\u{4}....word/document.xml", .wordDocument),
      ("PK\u{3}\u{4}mimetypeapplication/vnd.oasis.opendocument.spreadsheet", .openDocument), ("%PDF-1.7", .pdf),
      ("<?xml version='1.0'?><Invoice/>", .xml), ("\u{FEFF}<Invoice/>", .xml), ("<html><table>", .html),
      ("{\"reference\":\"R\"}\n", .jsonLines), (":20:START", .mt940), ("{1:F01BANK", .mt940), ("OFXHEADER:100", .ofx),
      ("{\\rtf1", .richText), ("From me", .text), ("{name}", .text),
    ])
  func forms(text: String, form: FileForm) { #expect(FileForm(Array(text.utf8)[...]) == form) }

  @Test("an old workbook and packed files are known by their first bytes")
  func binary() {
    #expect(FileForm([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0][...]) == .oldWorkbook)
    #expect(FileForm([0x1F, 0x8B, 8][...]) == .gzip)
  }

  @Test("what is no table is refused by its name, with what to do", arguments: FileForm.allCases)
  func refused(form: FileForm) {
    #expect(!form.words.contains("another kind"))
  }

  @Test("a workbook that is cut off is called one")
  func cut() {
    #expect {
      try Samples.table(Array("PK\u{3}\u{4}\u{14}\u{0}\u{6}\u{0}[Content_Types].xml".utf8))
    } throws: {
      ($0 as? TableTrouble)?.message.contains("Excel workbook that is damaged or cut off") ?? false
    }
  }
}
