/// What a claim is found by in the index of references: a few for each claim, made when it is enqueued, and looked up
/// one by one, so that matching costs the same whatever the number of claims.
package struct ReferenceKey: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A checked reference: an RF, or digits without noughts before them.
    case checked = "#"
    /// All letters and digits of a reference.
    case whole = "="
    /// The numbers of a reference without letters and noughts, or the last of them.
    case loose = "~"
  }

  package let kind: Kind
  package let text: String

  init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }

  /// As the index has it: the sign of its kind, then letters and digits, and `-` between loose numbers.
  package var stored: String { kind.rawValue + text }

  package var shape: ReferenceShape {
    var shape = ReferenceShape(kind)
    shape.append(text)
    return shape
  }

  /// Everything by which a claim is to be found.
  ///
  /// - Parameters:
  ///   - reference: the claim's own.
  ///   - paymentReferences: what else the debtor may quote: that which is printed, that which came with the claim.
  package static func keys(reference: String, paymentReferences: [PaymentReference] = []) -> Set<ReferenceKey> {
    var keys = ownKeys(of: reference)
    for other in paymentReferences {
      if case .own(let text) = other { keys.formUnion(ownKeys(of: text)) } else { keys.insert(checked(other.text)) }
    }
    return keys
  }

  private static func ownKeys(of reference: String) -> Set<ReferenceKey> {
    let squashed = SquashedText(reference)
    let numbers = squashed.runs.filter { $0.kind == .digits }.map(\.withoutNoughts)
    let whole = squashed.text
    var keys: Set<ReferenceKey> = [ReferenceKey(.whole, whole)]
    if let last = numbers.last {
      for text in [numbers.joined(separator: "-"), String(last)] where text != whole {
        keys.insert(ReferenceKey(.loose, text))
      }
    }
    return keys
  }

  /// - Parameter text: letters and digits of a reference that has check digits.
  static func checked(_ text: String) -> ReferenceKey {
    guard text.hasPrefix("RF") else { return ReferenceKey(.checked, String(text.withoutNoughts)) }
    // Programs fill an RF up with noughts behind the check digits, which do not change by it.
    return ReferenceKey(.checked, "\(text.prefix(4))\(text.dropFirst(4).withoutNoughts)")
  }
}
