import Dunning
import DunningSQL

/// Statements about what is due: each look is a seek in an index, however much is due. What is due of each kind is
/// looked up where it is taken.
enum Due {
  /// When something is due.
  static let nextMoment = moment(ofFollowUps: "at IS NOT NULL")

  /// The same but for the questions what comes after a ladder, which no deadline stands behind.
  static let nextDeadline = moment(ofFollowUps: "at IS NOT NULL AND kind <> \(FollowUp.Kind.ladderOver.sql)")

  private static func moment(ofFollowUps condition: String) -> String {
    """
    SELECT min(at) FROM (
      SELECT min(next_at) AS at FROM claim WHERE next_at IS NOT NULL
      UNION ALL SELECT min(at) FROM follow_up WHERE \(condition)
      UNION ALL SELECT min(at) FROM register_mailing WHERE at IS NOT NULL
      UNION ALL SELECT min(at) FROM refused_file WHERE at IS NOT NULL
      UNION ALL SELECT min(at) FROM word_mailing WHERE at IS NOT NULL
      UNION ALL SELECT min(at) FROM account_mailing WHERE at IS NOT NULL
      UNION ALL SELECT min(at) FROM account_schedule
      UNION ALL SELECT min(next_attempt_at) FROM notice WHERE next_attempt_at IS NOT NULL) AS moments
    """
  }
}

extension Reading {
  /// The earliest moment at which something is due.
  func nextMoment() throws -> Instant? {
    try sql.first(Due.nextMoment) { $0.numberIfAny(0).map(Instant.init(milliseconds:)) } ?? nil
  }

  /// The earliest moment at which a deadline is due.
  func nextDeadlineMoment() throws -> Instant? {
    try sql.first(Due.nextDeadline) { $0.numberIfAny(0).map(Instant.init(milliseconds:)) } ?? nil
  }

  /// Claims and notices whose moment comes before then.
  func planned(before moment: Instant) throws -> Int {
    try ["claim WHERE next_at", "notice WHERE next_attempt_at"].reduce(0) { sum, source in
      sum
        + (try sql.first("SELECT count(*) FROM \(source) < ?", .number(moment.milliseconds)) { Int($0.number(0)) } ?? 0)
    }
  }

  /// How much is due, of all kinds; each is counted along its index alone.
  func dueCount(at moment: Instant) throws -> Int {
    let sources = [
      "claim WHERE next_at", "notice WHERE next_attempt_at", "follow_up WHERE at", "register_mailing WHERE at",
      "refused_file WHERE at",
      "word_mailing WHERE at", "account_mailing WHERE at",
    ]
    return try sources.reduce(0) { sum, source in
      sum
        + (try sql.first("SELECT count(*) FROM \(source) <= ?", .number(moment.milliseconds)) { Int($0.number(0)) } ?? 0)
    }
  }
}
