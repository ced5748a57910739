import Crypto
package import Dunning
import DunningBytes

/// A day's seal: a signed root over every entry of the journal since the seal before, which it names, so that the last
/// seal covers the heads of all chains.
package struct Seal: Sendable, Hashable {
  /// From 1.
  package let number: Int64
  package let at: Instant
  /// The number of the last entry of the journal under it.
  package let through: Int64
  /// How many entries there are since the seal before.
  package let entries: Int
  /// The root over them (RFC 6962), 32 bytes.
  package let root: [UInt8]
  /// The hash of the seal before, 32 bytes; zeros for the first.
  package let previous: [UInt8]
  /// The Ed25519 key that it is signed with (RFC 8032), 32 bytes.
  package let publicKey: [UInt8]
  package let signature: [UInt8]
  /// The answer of a time-stamping authority (RFC 3161), DER; nil while there is none.
  package let timestamp: [UInt8]?
  package let timestampServer: String?

  /// What is signed: JSON with the keys sorted and no spaces.
  package var canonicalJSON: [UInt8] {
    Array(
      """
      {"entries":\(entries),"key":"\(Hex.text(publicKey))","previous":"\(Hex.text(previous))",\
      "root":"\(Hex.text(root))","seal":\(number),"through":\(through),"ts":"\(at.rfc3339(offsetSeconds: 0))"}
      """.utf8)
  }

  /// SHA-256 of ``canonicalJSON``: what the next seal names, and what is time-stamped.
  package var hash: [UInt8] { Array(SHA256.hash(data: canonicalJSON)) }

  /// The key as common tools read it: SubjectPublicKeyInfo, DER.
  ///
  /// - Source: RFC 8410, section 4.
  package var publicKeyDER: [UInt8] {
    [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + publicKey
  }

  /// ``publicKey`` in 64 hexadecimal digits.
  package var publicKeyText: String { Hex.text(publicKey) }

  /// The first 32 digits of SHA-256 over ``publicKeyDER``: short enough to be written down somewhere else.
  package var keyFingerprint: String { String(Hex.text(SHA256.hash(data: publicKeyDER)).prefix(32)) }

  /// The leaf of an entry: its number, 8 bytes with the highest first, and its hash.
  static func leaf(_ entry: Int64, _ hash: [UInt8]) -> [UInt8] {
    withUnsafeBytes(of: entry.bigEndian) { Array($0) } + hash
  }

  var isSigned: Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    return key.isValidSignature(signature, for: canonicalJSON)
  }

  /// What ``init(_:)`` reads.
  static let columns = """
    number, sealed_at, through, entries, root, previous, public_key, signature, timestamp, timestamp_server
    """

  init(_ row: SQLColumns) {
    number = row.number(0)
    at = Instant(milliseconds: row.number(1))
    through = row.number(2)
    entries = Int(row.number(3))
    root = row.bytes(4)
    previous = row.bytes(5)
    publicKey = row.bytes(6)
    signature = row.bytes(7)
    timestamp = row.textIfAny(9) == nil ? nil : row.bytes(8)
    timestampServer = row.textIfAny(9)
  }

  /// A seal that nobody has time-stamped yet.
  init(after last: Seal?, at moment: Instant, through: Int64, entries: Int, root: [UInt8], key: SealKey) throws {
    func seal(_ signature: [UInt8]) -> Seal {
      Seal(
        number: (last?.number ?? 0) + 1, at: moment, through: through, entries: entries, root: root,
        previous: last?.hash ?? ChainLink.genesis.hash, publicKey: key.publicKey, signature: signature)
    }
    self = seal(try key.sign(seal([]).canonicalJSON))
  }

  private init(
    number: Int64, at: Instant, through: Int64, entries: Int, root: [UInt8], previous: [UInt8], publicKey: [UInt8],
    signature: [UInt8]
  ) {
    self.number = number
    self.at = at
    self.through = through
    self.entries = entries
    self.root = root
    self.previous = previous
    self.publicKey = publicKey
    self.signature = signature
    timestamp = nil
    timestampServer = nil
  }
}
