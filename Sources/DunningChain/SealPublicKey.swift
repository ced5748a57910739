import Crypto
import DunningBytes
import FoundationEssentials

/// The public half of an Ed25519 key (RFC 8032), as a reader of seals and case files knows it.
package struct SealPublicKey: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads ``pem``; nil for what is no such key.
  package init?(pem: [UInt8]) {
    let lines = String(decoding: pem, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("-") }
    let der = Data(base64Encoded: lines.joined()).map { Array($0) } ?? []
    guard der.count == Self.prefix.count + 32, der.starts(with: Self.prefix) else { return nil }
    bytes = Array(der.suffix(32))
  }

  /// 64 hexadecimal digits.
  package var text: String { Hex.text(bytes) }

  /// The first 32 digits of SHA-256 over the key in DER: short enough to be written down somewhere else.
  package var fingerprint: String { String(Hex.text(SHA256.hash(data: der)).prefix(32)) }

  /// The key in PEM, as common tools read it.
  ///
  /// - Source: RFC 7468, section 13.
  package var pem: String {
    "-----BEGIN PUBLIC KEY-----\n\(Data(der).base64EncodedString())\n-----END PUBLIC KEY-----\n"
  }

  /// Whether a person meant this key: by its fingerprint or by all of its digits, in any case, with colons or spaces.
  package func isNamed(_ name: String) -> Bool {
    let digits = name.lowercased().filter { $0 != ":" && $0 != " " }
    return digits == fingerprint || digits == text
  }

  /// Whether a text names some key: 32 or 64 hexadecimal digits, colons and spaces aside.
  package static func isName(_ name: String) -> Bool {
    let digits = name.lowercased().filter { $0 != ":" && $0 != " " }
    return [32, 64].contains(digits.utf8.count) && Hex.bytes(digits) != nil
  }

  /// Whether it has signed these bytes; what is no key has signed nothing.
  package func hasSigned(_ content: [UInt8], with signature: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature, for: content)
  }

  /// SubjectPublicKeyInfo.
  private var der: [UInt8] { Self.prefix + bytes }

  /// What stands before the key.
  ///
  /// - Source: RFC 8410, section 4.
  private static let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
}
