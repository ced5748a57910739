/// The root over a list of leaves, taken one after the other with a memory of their logarithm.
///
/// - Source: RFC 6962, section 2.1.
package struct MerkleTree: Sendable {
  /// Roots of complete subtrees, each of half the leaves of the one before, or less.
  private var subtrees: [(leaves: Int, root: [UInt8])] = []
  package private(set) var count = 0

  package init() {}

  package mutating func append(_ leaf: [UInt8]) {
    count += 1
    var subtree = (leaves: 1, root: MerkleHash.leaf(leaf))
    while let last = subtrees.last, last.leaves == subtree.leaves {
      subtrees.removeLast()
      subtree = (2 * last.leaves, MerkleHash.node(last.root, subtree.root))
    }
    subtrees.append(subtree)
  }

  /// 32 bytes.
  package var root: [UInt8] {
    guard let last = subtrees.last else { return MerkleHash.empty }
    return subtrees.dropLast().reversed().reduce(last.root) { right, left in MerkleHash.node(left.root, right) }
  }
}
