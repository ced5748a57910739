package import Dunning

/// The rules that are in force, by which a verification works out anew what they have decided.
package struct VerificationRules: Sendable {
  let rulebook: Rulebook
  let now: @Sendable () -> Instant

  /// - Parameter now: asked for again and again, since a verification may take a while.
  package init(_ rulebook: Rulebook, now: @escaping @Sendable () -> Instant) {
    (self.rulebook, self.now) = (rulebook, now)
  }
}
