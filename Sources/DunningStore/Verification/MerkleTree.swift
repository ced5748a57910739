import Crypto

/// The root over a list of leaves, taken one after the other with a memory of their logarithm.
///
/// - Source: RFC 6962, section 2.1.
struct MerkleTree {
  /// Roots of complete subtrees, each of half the leaves of the one before, or less.
  private var subtrees: [(leaves: Int, root: [UInt8])] = []
  private(set) var count = 0

  mutating func append(_ leaf: [UInt8]) {
    count += 1
    var subtree = (leaves: 1, root: Self.hash([0], leaf))
    while let last = subtrees.last, last.leaves == subtree.leaves {
      subtrees.removeLast()
      subtree = (2 * last.leaves, Self.hash([1], last.root, subtree.root))
    }
    subtrees.append(subtree)
  }

  var root: [UInt8] {
    guard let last = subtrees.last else { return Self.hash() }
    return subtrees.dropLast().reversed().reduce(last.root) { right, left in Self.hash([1], left.root, right) }
  }

  private static func hash(_ parts: [UInt8]...) -> [UInt8] {
    var hash = SHA256()
    for part in parts { hash.update(data: part) }
    return Array(hash.finalize())
  }
}
