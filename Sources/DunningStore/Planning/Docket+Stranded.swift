package import Dunning
import DunningSQL

/// Claims that are not settled and stand still, since the rules no longer have what they name.
package struct Stranded: Hashable, Sendable {
  /// What is missing.
  package enum Kind: String, Hashable, Sendable {
    case creditor
    case policy
  }

  /// A name that the rules do not have, and how many claims name it.
  package struct Missing: Hashable, Sendable {
    package let kind: Kind
    package let name: String
    package let claims: Int
  }

  /// How many claims there are; one that misses both creditor and policy counts once.
  package var claims = 0
  /// By kind, then by name.
  package var missing: [Missing] = []

  /// None.
  package init() {}
}

extension Docket {
  /// Which claims stand still because the rules have no such creditor or policy; reads every claim.
  ///
  /// - Parameter before: what stood still under these rules already is left out; nil leaves out nothing.
  package func stranded(by rulebook: Rulebook, before: Rulebook? = nil) async throws(DocketError) -> Stranded {
    let groups = try await read { look in
      try look.sql.all(
        """
        SELECT creditor, policy, count(*) FROM claim WHERE state NOT IN \(Claim.State.settled.sql)
        GROUP BY creditor, policy
        """
      ) { (creditor: $0.text(0), policy: $0.text(1), claims: Int($0.number(2))) }
    }
    var stranded = Stranded()
    var counts: [Stranded.Kind: [String: Int]] = [:]
    for group in groups {
      var missing: [(Stranded.Kind, String)] = []
      if rulebook.creditors[group.creditor] == nil, before.map({ $0.creditors[group.creditor] != nil }) ?? true {
        missing.append((.creditor, group.creditor))
      }
      if rulebook.policies[group.policy] == nil, before.map({ $0.policies[group.policy] != nil }) ?? true {
        missing.append((.policy, group.policy))
      }
      if !missing.isEmpty { stranded.claims += group.claims }
      for (kind, name) in missing { counts[kind, default: [:]][name, default: 0] += group.claims }
    }
    stranded.missing = [Stranded.Kind.creditor, .policy].flatMap { kind in
      (counts[kind] ?? [:]).sorted { $0.key < $1.key }
        .map { Stranded.Missing(kind: kind, name: $0.key, claims: $0.value) }
    }
    return stranded
  }
}
