import Crypto

/// The way from a leaf to the root of its tree: the hashes beside it.
///
/// - Source: RFC 6962, section 2.1.1.
package struct MerklePath: Hashable, Sendable {
  package struct Step: Hashable, Sendable {
    /// Whether the hash stands to the left of what was joined so far.
    package let isLeft: Bool
    /// 32 bytes.
    package let hash: [UInt8]

    package init(isLeft: Bool, hash: [UInt8]) {
      self.isLeft = isLeft
      self.hash = hash
    }
  }

  /// From the leaf upwards.
  package var steps: [Step]

  package init(_ steps: [Step] = []) { self.steps = steps }

  /// The root to which it leads.
  package func root(of leaf: [UInt8]) -> [UInt8] {
    steps.reduce(MerkleHash.leaf(leaf)) { node, step in
      step.isLeft ? MerkleHash.node(step.hash, node) : MerkleHash.node(node, step.hash)
    }
  }
}

/// The hashes of a tree; leaves and nodes begin with a byte of their own, so that none can stand for the other.
///
/// - Source: RFC 6962, section 2.1.
enum MerkleHash {
  static let empty = Array(SHA256.hash(data: [UInt8]()))

  static func leaf(_ leaf: [UInt8]) -> [UInt8] { hash(0, leaf, []) }

  static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] { hash(1, left, right) }

  private static func hash(_ kind: UInt8, _ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: [kind])
    hash.update(data: left)
    hash.update(data: right)
    return Array(hash.finalize())
  }
}
