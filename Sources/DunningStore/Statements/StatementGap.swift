package import Dunning
import DunningSQL

/// Days of which nothing is known of an account: the balances before and behind them do not agree.
package struct StatementGap: Hashable, Sendable {
  /// The last day before it, and the first behind it, of which something is known.
  package let from: CivilDate
  package let until: CivilDate
}

/// What is known of an account.
package struct AccountRecord: Hashable, Sendable {
  /// ``CreditorAccount/key``.
  package let account: String
  package let creditors: [String]
  package let currency: String?
  /// The newest booking day; nil where nothing was taken in.
  package let newest: CivilDate?
  package let statements: Int
  package let gaps: [StatementGap]
  /// What waits for a person, and what has not moved yet.
  package let proposed: Int
  package let held: Int
}

/// What the statements of an account cover, one after the other.
struct StatementCover {
  private var last: CivilDate?
  private var closing: Int64?
  private(set) var gaps: [StatementGap] = []

  /// - Parameter statements: by their first days.
  mutating func add(first: CivilDate, last end: CivilDate, opening: Int64?, closing: Int64?) {
    if let known = last, first > known, let before = self.closing, let opening, before != opening {
      gaps.append(StatementGap(from: known, until: first))
    }
    // Of a statement that lies within another nothing new is known.
    guard last.map({ end >= $0 }) ?? true else { return }
    last = end
    self.closing = closing
  }
}

extension SQLConnection {
  /// What is missing between a statement and what is known of the days before it.
  func gap(before statement: BankStatement, of account: String) throws -> StatementGap? {
    guard let days = statement.days else { return nil }
    let before = try first(
      """
      SELECT last_day, closing FROM statement WHERE account = ? AND last_day < ? AND closing IS NOT NULL
      ORDER BY last_day DESC, id DESC LIMIT 1
      """, .text(account), .text(days.lowerBound.iso)
    ) { (day: $0.text(0), closing: $0.number(1)) }
    guard let before, let opening = statement.opening?.minorUnits, before.closing != opening else { return nil }
    let isCovered =
      try first(
        "SELECT 1 FROM statement WHERE account = ? AND first_day <= ? AND last_day >= ? LIMIT 1", .text(account),
        .text(days.lowerBound.iso), .text(days.lowerBound.iso), read: { _ in true }) ?? false
    return isCovered ? nil : StatementGap(from: try CivilDate(parsing: before.day), until: days.lowerBound)
  }
}

extension Reading {
  func account(_ key: String, of creditors: [String], _ currency: String?) throws -> AccountRecord {
    var (cover, count) = (StatementCover(), 0)
    let rows = try sql.all(
      """
      SELECT first_day, last_day, opening, closing FROM statement WHERE account = ? AND first_day IS NOT NULL
      ORDER BY first_day, last_day DESC, id
      """, .text(key)
    ) { (first: $0.text(0), last: $0.text(1), opening: $0.numberIfAny(2), closing: $0.numberIfAny(3)) }
    for row in rows {
      count += 1
      cover.add(
        first: try CivilDate(parsing: row.first), last: try CivilDate(parsing: row.last), opening: row.opening,
        closing: row.closing)
    }
    func waiting(_ verdict: Match.Verdict) throws -> Int {
      try sql.first(
        "SELECT count(*) FROM bank_entry WHERE verdict = \(verdict.sql) AND account = ?", .text(key)
      ) { Int($0.number(0)) } ?? 0
    }
    return AccountRecord(
      account: key, creditors: creditors, currency: currency,
      newest: try rows.map(\.last).max().map(CivilDate.init(parsing:)),
      statements: count, gaps: cover.gaps, proposed: try waiting(.proposed), held: try waiting(.held))
  }
}
