/// Files that are no statements, by what they are, so that nobody looks for a fault where there is none.
enum ForeignFile {
  /// What a file of bytes is that is no text; nil when it may be one.
  static func name(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return archive(bytes) }
    if let (_, words) = signatures.first(where: { bytes.starts(with: $0.0) }) { return words }
    let isWide = isUTF16(bytes)
    if isWide, !isXML(wide: bytes) { return "this is text in UTF-16: save it as UTF-8" }
    return !isWide && bytes.prefix(1_024).contains(0) ? "this is a file of a program, not a statement" : nil
  }

  private static let signatures: [([UInt8], String)] = [
    (Array("%PDF".utf8), "this is a PDF: ask the bank for the statement as camt.053 or MT940"),
    (
      [0xD0, 0xCF, 0x11, 0xE0],
      "this is an old Excel workbook (.xls): save it as .xlsx or CSV and name a map with --map"
    ),
    ([0x1F, 0x8B], "this is a compressed file (gzip): unpack it first"),
    (Array("{\\rtf".utf8), "this is a text of a word processor (RTF)"),
    (Array("7z".utf8) + [0xBC, 0xAF], "this is an archive (7z): unpack it first"),
    (Array("Rar!".utf8), "this is an archive (rar): unpack it first"),
    ([0x89, 0x50, 0x4E, 0x47], "this is a picture (PNG)"), ([0xFF, 0xD8, 0xFF], "this is a picture (JPEG)"),
  ]

  /// A zip: what of it is told by the names of the files in it.
  private static func archive(_ bytes: [UInt8]) -> String {
    let names = String(decoding: bytes, as: UTF8.self)
    if names.contains("xl/") { return "this is an Excel workbook: name the map that reads it with --map" }
    if names.contains("word/") { return "this is a document of a word processor (docx)" }
    if names.contains("opendocument.spreadsheet") {
      return "this is a LibreOffice workbook: save it as .xlsx or CSV and name a map with --map"
    }
    return "this is a zip: unpack it and give the files that are in it"
  }

  /// Whether it begins with the mark of UTF-16.
  static func isUTF16(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  private static func isXML(wide bytes: [UInt8]) -> Bool {
    bytes.dropFirst(2).prefix(4).contains(UInt8(ascii: "<"))
  }

  /// What a document of XML is that is no statement.
  static func words(ofXML text: String) -> String {
    let found = documents.first { mark, _ in text.contains(mark) }
    return found.map { "this is \($0.1)" } ?? "this is XML, but neither camt.052, 053 or 054 nor OFX"
  }

  private static let documents = [
    ("<!DOCTYPE html", "a web page: download the statement itself"),
    ("<html", "a web page: download the statement itself"),
    ("<HTML", "a web page: download the statement itself"),
    ("CrossIndustry", "an e-invoice: read it with invoice read"),
    ("ubl:schema:xsd:Invoice", "an e-invoice: read it with invoice read"),
    ("pain.001", "an order to pay (pain.001), not a statement of what was paid"),
    ("pain.008", "an order to collect (pain.008), not a statement of what was paid"),
    ("pain.002", "a report about orders (pain.002), not a statement of what was paid"),
    (
      "urn:schemas-microsoft-com:office:spreadsheet",
      "an Excel workbook as XML: save it as .xlsx or CSV and name a map with --map"
    ),
  ]

  /// What a text is that is no statement.
  static func words(ofText text: String) -> String {
    let line = text.prefix { !$0.isNewline }
    let isTable = [",", ";", "\t"].contains { mark in line.count { $0 == mark } >= 2 }
    return isTable
      ? "this is a table (CSV): name the map that reads it with --map; dunningctl map list has those there are, "
        + "and dunningctl map draft FILE --kind statement makes one"
      : "no format that is known: camt.052, 053, 054, MT940, MT942, OFX, CODA, Norma 43, CFONB 120, BgMax, BAI2, QIF "
        + "and JSON Lines are read, and tables with --map"
  }
}
