extension TableFault {
  static let textAfterQuote = TableFault(
    "there is text after the closing quote", hint: "a quote inside a quoted field is written twice")

  static func quoteNotClosed(openedOn line: Int) -> TableFault {
    TableFault(
      "the quote that opens on line \(line) is never closed",
      hint: "rows below it were read as part of it; close it, or write it twice when it is meant as such")
  }

  /// - Parameter line: on which the field begins.
  static func notUTF8(_ bytes: [UInt8], from line: Int) -> TableFault {
    let good = UTF8Prefix.count(of: bytes)
    let place = line + bytes.prefix(good).count { $0 == Byte.lineFeed }
    let byte = good < bytes.count ? String(bytes[good], radix: 16, uppercase: true) : "00"
    let likely = TextEncoding.likely(for: bytes)
    let looks = likely == .gb18030 ? "Chinese (GBK)" : "Windows-1252"
    return TableFault(
      "byte 0x\(byte) on line \(place) is not UTF-8; it looks like \(looks)",
      hint: "say `encoding: \(likely.name)` in a map (dunningctl map draft FILE), or save the file as UTF-8")
  }

  /// What a program leaves behind that was ended while it wrote.
  static let zeroBytes = TableFault(
    "the row holds zero bytes", hint: "the file was damaged or cut off: export it again")

  /// A row with more or fewer cells than the header.
  static func wrongCount(_ count: Int, header: Int) -> TableFault {
    TableFault(
      "\(count) \(count == 1 ? "field" : "fields"), but the header has \(header)",
      hint: "a field with the separator, a quote or a line break in it stands in quotes")
  }
}
