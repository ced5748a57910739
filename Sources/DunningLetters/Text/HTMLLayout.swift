/// Tidies an HTML letter: no empty lines, and no line ends that a browser would show as a space inside Chinese text.
struct HTMLLayout {
  /// True for a language without spaces between words.
  let joinsWithoutSpaces: Bool

  func layOut(_ rendered: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(rendered.count + 1)
    for line in rendered[...].parts(between: UInt8(ascii: "\n")) where !line.isBlank {
      if !result.isEmpty, !joinsWithoutSpaces || mayBreak(between: result[...], and: line) {
        result.append(UInt8(ascii: "\n"))
      }
      result.append(contentsOf: line)
    }
    result.append(UInt8(ascii: "\n"))
    return result
  }

  private func mayBreak(between result: UTF8Bytes, and line: UTF8Bytes) -> Bool {
    guard let last = result.lastScalar, let first = line.firstScalar else { return true }
    return !(DisplayWidth.isWide(last) || DisplayWidth.isWide(first)) || last == ">" || first == "<"
  }
}
