import Dunning
import DunningSQL

// The mails that tell creditors what happens: when they are planned, and what becomes of them.

extension Reading {
  /// What a notice to a creditor tells; nil when it is of another kind.
  func wordMailing(of notice: NoticeID) throws -> WordMailing? {
    try sql.first("\(WordMailing.selection) WHERE notice_id = ?", .number(notice.number), read: WordMailing.init)
  }

  /// Whether a later mail of the same kind tells what this one would: a morning mail's alone, since what one tells at once
  /// no other does.
  func isOutdone(_ mailing: WordMailing) throws -> Bool {
    guard mailing.kind == .morning else { return false }
    return try sql.first(
      """
      SELECT EXISTS (SELECT 1 FROM word_mailing
        WHERE creditor = ? AND kind = \(WordMailing.Kind.morning.sql) AND day > ? AND taken_at IS NOT NULL)
      """, .text(mailing.creditor), .text(mailing.day.iso)
    ) { $0.number(0) == 1 } ?? false
  }

  /// The moment up to which a creditor was told what came in, before a morning mail; a day before the first one
  /// where none has left. What stood in a mail that never left is told once more.
  func told(before mailing: WordMailing, at now: Instant) throws -> Instant {
    let last = try sql.first(
      """
      SELECT max(taken_at) FROM word_mailing LEFT JOIN notice ON notice.id = word_mailing.notice_id
      WHERE word_mailing.creditor = ? AND kind = \(WordMailing.Kind.morning.sql) AND day < ?
        AND (notice_id IS NULL OR notice.state IN \([Notice.State.sent, .inDoubt].sql))
      """, .text(mailing.creditor), .text(mailing.day.iso)
    ) { $0.numberIfAny(0) }
    if let last = last ?? nil { return Instant(milliseconds: last) }
    let first = try sql.first(
      """
      SELECT min(taken_at) FROM word_mailing
      WHERE creditor = ? AND kind = \(WordMailing.Kind.morning.sql) AND day < ?
      """, .text(mailing.creditor), .text(mailing.day.iso)
    ) { $0.numberIfAny(0) }
    return ((first ?? nil).map(Instant.init(milliseconds:)) ?? now).adding(seconds: -86_400)
  }
}

extension Writing {
  /// Has what a notice has told go once more: it was taken back.
  func sendAgain(wordIn notice: NoticeID) throws {
    guard let mailing = try wordMailing(of: notice) else { return }
    try sql.run(
      "UPDATE word_mailing SET notice_id = NULL, taken_at = NULL WHERE id = ?", .number(mailing.id))
    if try isOutdone(mailing) { return }
    let waiting = try sql.first(
      "SELECT id FROM word_mailing WHERE creditor = ? AND kind = ? AND at IS NOT NULL", .text(mailing.creditor),
      .text(mailing.kind.rawValue)
    ) { $0.number(0) }
    guard let waiting else { return try set(now, of: mailing) }
    if mailing.kind == .atOnce {
      // The one that waits tells it as well.
      try sql.run(
        "UPDATE OR IGNORE word_event SET mailing_id = ? WHERE mailing_id = ?", .number(waiting), .number(mailing.id))
    } else {
      // It comes before the one that waits, which is planned again when it was taken.
      try sql.run("DELETE FROM word_mailing WHERE id = ?", .number(waiting))
      try set(now, of: mailing)
    }
  }

  func set(_ moment: Instant?, of mailing: WordMailing) throws {
    try sql.run("UPDATE word_mailing SET at = ? WHERE id = ?", SQLValue(moment?.milliseconds), .number(mailing.id))
  }
}

extension Transaction {
  /// Plans the next morning mail of each creditor, and forgets those that nobody sends any more. One that is late, since
  /// the daemon was away, stays: one mail then tells of all the days.
  func planMornings() throws {
    try sql.run(
      "DELETE FROM word_mailing WHERE kind = ? AND at > ?", .text(WordMailing.Kind.morning.rawValue),
      .number(now.milliseconds))
    let isWanted = rulebook.notify.digest != nil
    for mailing in try sql.all("\(WordMailing.selection) WHERE at IS NOT NULL", read: WordMailing.init)
    where rulebook.creditors[mailing.creditor] == nil || mailing.kind == .morning && !isWanted {
      try set(nil, of: mailing)
    }
    for creditor in rulebook.creditors.values { try planMorning(of: creditor) }
  }

  /// Plans the next morning mail of a creditor, where none waits.
  func planMorning(of creditor: Creditor) throws {
    let last = try sql.first(
      "SELECT max(day), max(at) FROM word_mailing WHERE creditor = ? AND kind = \(WordMailing.Kind.morning.sql)",
      .text(creditor.id)
    ) { (day: $0.textIfAny(0), waits: $0.numberIfAny(1)) }
    guard last?.waits == nil else { return }
    let day = try last?.day.map(CivilDate.init(parsing:))
    guard let next = rulebook.morning(of: creditor, after: day, now: now) else { return }
    try sql.run(
      "INSERT INTO word_mailing (creditor, kind, day, at) VALUES (?, ?, ?, ?)", .text(creditor.id),
      .text(WordMailing.Kind.morning.rawValue), .text(next.day.iso), .number(next.at.milliseconds))
  }
}
