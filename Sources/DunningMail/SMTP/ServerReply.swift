/// A server's answer in its own words.
package struct ServerReply: Sendable, Hashable, CustomStringConvertible {
  /// Three digits; the first says yes (2), go on (3), not now (4) or no (5).
  package let code: Int
  /// The lines without their codes, as received.
  package let lines: [String]

  /// Holds a reply.
  package init(code: Int, lines: [String]) {
    self.code = code
    self.lines = lines
  }

  /// The status such as `5.1.1`, if the server gives one that fits the code.
  ///
  /// - Source: RFC 2034, RFC 3463.
  package var enhancedStatus: String? { lines.first.flatMap(status).map(String.init) }

  /// The lines in one, each without the enhanced status.
  package var text: String {
    lines.map { line in
      guard let status = status(of: line) else { return line }
      return String(line.dropFirst(status.count).drop { $0 == " " })
    }.joined(separator: " ")
  }

  /// The reply in one line: code, enhanced status, text.
  package var description: String {
    [String(code), enhancedStatus, text].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Whether the reply says yes, for good.
  var isPositive: Bool { code / 100 == 2 }
  /// Whether the reply says not now.
  var isTransient: Bool { code / 100 == 4 }
  /// Whether the reply says no, for good.
  var isPermanent: Bool { code / 100 == 5 }

  private func status(of line: String) -> Substring? {
    let word = line.prefix { $0 != " " }
    let numbers = word.split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, numbers[0] == String(code / 100),
      numbers.dropFirst().allSatisfy({ (1...3).contains($0.utf8.count) && $0.allSatisfy(\.isWholeNumber) })
    else { return nil }
    return word
  }
}
