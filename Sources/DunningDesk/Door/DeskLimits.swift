/// The limits of the desk.
package struct DeskLimits: Sendable {
  /// How long a link waits for its one use, in seconds.
  package var linkSeconds = 60
  /// How long a session lasts, in seconds: a working day.
  package var sessionSeconds = 12 * 3_600
  /// Sessions of everybody, and of one user; the oldest gives way.
  package var sessionsMax = 256
  package var sessionsPerUserMax = 8
  /// Links that wait at one time.
  package var linksMax = 64
  /// Bytes of a form without files.
  package var formBytesMax = 64 << 10
  /// Bytes of a file that is uploaded; it is kept in memory until it is confirmed.
  package var uploadBytesMax = 8 << 20
  /// Bytes of all uploads that wait to be confirmed.
  package var uploadsBytesMax = 64 << 20
  /// Rows of a page.
  package var rows = 50

  package init() {}
}
