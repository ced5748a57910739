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
