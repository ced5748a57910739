import Dunning
import DunningEngine
import DunningStore
import Logging
import Synchronization

/// Which claims stand still, since the rules have no creditor or policy of that name. They are counted once for the rules
/// in force, and again and again only while there are some: nobody can enqueue another.
final class StrandedClaims: Sendable {
  /// The names in the rules that were found to have all; nil while none were.
  private let complete = Mutex<Names?>(nil)

  private struct Names: Hashable {
    let creditors: Set<String>
    let policies: Set<String>

    init(_ rulebook: Rulebook) {
      (creditors, policies) = (Set(rulebook.creditors.keys), Set(rulebook.policies.keys))
    }
  }

  /// The claims that stand still now.
  func current(_ docket: Docket, _ rulebook: Rulebook) async throws(DocketError) -> Stranded {
    let names = Names(rulebook)
    if complete.withLock({ $0 == names }) { return Stranded() }
    let stranded = try await docket.stranded(by: rulebook)
    if stranded.claims == 0 { complete.withLock { $0 = names } }
    return stranded
  }
}

extension Stranded.Missing {
  /// `creditor "acme": 3 claims`.
  var text: String { "\(kind.rawValue) \(quoted(name)): \(claims) claim\(claims == 1 ? "" : "s")" }
}

extension Groundwork {
  /// Says in the log which claims stand still under the rules in force.
  ///
  /// - Returns: the same, one line for each name that is missing.
  func tellStranded() async throws(DocketError) -> [String] {
    let stranded = try await stranded.current(docket, rules.value.rulebook)
    return stranded.missing.map { missing in
      let line = "\(missing.text); nothing is sent, since the configuration has no such \(missing.kind.rawValue)"
      outside.logger.warning("\(line)", metadata: ["event": "claims-stranded", "claims": "\(missing.claims)"])
      return line
    }
  }
}
