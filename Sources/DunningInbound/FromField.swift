/// Whom the field `From` names, by its grammar: what stands in a name, in quotes or in a comment is no address, whatever
/// it looks like.
///
/// - Source: RFC 5322 3.4 and 3.6.2, with what is written beside it: a name with a comma that is not quoted, a word without
///   a domain.
struct FromField {
  /// The address; nil when there is none, when there are several, or when nobody can say which it is.
  let address: String?
  /// The part before the @, or the word that stands alone; nil as above.
  let local: String?

  /// - Parameter values: those of all fields of the name, not decoded: what a name hides in an encoded word is no address.
  init(_ values: [String]) {
    var mailboxes: [String] = []
    var words: [String] = []
    for value in values {
      guard let elements = Self.elements(of: Array(value.utf8)) else {
        (address, local) = (nil, nil)
        return
      }
      for element in elements {
        guard let text = element.address else { continue }
        if text.contains("@") { mailboxes.append(text) } else { words.append(text) }
      }
    }
    guard mailboxes.count <= 1 else {
      (address, local) = (nil, nil)
      return
    }
    address = mailboxes.first
    // A server that knows no domain of its own gives its name alone.
    local =
      mailboxes.first?.lastIndex(of: "@").map { String(mailboxes[0][..<$0]) } ?? (words.count == 1 ? words[0] : nil)
  }

  /// What stands between two commas.
  private struct Element {
    /// Runs of characters without a blank.
    var words: [String] = []
    var angles: [String] = []
    var isGroup = false

    /// The address in brackets, or the only word; nil where there is neither, or more than one.
    var address: String? {
      if isGroup { return nil }
      if angles.count == 1 { return angles[0].isEmpty ? nil : angles[0] }
      return angles.isEmpty && words.count == 1 ? words[0] : nil
    }

    /// Whether it names somebody, and nobody can say whom.
    var isDoubtful: Bool {
      angles.count > 1 || isGroup || angles.isEmpty && words.count > 1 && words.contains { $0.contains("@") }
    }
  }

  /// - Returns: nil when the value does not come to an end, or an element of it is doubtful.
  private static func elements(of bytes: [UInt8]) -> [Element]? {
    var (elements, element, word) = ([Element](), Element(), [UInt8]())
    var index = 0
    func take(_ into: inout Element) {
      if !word.isEmpty { into.words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "("):
        guard let end = endOfComment(bytes, from: index) else { return nil }
        take(&element)
        index = end
      case UInt8(ascii: "\""):
        guard let (text, end) = quoted(bytes, from: index) else { return nil }
        word += text
        index = end
      case UInt8(ascii: "<"):
        guard let (text, end) = angle(bytes, from: index) else { return nil }
        take(&element)
        element.angles.append(text)
        index = end
      case UInt8(ascii: ","):
        take(&element)
        elements.append(element)
        element = Element()
        index += 1
      case UInt8(ascii: ":"), UInt8(ascii: ";"):
        element.isGroup = true
        index += 1
      case 0x09, 0x0A, 0x0D, 0x20:
        take(&element)
        index += 1
      default:
        word.append(bytes[index])
        index += 1
      }
    }
    take(&element)
    elements.append(element)
    return elements.contains(where: \.isDoubtful) ? nil : elements
  }

  /// Where a comment is over; nil where it is not.
  private static func endOfComment(_ bytes: [UInt8], from start: Int) -> Int? {
    var (depth, index) = (0, start)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// What stands in quotes, and where they are over. The quotes stay where they hold what is no word: a sign of an address
  /// in them is none.
  private static func quoted(_ bytes: [UInt8], from start: Int) -> (text: [UInt8], end: Int)? {
    var (text, index) = ([UInt8](), start + 1)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        index += 1
        if index < bytes.count { text.append(bytes[index]) }
      case UInt8(ascii: "\""):
        // As the scanner of addresses has it: dots where none may be stand in quotes, and are sent to without them.
        let isWord = !text.isEmpty && text.allSatisfy { $0 > 0x20 && !special.contains($0) }
        return (isWord ? text : quote + text.filter { $0 != UInt8(ascii: "@") } + quote, index + 1)
      default: text.append(bytes[index])
      }
      index += 1
    }
    return nil
  }

  private static let quote = [UInt8(ascii: "\"")]
  private static let special = Set("@<>(),:;\\\"".utf8)

  /// The address in brackets, without a route, and where they are over.
  private static func angle(_ bytes: [UInt8], from start: Int) -> (text: String, end: Int)? {
    var (text, index) = ([UInt8](), start + 1)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: ">"):
        let address = String(decoding: text, as: UTF8.self)
        return (address.count { $0 == "@" } > 1 ? "" : address, index + 1)
      case UInt8(ascii: "<"): return nil
      case UInt8(ascii: "("):
        guard let end = endOfComment(bytes, from: index) else { return nil }
        index = end
        continue
      case UInt8(ascii: "\""):
        guard let (quoted, end) = quoted(bytes, from: index) else { return nil }
        text += quoted
        index = end
        continue
      // What stands before is the way there (RFC 5321, appendix C).
      case UInt8(ascii: ":"): text = []
      case 0x09, 0x0A, 0x0D, 0x20: break
      default: text.append(bytes[index])
      }
      index += 1
    }
    return nil
  }
}
