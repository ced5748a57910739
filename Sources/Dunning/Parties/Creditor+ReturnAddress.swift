extension Creditor {
  /// Where reports about one message go: `bounces+dn.0123…@acme.example`, so that even one that names nothing else names its
  /// notice; the creditor's own address where there is none for them.
  ///
  /// - Parameter tag: the part of the Message-ID before the @.
  package func returnAddress(_ tag: String) -> String {
    guard let bounces = bounces?.text, let at = bounces.lastIndex(of: "@") else { return from.address.text }
    return "\(bounces[..<at])+\(tag)\(bounces[at...])"
  }

  /// An address for reports, which leaves room for what names the notice.
  ///
  /// - Throws: ``RuleError`` `.invalidAddress`.
  package static func bounces(parsing text: String) throws(RuleError) -> EmailAddress {
    let address = try EmailAddress(parsing: text)
    guard let at = address.text.lastIndex(of: "@"), address.text[..<at].utf8.count <= bouncesBytesMax else {
      throw RuleError(
        .invalidAddress, "the part before the @ of \(quoted(text)) is longer than \(bouncesBytesMax) bytes",
        hint: "what names the notice is put behind it, and both have 64 bytes together (RFC 5321, 4.5.3.1.1)")
    }
    return address
  }

  /// `+dn.` and 32 digits come behind it.
  private static let bouncesBytesMax = 64 - 36
}
