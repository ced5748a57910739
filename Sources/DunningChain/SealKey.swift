import Crypto
import FoundationEssentials

/// The Ed25519 key that seals are signed with (RFC 8032).
package struct SealKey: Sendable {
  private let key: Curve25519.Signing.PrivateKey

  /// Bytes of the secret that a key is made of.
  package static let seedBytes = 32

  /// - Throws: what the cryptographic library says of a seed that has another length.
  package init(seed: [UInt8]) throws { key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed) }

  /// Reads ``pem``; nil for what is no such key.
  package init?(pem: [UInt8]) {
    let lines = String(decoding: pem, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("-") }
    let der = Data(base64Encoded: lines.joined()).map { Array($0) } ?? []
    guard der.count == Self.prefix.count + Self.seedBytes, der.starts(with: Self.prefix),
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: der.suffix(Self.seedBytes))
    else { return nil }
    self.key = key
  }

  /// 32 bytes.
  package var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// What its signatures are checked with.
  package var isCheckedWith: SealPublicKey { SealPublicKey(publicKey) }

  package func sign(_ bytes: [UInt8]) throws -> [UInt8] { Array(try key.signature(for: bytes)) }

  /// The key as it is kept in a file.
  package var pem: String {
    let der = Data(Self.prefix + key.rawRepresentation)
    return "-----BEGIN PRIVATE KEY-----\n\(der.base64EncodedString())\n-----END PRIVATE KEY-----\n"
  }

  /// What stands before the seed in PKCS #8 (RFC 8410, section 7).
  private static let prefix: [UInt8] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ]
}
