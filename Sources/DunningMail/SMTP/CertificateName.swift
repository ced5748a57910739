import NIOCore
import NIOSSL

/// Who issued a certificate, and for whom: as much as a person needs to know whether to trust it.
///
/// - Source: RFC 5280 4.1, X.690.
struct CertificateName {
  /// The issuer's common name, or its organization; "an unknown issuer" where it has neither.
  let issuer: String
  /// Whether it vouches for itself.
  let isSelfSigned: Bool
  /// The hosts that it is for.
  let subjects: [String]

  init(_ certificate: NIOSSLCertificate) {
    // What cannot be written out cannot be read either.
    let fields = (try? certificate.toDERBytes()).map(Self.names) ?? nil
    issuer = fields.flatMap { Self.text(of: $0.issuer) } ?? "an unknown issuer"
    isSelfSigned = fields.map { $0.issuer == $0.subject } ?? false
    let alternatives = certificate._subjectAlternativeNames().compactMap { name -> String? in
      name.nameType == .dnsName ? String(decoding: name.contents, as: UTF8.self) : nil
    }
    let common = fields.flatMap { Self.text(of: $0.subject) }
    subjects = alternatives.isEmpty ? [common].compactMap(\.self) : alternatives
  }

  // MARK: - DER

  /// One element: its tag, and its content.
  private struct Element {
    let tag: UInt8
    let content: ArraySlice<UInt8>
  }

  private static func names(_ bytes: [UInt8]) -> (issuer: [UInt8], subject: [UInt8])? {
    guard let whole = elements(bytes[...]).first, let inner = elements(whole.content).first else { return nil }
    var fields = elements(inner.content)[...]
    // The version stands first, unless it is the oldest.
    if fields.first?.tag == 0xA0 { fields = fields.dropFirst() }
    // serial number, algorithm, issuer, validity, subject
    guard fields.count >= 5 else { return nil }
    let first = fields.startIndex
    return (Array(fields[first + 2].content), Array(fields[first + 4].content))
  }

  /// The common name in a name (2.5.4.3), else its organization (2.5.4.10).
  private static func text(of name: [UInt8]) -> String? {
    let pairs = elements(name[...]).flatMap { elements($0.content) }.map { elements($0.content) }
    func value(_ type: [UInt8]) -> String? {
      let pair = pairs.last { $0.count == 2 && Array($0[0].content) == type }
      return pair.map { ReplyParser.printable($0[1].content.prefix(MailLimits.displayNameBytesMax)) }
    }
    return value([0x55, 4, 3]) ?? value([0x55, 4, 10])
  }

  /// The elements that stand side by side; what does not fit ends the list.
  private static func elements(_ bytes: ArraySlice<UInt8>) -> [Element] {
    var (rest, found) = (bytes, [Element]())
    while let tag = rest.popFirst(), let short = rest.popFirst() {
      var length = Int(short)
      if short & 0x80 != 0 {
        let digits = rest.prefix(Int(short & 0x7F))
        guard digits.count == Int(short & 0x7F), (1...4).contains(digits.count) else { break }
        length = digits.reduce(0) { $0 << 8 | Int($1) }
        rest = rest.dropFirst(digits.count)
      }
      guard length <= rest.count else { break }
      found.append(Element(tag: tag, content: rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return found
  }
}
