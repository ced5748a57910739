package import Dunning
import DunningBytes
package import DunningChain
import DunningSQL

/// A day's seal as it stands in the docket, with the time stamp over it.
package struct Seal: Sendable, Hashable {
  /// What is signed.
  package let text: SealText
  package let at: Instant
  package let signature: [UInt8]
  /// The answer of a time-stamping authority (RFC 3161), DER; nil while there is none.
  package let timestamp: [UInt8]?
  package let timestampServer: String?

  package var number: Int64 { text.number }
  /// What the next seal names, and what is time-stamped, 32 bytes.
  package var hash: [UInt8] { text.hash }
  /// The key that it is signed with, 64 hexadecimal digits.
  package var publicKeyText: String { text.publicKeyText }
  /// 32 digits of the key's hash: short enough to be written down somewhere else.
  package var keyFingerprint: String { text.keyFingerprint }
  /// How it is told from others beside its own row.
  var words: String { "\(number) \(Hex.text(hash))" }
  var through: Int64 { text.through }
  var isSigned: Bool { text.isSigned(by: signature) }

  /// What ``init(_:)`` reads.
  static let columns = """
    number, sealed_at, through, entries, root, previous, public_key, signature, timestamp, timestamp_server
    """

  init(_ row: SQLRow) {
    at = Instant(milliseconds: row.number(1))
    text = SealText(
      number: row.number(0), at: at.rfc3339(offsetSeconds: 0), through: row.number(2), entries: Int(row.number(3)),
      root: row.bytes(4), previous: row.bytes(5), publicKey: row.bytes(6))
    signature = row.bytes(7)
    timestamp = row.textIfAny(9) == nil ? nil : row.bytes(8)
    timestampServer = row.textIfAny(9)
  }

  /// A seal that nobody has time-stamped yet.
  init(after last: Seal?, at moment: Instant, through: Int64, entries: Int, root: [UInt8], key: SealKey) throws {
    at = moment
    text = SealText(
      number: (last?.number ?? 0) + 1, at: moment.rfc3339(offsetSeconds: 0), through: through, entries: entries,
      root: root, previous: last?.hash ?? SealText.first, publicKey: key.publicKey)
    signature = try key.sign(text.canonicalJSON)
    (timestamp, timestampServer) = (nil, nil)
  }
}
