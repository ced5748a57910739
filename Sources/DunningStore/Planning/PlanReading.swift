package import Dunning
import DunningSQL

/// A plan as it is read: every claim that had a next step by a moment when it was begun, earliest next steps first, each
/// once whatever becomes of it meanwhile. What it tells of a claim is how it stands when its turn comes; no transaction
/// is held open between two pages.
package struct PlanReading: Sendable {
  /// Some of the sets of claims that share their notices.
  package struct Page: Sendable {
    package let sets: [StandingSet]
    /// No set of a later page has a notice before this moment; nil on the last page.
    package let next: Instant?
  }

  private let docket: Docket
  private let rulebook: Rulebook
  private let roster: PlanRoster
  private let pageSize: Int
  private var position = PlanRoster.Entry(at: .min, claim: 0)
  private var isDone = false

  fileprivate init(_ docket: Docket, _ rulebook: Rulebook, _ roster: PlanRoster, pageSize: Int) {
    self.docket = docket
    self.rulebook = rulebook
    self.roster = roster
    self.pageSize = pageSize
  }

  /// The next page; nil after the last.
  ///
  /// - Throws: ``DocketError``.
  package mutating func next() async throws(DocketError) -> Page? {
    guard !isDone else { return nil }
    let entries = try roster.entries(after: position, limit: pageSize)
    let (sets, looked) = try await docket.standings(of: entries, roster, rulebook)
    position = entries.prefix(looked).last ?? position
    let following = try roster.entries(after: position, limit: 1).first
    isDone = following == nil
    return Page(sets: sets, next: following.map { Instant(milliseconds: $0.at) })
  }
}

/// The claims of a plan, and which of them were told of already.
final class PlanRoster: Sendable {
  /// A claim with the moment of its next step when the plan was begun, in milliseconds since 1970.
  struct Entry: Sendable, Hashable {
    let at: Int64
    let claim: Int64
  }

  private let scratch: Scratch

  init() throws(DocketError) {
    scratch = try Scratch(
      """
      CREATE TABLE roster (at INTEGER NOT NULL, claim INTEGER NOT NULL, PRIMARY KEY (at, claim)) STRICT, WITHOUT ROWID;
      CREATE TABLE told (claim INTEGER PRIMARY KEY) STRICT;
      """)
  }

  /// Writes down the claims that have a next step by a moment.
  func fill(until: Instant, from docket: SQLConnection) throws {
    try scratch.use { scratch in
      try docket.each("SELECT next_at, id FROM claim WHERE next_at <= ?", .number(until.milliseconds)) { row in
        try scratch.run("INSERT INTO roster (at, claim) VALUES (?, ?)", .number(row.number(0)), .number(row.number(1)))
        return true
      }
    }
  }

  /// The next claims that were not told of, earliest first.
  func entries(after position: Entry, limit: Int) throws(DocketError) -> [Entry] {
    try scratch.use { sql in
      try sql.all(
        """
        SELECT at, claim FROM roster WHERE (at, claim) > (?, ?)
          AND NOT EXISTS (SELECT 1 FROM told WHERE told.claim = roster.claim)
        ORDER BY at, claim LIMIT ?
        """, .number(position.at), .number(position.claim), .number(Int64(limit))
      ) { Entry(at: $0.number(0), claim: $0.number(1)) }
    }
  }

  /// Those of some claims that were not told of yet; from now on they were.
  func tell(_ claims: [ClaimRecord]) throws(DocketError) -> [ClaimRecord] {
    try scratch.use { sql in
      try claims.filter { record in
        let number = SQLValue.number(record.claim.id.number)
        let isTold = try sql.first("SELECT 1 FROM told WHERE claim = ?", number) { _ in true } ?? false
        if !isTold { try sql.run("INSERT INTO told (claim) VALUES (?)", number) }
        return !isTold
      }
    }
  }
}

extension Docket {
  /// Begins to read every claim that has a next step by a moment.
  ///
  /// - Parameter pageSize: claims that are read at a time; those of one debtor that share their notices are never parted.
  package func plan(
    until: Instant, pageSize: Int = DocketLimits.planPage, rulebook: Rulebook
  ) async throws(DocketError) -> PlanReading {
    let roster = try PlanRoster()
    try await read { look in try roster.fill(until: until, from: look.sql) }
    return PlanReading(self, rulebook, roster, pageSize: pageSize)
  }

  /// The sets that these claims belong to, each once; of a debtor with many claims perhaps that set alone.
  ///
  /// - Returns: the sets, and how many of the claims were looked at.
  fileprivate func standings(
    of entries: [PlanRoster.Entry], _ roster: PlanRoster, _ rulebook: Rulebook
  ) async throws(DocketError) -> (sets: [StandingSet], looked: Int) {
    try await read(rulebook) { look in
      var (sets, told, claims, looked) = ([StandingSet](), Set<Int64>(), 0, 0)
      for entry in entries {
        // One debtor may have more claims than a page.
        if claims >= entries.count { break }
        looked += 1
        // What was paid meanwhile has no next step any more.
        guard !told.contains(entry.claim), let record = try look.knownRecord(ClaimID(entry.claim)),
          record.next != nil
        else { continue }
        var sharing = try look.sharing(record)
        if rulebook.groupsByDebtor(record.claim) { sharing = try roster.tell(sharing) }
        guard sharing.contains(where: { $0.claim.id == record.claim.id }) else { continue }
        told.formUnion(sharing.map(\.claim.id.number))
        claims += sharing.count
        sets.append(try look.standings(sharing))
      }
      return (sets, looked)
    }
  }
}
