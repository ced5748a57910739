/// What a file is, told by its bytes alone: names lie.
package enum FileForm: String, Hashable, Sendable, CaseIterable {
  case empty, text, jsonLines, workbook, openDocument, oldWorkbook, wordDocument, zip, pdf, xml, html, gzip, sevenZip,
    rar, picture, richText, database, ofx, mt940, mail

  /// Of the first few thousand bytes of a file.
  package init(_ beginning: ArraySlice<UInt8>) {
    guard !beginning.isEmpty else {
      self = .empty
      return
    }
    if let known = Self.signatures.first(where: { beginning.starts(with: $0.bytes) }) {
      self = known.form == .zip ? Self.packed(beginning) : known.form
      return
    }
    self = Self.written(beginning)
  }

  private static let signatures: [(bytes: [UInt8], form: FileForm)] = [
    (Array("PK\u{3}\u{4}".utf8), .zip), (Array("PK\u{5}\u{6}".utf8), .zip), (Array("%PDF".utf8), .pdf),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .oldWorkbook), ([0x09, 0x08, 0x10, 0x00], .oldWorkbook),
    ([0x1F, 0x8B], .gzip), (Array("7z".utf8) + [0xBC, 0xAF], .sevenZip), (Array("Rar!".utf8), .rar),
    ([0x89] + Array("PNG".utf8), .picture), ([0xFF, 0xD8, 0xFF], .picture), (Array("{\\rtf".utf8), .richText),
    (Array("SQLite format 3".utf8), .database), (Array("{1:F01".utf8), .mt940), (Array("Received:".utf8), .mail),
    (Array("Return-Path:".utf8), .mail), (Array("MIME-Version:".utf8), .mail),
  ]

  /// What lies in a zip, by the names that stand in its beginning.
  private static let contents: [(mark: String, form: FileForm)] = [
    ("application/vnd.oasis.opendocument.spreadsheet", .openDocument), ("word/", .wordDocument), ("xl/", .workbook),
    ("[Content_Types].xml", .workbook),
  ]

  private static func packed(_ beginning: ArraySlice<UInt8>) -> FileForm {
    contents.first { beginning.contains(Array($0.mark.utf8)) }?.form ?? .zip
  }

  /// What is written in letters, by its first words.
  private static let openings: [(word: String, form: FileForm)] = [
    ("<!doctype html", .html), ("<html", .html), ("<table", .html), ("<ofx", .ofx), ("ofxheader", .ofx),
    ("<?ofx", .ofx), ("<", .xml), (":20:", .mt940), ("{\"", .jsonLines), ("{ \"", .jsonLines), ("{}", .jsonLines),
  ]

  private static func written(_ beginning: ArraySlice<UInt8>) -> FileForm {
    // Of what is written with two bytes a letter, the one that is not zero tells.
    let letters = beginning.prefix(2_048).drop { [0xEF, 0xBB, 0xBF, 0xFF, 0xFE].contains($0) }.filter { $0 != 0 }
    let start = String(decoding: letters, as: UTF8.self).drop(while: \.isWhitespace).lowercased()
    return openings.first { start.hasPrefix($0.word) }?.form ?? .text
  }

  /// What it is, with its article.
  package var words: String { Self.said[self]?.words ?? "a file of another kind" }

  /// What to do with it where a table is wanted.
  package var hint: String? { Self.said[self]?.hint }

  private static let said: [FileForm: (words: String, hint: String?)] = [
    .empty: ("empty", "the first line names the columns"),
    .text: ("a text file", nil),
    .jsonLines: ("JSON Lines", nil),
    .workbook: ("an Excel workbook", nil),
    .openDocument: ("a LibreOffice sheet (.ods)", "save it as .xlsx or as CSV"),
    .oldWorkbook: ("an old Excel workbook (.xls)", "save it as .xlsx or as CSV"),
    .wordDocument: ("a Word document", "the list of claims must be a table of its own: .xlsx or CSV"),
    .zip: ("a zip archive", "unpack it first"),
    .pdf: ("a PDF", "if it is an e-invoice (ZUGFeRD, Factur-X), see what it holds: dunningctl invoice read FILE"),
    .xml: ("XML", "if it is an e-invoice, see what it holds: dunningctl invoice read FILE"),
    .html: ("a web page", "some programs call it .xls; open it in a spreadsheet and save it as .xlsx or as CSV"),
    .gzip: ("packed with gzip", "unpack it first: gunzip FILE"),
    .sevenZip: ("a 7-Zip archive", "unpack it first"),
    .rar: ("a RAR archive", "unpack it first"),
    .picture: ("a picture", nil),
    .richText: ("a text of a word processor (RTF)", "the list of claims must be a table: .xlsx or CSV"),
    .database: ("a SQLite database", "export a table of it as CSV"),
    .ofx: ("a bank statement (OFX)", "that is no list of claims: dunningctl statement read FILE"),
    .mt940: ("a bank statement (MT940)", "that is no list of claims: dunningctl statement read FILE"),
    .mail: ("a mail", "hand it in with: dunningctl mail import FILE"),
  ]
}
