import Dunning

/// Of whom something is said, by what others may share with them: read once for a transaction in which many claims come in,
/// and again after it was changed.
final class SpokenMemory {
  private var known: [String: [String: [Int64]]] = [:]

  func forget() { known = [:] }

  /// The debtors of a creditor by their traits.
  ///
  /// - Parameter read: all of the creditor's of whom something is said.
  func byTrait(of creditor: String, read: () throws -> [(id: Int64, debtor: Debtor)]) rethrows -> [String: [Int64]] {
    if let known = known[creditor] { return known }
    var found: [String: [Int64]] = [:]
    for (id, debtor) in try read() {
      for trait in debtor.traits { found[trait, default: []].append(id) }
    }
    known[creditor] = found
    return found
  }
}
