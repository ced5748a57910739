import Crypto
import Dunning
import DunningBytes

/// The last link of a chain: what the next entry is chained to.
struct ChainLink: Hashable, Sendable {
  /// How many entries the chain has.
  let seq: Int64
  /// The hash of the last of them, 32 bytes.
  let hash: [UInt8]

  /// Before the first entry: 64 zeros as hexadecimal digits.
  static let genesis = ChainLink(seq: 0, hash: [UInt8](repeating: 0, count: SHA256.byteCount))

  /// The link of an entry behind this one: SHA-256 over the hexadecimal digits of the hash before it and the entry's
  /// canonical JSON.
  func next(_ canonicalJSON: some Collection<UInt8>) -> ChainLink {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * SHA256.byteCount + canonicalJSON.count)
    Hex.append(hash, to: &bytes)
    bytes += canonicalJSON
    return ChainLink(seq: seq + 1, hash: Array(SHA256.hash(data: bytes)))
  }
}
