import Crypto

/// Shows that one leaf is among those of a tree, with no more than the hashes beside its way to the root.
///
/// - Source: RFC 6962, section 2.1.1.
struct MerkleProof {
  private struct Subtree {
    let leaves: Int
    let root: [UInt8]
    let holdsLeaf: Bool
  }

  /// From the leaf to the root: a hash, and whether it stands to the left.
  private(set) var path: [(isLeft: Bool, hash: [UInt8])] = []
  private var subtrees: [Subtree] = []

  /// Takes the next leaf.
  mutating func append(_ leaf: [UInt8], isProven: Bool) {
    var subtree = Subtree(leaves: 1, root: Self.hash([0], leaf), holdsLeaf: isProven)
    while let last = subtrees.last, last.leaves == subtree.leaves {
      subtrees.removeLast()
      subtree = join(last, subtree)
    }
    subtrees.append(subtree)
  }

  /// Joins what is left, after the last leaf.
  ///
  /// - Returns: the root.
  mutating func finish() -> [UInt8] {
    while subtrees.count > 1 {
      let right = subtrees.removeLast()
      let left = subtrees.removeLast()
      subtrees.append(join(left, right))
    }
    return subtrees.first?.root ?? Self.hash()
  }

  private mutating func join(_ left: Subtree, _ right: Subtree) -> Subtree {
    if left.holdsLeaf { path.append((false, right.root)) }
    if right.holdsLeaf { path.append((true, left.root)) }
    return Subtree(
      leaves: left.leaves + right.leaves, root: Self.hash([1], left.root, right.root),
      holdsLeaf: left.holdsLeaf || right.holdsLeaf)
  }

  private static func hash(_ parts: [UInt8]...) -> [UInt8] {
    var hash = SHA256()
    for part in parts { hash.update(data: part) }
    return Array(hash.finalize())
  }
}
