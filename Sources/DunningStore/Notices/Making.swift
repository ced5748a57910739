import Dunning
import DunningSQL

/// Something by which a person has decided whom a notice goes to or what it asks.
struct Making: Hashable {
  /// As `uid 1000`.
  let person: String
  let kind: Event.Kind
  /// Nil for what stands in the docket's own chain, about a debtor without claims.
  let claim: ClaimID?

  /// Everybody who made something, in order, as the journal keeps it.
  static func makers(_ makings: [Making]) -> String {
    let people = Set(makings.map(\.person)).sorted()
    return people.isEmpty ? nobody : people.joined(separator: ", ")
  }

  /// Those of ``makers(_:)``.
  static func people(_ text: String) -> Set<String> {
    text == nobody ? [] : Set(text.split(separator: ",").map { $0.trimmingBlanks })
  }

  /// What a person did last, to name it; nil where they have made nothing.
  static func last(of person: String, in makings: [Making]) -> Making? {
    let own = makings.filter { $0.person == person }
    // What becomes known of a debtor because somebody put them together with another is told as that.
    guard let last = own.last, last.kind == .debtorChanged else { return own.last }
    return own.last { moves.contains($0.kind) } ?? last
  }

  /// What the daemon alone has made.
  private static let nobody = "nobody"

  /// What the person did, after their name.
  ///
  /// - Parameter claims: those of the notice.
  func words(in claims: [ClaimID]) -> String {
    let name = claim.map { "claim \($0)" + (claims.contains($0) ? "" : " of the same debtor") } ?? "the debtor"
    switch kind {
    case .claimRegistered, .debtorAdded: return "entered \(name)"
    case .claimCorrected: return "corrected \(name)"
    case .debtorMerged, .debtorParted: return "said who the debtor of it is"
    case .debtorChanged: return "changed what is known of the debtor"
    case .claimReopened: return "opened \(name) again"
    case .attachmentAdded: return "attached the invoice of \(name)"
    default: return "booked, assigned or took back a payment of \(name)"
    }
  }

  /// What is asked for, and of whom, in the chain of a claim.
  static let ofClaim: [Event.Kind] =
    ofDebtor + [
      .claimCorrected, .claimReopened, .paymentRecorded, .paymentAssigned, .paymentReleased, .paymentUndone,
      .chargesPaid,
    ]
  /// Who the debtor is and where they are reached, in the chain of any claim of theirs: a claim that comes without an
  /// address has that of another.
  static let ofDebtor: [Event.Kind] = [.claimRegistered] + moves + [.debtorChanged]
  /// Whose claim it is, said by a person.
  static let moves: [Event.Kind] = [.debtorMerged, .debtorParted]
  /// What the docket's own chain tells of a debtor.
  static let ofDebtorAlone: [Event.Kind] = moves + [.debtorAdded, .debtorChanged]
}

extension Substring {
  fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}

extension Reading {
  /// What people have made or changed of all that a notice goes by, since its claims were last approved under four eyes, or
  /// since there is something of them.
  ///
  /// - Parameters:
  ///   - entry: of the journal, before which that was; nil for now.
  ///   - told: what the docket's own chain says of debtors, where it was looked through already.
  func makings(
    of claims: [ClaimID], before entry: Int64? = nil, told: DebtorMakings? = nil
  ) throws -> [Making] {
    let end = entry ?? .max
    var found: [Making] = []
    var seen: Set<[Int64]> = []
    for claim in claims {
      let start = try lastFourEyes(on: claim, before: end)
      found += try makings(ofClaim: claim, after: start, before: end)
      guard let (debtor, since) = try debtorToAsk(of: claim, after: start, before: end),
        seen.insert([debtor, since]).inserted
      else { continue }
      found += try makings(ofDebtor: debtor, after: since, before: end)
      found +=
        try told?.makings(of: debtor, after: since, before: end)
        ?? makingsInDocketChain(ofDebtor: debtor, after: since, before: end)
    }
    return found
  }

  /// The entry by which others than its makers have last let a notice about the claim go; 0 where nobody has. Approvals of
  /// earlier versions do not say who had made what, and prove nothing.
  private func lastFourEyes(on claim: ClaimID, before end: Int64) throws -> Int64 {
    try sql.first(
      """
      SELECT coalesce(max(id), 0) FROM event WHERE claim_id = ? AND id < ? AND event = \(Event.Kind.noticeApproved.sql)
        AND data LIKE '%"\(JournalKey.makers.rawValue)":%'
      """, .number(claim.number), .number(end)
    ) { $0.number(0) } ?? 0
  }

  private func makings(ofClaim claim: ClaimID, after start: Int64, before end: Int64) throws -> [Making] {
    let window: [SQLValue] = [.number(claim.number), .number(start), .number(end)]
    let made = try sql.all(
      """
      SELECT actor, event, claim_id FROM event WHERE claim_id = ? AND id > ? AND id < ?
        AND actor <> \(Selection.daemon) AND event IN \(Making.ofClaim.sql) ORDER BY id
      """, window, read: Making.init)
    let reference = try sql.first("SELECT reference FROM claim WHERE id = ?", .number(claim.number)) { $0.text(0) }
    let attached = try sql.all(
      """
      SELECT actor, event, claim_id, data FROM event WHERE claim_id = ? AND id > ? AND id < ?
        AND actor <> \(Selection.daemon) AND event = \(Event.Kind.attachmentAdded.sql) ORDER BY id
      """, window
    ) { row in
      // What was erased is not sent along either.
      let said = (try? Journal.decode(row.text(3))) ?? [:]
      return Attachment.isInvoice(
        of: reference ?? "", name: said[.name], mediaType: said[.mediaType], note: said[.note])
        ? Making(row) : nil
    }
    return (attached + made).compactMap { $0 }
  }

  /// Whose entries count for a claim, and from where on: all of them since it came to that debtor. Nil where it has gone to
  /// another since, so that nobody can tell any more.
  private func debtorToAsk(
    of claim: ClaimID, after start: Int64, before end: Int64
  ) throws -> (debtor: Int64, since: Int64)? {
    try sql.first(
      """
      SELECT debtor_id, (SELECT coalesce(max(id), 0) FROM event WHERE claim_id = claim.id AND event IN \(Making.moves.sql))
      FROM claim WHERE id = ?
      """, .number(claim.number)
    ) { row in
      let moved = row.number(1)
      return moved > end ? nil : (row.number(0), moved > start ? 0 : start)
    } ?? nil
  }

  private func makings(ofDebtor debtor: Int64, after start: Int64, before end: Int64) throws -> [Making] {
    try sql.all(
      """
      SELECT DISTINCT event.actor, event.event, event.claim_id FROM claim JOIN event ON event.claim_id = claim.id
      WHERE claim.debtor_id = ?1 AND event.id > ?2 AND event.id < ?3 AND event.actor <> \(Selection.daemon)
        AND event.event IN \(Making.ofDebtor.sql)
        AND NOT EXISTS (SELECT 1 FROM event AS moved
          WHERE moved.claim_id = claim.id AND moved.event IN \(Making.moves.sql) AND moved.id > ?3)
      """, .number(debtor), .number(start), .number(end), read: Making.init
    ).compactMap { $0 }
  }

  private func makingsInDocketChain(
    ofDebtor debtor: Int64, after start: Int64, before end: Int64
  ) throws -> [Making] {
    try sql.all(
      """
      SELECT actor, event, NULL, data FROM event WHERE claim_id IS NULL AND id > ?2 AND id < ?3
        AND actor <> \(Selection.daemon) AND event IN \(Making.ofDebtorAlone.sql) AND json_valid(data)
        AND (data ->> '$.\(JournalKey.debtor.rawValue)' IN \(Selection.people)
          OR data ->> '$.\(JournalKey.other.rawValue)' IN \(Selection.people))
      ORDER BY id
      """, .number(debtor), .number(start), .number(end), read: Making.init
    ).compactMap { $0 }
  }
}

private enum Selection {
  static let daemon = "'\(Actor.daemon.text)'"
  /// The debtor, and whoever was put together with them.
  static let people = """
    (SELECT CAST(id AS TEXT) FROM debtor WHERE ?1 IN (id, merged_into))
    """
}

extension Making {
  /// - Parameter row: of an actor, an event and a claim; nil for an event that this version does not know.
  fileprivate init?(_ row: SQLRow) {
    guard let kind = Event.Kind(rawValue: row.text(1)) else { return nil }
    self.init(person: Actor.person(row.text(0)), kind: kind, claim: row.numberIfAny(2).map { ClaimID($0) })
  }
}

/// What people have said of debtors in the docket's own chain, debtor by debtor.
struct DebtorMakings {
  private struct Said {
    let entry: Int64
    let making: Making
  }

  private var said: [Int64: [Said]] = [:]

  mutating func take(_ entry: ChainWalk.Entry) {
    guard let kind = Event.Kind(rawValue: entry.row.type), Making.ofDebtorAlone.contains(kind),
      entry.row.actor != Actor.daemon.text
    else { return }
    let making = Making(person: Actor.person(entry.row.actor), kind: kind, claim: nil)
    for debtor in [entry.data[.debtor], entry.data[.other]].compactMap({ $0.flatMap { Int64($0) } }) {
      said[debtor, default: []].append(Said(entry: entry.row.id, making: making))
    }
  }

  func makings(of debtor: Int64, after start: Int64, before end: Int64) -> [Making] {
    (said[debtor] ?? []).filter { $0.entry > start && $0.entry < end }.map(\.making)
  }
}
