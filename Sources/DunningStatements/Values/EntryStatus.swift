/// How far an entry has come.
package enum EntryStatus: String, Sendable, Hashable, CaseIterable {
  /// The money has moved.
  case booked
  /// It will move, or may.
  case pending
  /// The bank only tells of it; what is booked stands elsewhere.
  case information
  /// It did not move and will not: cancelled, closed, declined.
  case void
}
