package import Dunning

/// What a person calls a claim by: its id or its reference.
package struct ClaimName: Hashable, Sendable, ExpressibleByStringLiteral {
  package let text: String
  /// Whose claim is meant; nil where the text alone has to tell.
  let creditor: String?

  package init(_ text: String, of creditor: String? = nil) {
    self.text = text.composed
    self.creditor = creditor
  }

  package init(_ id: ClaimID) { self.init(id.description) }

  package init(stringLiteral text: String) { self.init(text) }
}

extension String {
  /// Why a claim is not enqueued under this reference: whoever named it would mean the claim whose id it looks like. What
  /// has come in with such a one stays, and is named by its own id.
  var doubtAsReference: RuleError? {
    guard let id = ClaimID(parsing: composed) else { return nil }
    return RuleError(
      .invalidText, "reference \(quoted(self)) looks like the id of a claim, and whoever names it means claim \(id)",
      hint: "put something before it or behind it, e.g. \(quoted("RE-\(self)"))")
  }
}
