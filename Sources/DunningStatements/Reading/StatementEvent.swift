/// What a file says, one thing after the other: a statement begins, its entries, it ends.
package enum StatementEvent: Hashable, Sendable {
  case began(StatementHead)
  case entry(StatementEntry)
  case ended(StatementFoot)
}
