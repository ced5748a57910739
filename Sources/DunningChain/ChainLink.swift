import Crypto
import DunningBytes

/// The last link of a chain: what the next entry is chained to.
package struct ChainLink: Hashable, Sendable {
  /// How many entries the chain has.
  package let seq: Int64
  /// The hash of the last of them, 32 bytes.
  package let hash: [UInt8]

  package init(seq: Int64, hash: [UInt8]) {
    self.seq = seq
    self.hash = hash
  }

  /// Before the first entry: 64 zeros as hexadecimal digits.
  package static let genesis = ChainLink(seq: 0, hash: [UInt8](repeating: 0, count: SHA256.byteCount))

  /// The link of an entry behind this one: SHA-256 over the hexadecimal digits of the hash before it and the entry's
  /// canonical JSON.
  package func next(_ canonicalJSON: [UInt8]) -> ChainLink {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * SHA256.byteCount + canonicalJSON.count)
    Hex.append(hash, to: &bytes)
    bytes += canonicalJSON
    return ChainLink(seq: seq + 1, hash: Array(SHA256.hash(data: bytes)))
  }
}
