/// A text body as lines, whatever its line ends were.
struct TextLines {
  private let lines: [Substring.UTF8View]

  /// - Throws: ``MailError`` with code `.invalidMessage` for a NUL or a CR that ends no line.
  init(_ text: String) throws(MailError) {
    let unix = text.utf8.contains(0x0D) ? text.replacing("\r\n", with: "\n") : text
    guard !unix.utf8.contains(where: { $0 == 0 || $0 == 0x0D }) else {
      throw MailError(.invalidMessage, "a text contains a NUL or a carriage return that ends no line")
    }
    var lines = unix.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Substring($0).utf8 }
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
  }

  /// Whether quoted-printable is shorter, and so legible in the raw message, than base64.
  var isMostlyASCII: Bool {
    var total = 0
    var others = 0
    for line in lines {
      total += line.count
      for byte in line where byte >= 0x80 { others += 1 }
    }
    return others * 6 <= total
  }

  /// Every line with its end, the last one too.
  func bytes(lineEnd: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    for line in lines {
      bytes.append(contentsOf: line)
      bytes.append(contentsOf: lineEnd)
    }
    return bytes
  }
}
