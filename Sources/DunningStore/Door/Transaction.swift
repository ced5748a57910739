import Dunning
import DunningSQL

/// One transaction, in which the docket decides by its rules and writes down what it has decided: the verbs are
/// extensions by what they are about, each in the folder of its noun.
struct Transaction: Judging, Writing {
  let sql: SQLConnection
  let rulebook: Rulebook
  let now: Instant
  let actor: Actor
  let spoken = SpokenMemory()
}
