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

extension Writing {
  /// Does one claim's share of a larger transaction: what is wrong with one must not hold up the others.
  func apart<T>(_ body: () throws -> T?, orElse: (any Error) throws -> Void) throws -> T? {
    do {
      return try sql.apart { try body() }
    } catch let error as SQLError where error.kind != .constraint {
      throw error
    } catch {
      try orElse(error)
      return nil
    }
  }
}
