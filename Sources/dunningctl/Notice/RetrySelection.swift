import Dunning
import DunningAPI

/// Which notices are to be tried again.
struct RetrySelection {
  let state: String
  /// Nil: whenever it was.
  let since: Instant?
  let reply: String?

  /// A day, which begins at midnight where the user is, or a moment.
  static func moment(_ text: String) throws(Failure) -> Instant {
    // Which of the two it is, only the attempt to read it shows.
    if let day = try? CivilDate(parsing: text) {
      let midnight = Instant(milliseconds: Int64(day.dayNumber) * 86_400_000)
      return midnight.adding(seconds: -Clock.localOffsetSeconds(at: midnight))
    }
    do {
      return try Instant(parsing: text)
    } catch {
      throw .usage(
        "--since cannot be \(text)", hint: "write a day, 2026-11-24, or a moment, 2026-11-24T09:00:00+01:00")
    }
  }

  /// All of them, oldest first, read before the first is touched.
  func notices(in session: Session) throws(Failure) -> [NoticeResponse] {
    let rows = try session.rows(of: .notices, from: ["notices"], query: [("state", state)])
    return rows.reversed().filter { isMeant($0) }
  }

  private func isMeant(_ notice: NoticeResponse) -> Bool {
    if let reply, notice.lastReply?.contains(reply) != true { return false }
    guard let since else { return true }
    // The daemon's own times can be read.
    let moment = try? Instant(parsing: notice.completedAt ?? notice.openedAt)
    return moment.map { $0 >= since } ?? false
  }
}
