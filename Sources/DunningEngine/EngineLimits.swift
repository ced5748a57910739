/// How long the engine waits, and what it believes of a clock.
package struct EngineLimits: Sendable, Hashable {
  /// How long a stop waits for final replies that are outstanding.
  package var stopGrace = Duration.seconds(10)
  /// A clock that jumps forward by more than this while the daemon runs holds sending, in seconds.
  package var forwardJumpMaxSeconds = 86_400
  /// A clock that is further behind the journal than this at the start holds sending, in seconds.
  package var behindJournalMaxSeconds = 86_400
  /// How long nothing may have been written down while something was due, when the daemon starts.
  package var awayMaxSeconds = 31 * 86_400
  /// How long a docket that cannot write for now, e.g. because the disk is full, is left alone, in seconds.
  package var busyPauseSeconds = 10

  /// How long no notice that is under way may end before the way is looked at, whatever patience the protocol asks for;
  /// each further look comes after twice as long. Nil: never.
  package var slowAnswer: Duration? = .seconds(10)

  /// Notices under way for each connection to the mail server: while one of them waits for its reply, the next is
  /// written, so that it can leave in the same breath.
  package var noticesPerConnection = 2

  package init() {}
}
