import Dunning
import DunningSQL

/// What is looked up in the docket inside a transaction, or in a look at it as it stood at one moment.
protocol Reading {
  var sql: SQLConnection { get }
}

/// What the rules make of that.
protocol Judging: Reading {
  var rulebook: Rulebook { get }
}

/// A look at the docket as it stood at one moment.
struct Look: Reading {
  let sql: SQLConnection
}

/// A look at the docket with the rules at hand.
struct RuledLook: Judging {
  let sql: SQLConnection
  let rulebook: Rulebook
}
