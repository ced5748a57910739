/// An e-mail address with the name that is shown beside it.
package struct Addressee: Hashable, Sendable {
  package let address: EmailAddress
  /// Nil where the address stands alone, or beside the debtor's own name.
  package let name: String?

  package init(address: EmailAddress, name: String? = nil) {
    self.address = address
    self.name = name
  }

  /// As people write it: `a@x.example`, or `Name <a@x.example>`.
  package var text: String { name.map { "\($0) <\(address.text)>" } ?? address.text }

  /// Reads addresses as people list them: with a comma, a semicolon or a line break between two, each with or without a
  /// name, blanks wherever they like. One that stands twice counts once.
  ///
  /// - Throws: ``RuleError`` `.invalidAddress`, `.invalidText` with what is wrong.
  package static func list(parsing text: String) throws(RuleError) -> [Addressee] {
    // Nearly every list is one plain address.
    if EmailAddress.isPlain(text) { return [Addressee(address: try EmailAddress(parsing: text))] }
    var (found, known): ([Addressee], Set<String>) = ([], [])
    for part in split(text) {
      let addressee = try Addressee(parsing: part)
      if known.insert(addressee.address.text.lowercased()).inserted { found.append(addressee) }
    }
    guard found.count <= RuleLimits.addresseesMax else {
      throw RuleError(
        .invalidAddress, "there are \(found.count) addresses, and more than \(RuleLimits.addresseesMax) get no notice",
        hint: "a mailing list at the debtor's reaches more people")
    }
    return found
  }

  /// Reads one, `a@x.example` or `Name <a@x.example>`.
  package init(parsing text: String) throws(RuleError) {
    guard let open = text.lastIndex(of: "<"), text.last == ">" else {
      self.init(address: try EmailAddress(parsing: text))
      return
    }
    let address = text[text.index(after: open)...].dropLast()
    self.init(address: try EmailAddress(parsing: Self.trimmed(address)), name: try Self.name(text[..<open]))
  }

  private static func name(_ text: Substring) throws(RuleError) -> String? {
    var name = trimmed(text)
    // A name with a comma in it is written in quotation marks.
    if name.count > 1, name.first == "\"", name.last == "\"" { name = String(name.dropFirst().dropLast()) }
    name = trimmed(name[...])
    guard name.unicodeScalars.count <= RuleLimits.lineCharactersMax, name.utf8.count <= RuleLimits.addressBytesMax,
      !name.unicodeScalars.contains(where: { "<>\"".unicodeScalars.contains($0) || $0.properties.isControl })
    else {
      throw RuleError(
        .invalidText, "\(quoted(name)) cannot stand beside an address", hint: "write it as Name <name@example.org>")
    }
    return name.isEmpty ? nil : name
  }

  /// The parts between separators that stand in no quotation marks and no angle brackets, without the empty ones.
  private static func split(_ text: String) -> [String] {
    var (parts, part, isQuoted, isBracketed) = ([String](), "", false, false)
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case "<": isBracketed = true
      case ">": isBracketed = false
      case ",", ";", "\n", "\r\n":
        if isQuoted || isBracketed { break }
        parts.append(part)
        part = ""
        continue
      default: break
      }
      part.append(character)
    }
    return (parts + [part]).map { trimmed($0[...]) }.filter { !$0.isEmpty }
  }

  private static func trimmed(_ text: Substring) -> String {
    let tail = text.drop(while: \.isWhitespace)
    guard let last = tail.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(tail[...last])
  }
}

extension Unicode.Scalar.Properties {
  fileprivate var isControl: Bool {
    switch generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

extension [Addressee] {
  /// The addresses alone, in their order, as they are compared.
  package var keys: [String] { map { $0.address.text.lowercased() } }

  /// The addresses as they are listed.
  package var text: String { map(\.address.text).joined(separator: ", ") }
}
