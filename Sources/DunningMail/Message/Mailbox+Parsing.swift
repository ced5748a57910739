extension Mailbox {
  /// Reads one mailbox as people write it: `a@b.example`, `<a@b.example>`, `ACME Buchhaltung <a@b.example>` or
  /// `"ACME, Berlin" <a@b.example>`.
  ///
  /// - Throws: ``MailError`` with code `.invalidAddress` for anything else, such as two addresses.
  package init(parsing text: String) throws(MailError) {
    let text = text.trimmed()
    guard text.last == ">" else {
      try self.init(address: String(text))
      return
    }
    guard let open = text.lastIndex(of: "<") else {
      throw MailError(.invalidAddress, "an address has a > without a <")
    }
    let name = try Self.displayName(text[..<open].trimmed())
    try self.init(address: String(text[text.index(after: open)...].dropLast()), name: name)
  }

  private static func displayName(_ phrase: Substring) throws(MailError) -> String {
    if phrase.count >= 2, phrase.first == "\"", phrase.last == "\"" {
      return try unquoted(phrase.dropFirst().dropLast())
    }
    guard !phrase.contains(where: { "<>\"@,;:\\()[]".contains($0) }) else {
      throw MailError(
        .invalidAddress, "a display name contains punctuation that separates addresses",
        hint: "put the name in double quotes")
    }
    return String(phrase)
  }

  private static func unquoted(_ text: Substring) throws(MailError) -> String {
    var name = ""
    var escaped = false
    for character in text {
      if !escaped, character == "\"" {
        throw MailError(.invalidAddress, "a display name contains an unescaped double quote")
      }
      if !escaped, character == "\\" {
        escaped = true
      } else {
        name.append(character)
        escaped = false
      }
    }
    guard !escaped else { throw MailError(.invalidAddress, "a display name ends in a backslash") }
    return name
  }
}

extension StringProtocol where SubSequence == Substring {
  /// Without the spaces and tabs around it.
  fileprivate func trimmed() -> Substring {
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
    let tail = drop(while: isBlank)
    guard let last = tail.lastIndex(where: { !isBlank($0) }) else { return tail.prefix(0) }
    return tail[...last]
  }
}
