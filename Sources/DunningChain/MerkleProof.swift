/// Shows that one leaf is among those of a tree, with no more than the hashes beside its way to the root.
///
/// - Source: RFC 6962, section 2.1.1.
package struct MerkleProof: Sendable {
  private struct Subtree {
    let leaves: Int
    let root: [UInt8]
    let holdsLeaf: Bool
  }

  /// From the proven leaf to the root, as far as leaves were taken.
  package private(set) var path = MerklePath()
  private var subtrees: [Subtree] = []

  package init() {}

  /// Takes the next leaf.
  package mutating func append(_ leaf: [UInt8], isProven: Bool) {
    var subtree = Subtree(leaves: 1, root: MerkleHash.leaf(leaf), holdsLeaf: isProven)
    while let last = subtrees.last, last.leaves == subtree.leaves {
      subtrees.removeLast()
      subtree = join(last, subtree)
    }
    subtrees.append(subtree)
  }

  /// Joins what is left, after the last leaf.
  ///
  /// - Returns: the root.
  package mutating func finish() -> [UInt8] {
    while subtrees.count > 1 {
      let right = subtrees.removeLast()
      let left = subtrees.removeLast()
      subtrees.append(join(left, right))
    }
    return subtrees.first?.root ?? MerkleHash.empty
  }

  private mutating func join(_ left: Subtree, _ right: Subtree) -> Subtree {
    if left.holdsLeaf { path.steps.append(.init(isLeft: false, hash: right.root)) }
    if right.holdsLeaf { path.steps.append(.init(isLeft: true, hash: left.root)) }
    return Subtree(
      leaves: left.leaves + right.leaves, root: MerkleHash.node(left.root, right.root),
      holdsLeaf: left.holdsLeaf || right.holdsLeaf)
  }
}
