import Dunning
import DunningSQL

/// What somebody has written down at a moment.
protocol Writing: Reading {
  var now: Instant { get }
  /// Who has asked for it.
  var actor: Actor { get }
}

/// A transaction in which the rules have no say.
struct Entry: Writing {
  let sql: SQLConnection
  let now: Instant
  let actor: Actor

  /// The same with a say for the rules.
  func transaction(by rulebook: Rulebook) -> Transaction {
    Transaction(sql: sql, rulebook: rulebook, now: now, actor: actor)
  }
}
