import Crypto
import DunningBytes
import FoundationEssentials

/// What a seal says and what is signed: a root over every entry of the journal since the seal before, which it names, so
/// that the last seal covers the heads of all chains.
package struct SealText: Hashable, Sendable {
  /// From 1.
  package let number: Int64
  /// RFC 3339 in UTC.
  package let at: String
  /// The number of the last entry of the journal under it.
  package let through: Int64
  /// How many entries there are since the seal before.
  package let entries: Int
  /// The root over them (RFC 6962), 32 bytes.
  package let root: [UInt8]
  /// The hash of the seal before, 32 bytes; ``first`` for the first.
  package let previous: [UInt8]
  /// The Ed25519 key that it is signed with (RFC 8032), 32 bytes.
  package let publicKey: [UInt8]

  /// What the first seal names as the one before it.
  package static let first = [UInt8](repeating: 0, count: SHA256.byteCount)

  package init(
    number: Int64, at: String, through: Int64, entries: Int, root: [UInt8], previous: [UInt8], publicKey: [UInt8]
  ) {
    self.number = number
    self.at = at
    self.through = through
    self.entries = entries
    self.root = root
    self.previous = previous
    self.publicKey = publicKey
  }

  /// Reads ``canonicalJSON``; nil for what was written otherwise.
  package init?(parsing canonicalJSON: [UInt8]) {
    struct Content: Decodable {
      let entries: Int
      let key: String
      let previous: String
      let root: String
      let seal: Int64
      let through: Int64
      let ts: String
    }
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(canonicalJSON)),
      let root = Hex.bytes(content.root), let previous = Hex.bytes(content.previous), let key = Hex.bytes(content.key)
    else { return nil }
    self.init(
      number: content.seal, at: content.ts, through: content.through, entries: content.entries, root: root,
      previous: previous, publicKey: key)
    guard self.canonicalJSON == canonicalJSON else { return nil }
  }

  /// What is signed: JSON with the keys sorted and no spaces.
  package var canonicalJSON: [UInt8] {
    Array(
      """
      {"entries":\(entries),"key":"\(Hex.text(publicKey))","previous":"\(Hex.text(previous))",\
      "root":"\(Hex.text(root))","seal":\(number),"through":\(through),"ts":"\(at)"}
      """.utf8)
  }

  /// SHA-256 of ``canonicalJSON``: what the next seal names, and what is time-stamped.
  package var hash: [UInt8] { Array(SHA256.hash(data: canonicalJSON)) }

  /// Whether the signature is one of ``publicKey`` over it; what is no key has signed nothing.
  package func isSigned(by signature: [UInt8]) -> Bool {
    SealPublicKey(publicKey).hasSigned(canonicalJSON, with: signature)
  }

  /// Whether a time stamp is over it. Whether the authority has signed the stamp is for `openssl ts -verify`, which knows
  /// whom to trust.
  ///
  /// - Parameter timestamp: the answer of an authority, DER.
  /// - Source: RFC 3161, section 2.4.1: MessageImprint.hashedMessage, an octet string of 32 bytes.
  package func isCovered(by timestamp: [UInt8]) -> Bool { Self.isStamped(hash, by: timestamp) }

  /// The same of any SHA-256.
  package static func isStamped(_ hash: [UInt8], by timestamp: [UInt8]) -> Bool {
    timestamp.contains([0x04, 0x20] + hash)
  }

  /// The leaf of an entry in the tree below ``root``: its number, 8 bytes with the highest first, and its hash.
  package static func leaf(_ entry: Int64, _ hash: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: entry.bigEndian) { Array($0) } + hash
  }
}

extension SealText {
  /// ``publicKey`` in 64 hexadecimal digits.
  package var publicKeyText: String { SealPublicKey(publicKey).text }

  /// See ``SealPublicKey/fingerprint``.
  package var keyFingerprint: String { SealPublicKey(publicKey).fingerprint }

  /// The key in PEM, as common tools read it.
  package var publicKeyPEM: String { SealPublicKey(publicKey).pem }
}
