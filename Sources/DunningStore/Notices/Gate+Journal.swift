import Dunning
import DunningSQL

extension Transaction {
  /// Holds a notice of which a claim's row says otherwise than its journal, and has the creditor told: a bit that has
  /// turned over on the disk must not become a wrong letter.
  ///
  /// - Returns: whether it is held.
  func holdIfDamaged(_ notice: DueNotice) throws -> Bool {
    for claim in notice.claims.map(\.claim.id) {
      guard let row = try claimRow(claim), let difference = try difference(row) else { continue }
      try hold(notice, about: claim, because: difference)
      return true
    }
    return false
  }

  private func hold(_ due: DueNotice, about claim: ClaimID, because difference: String) throws {
    if due.isRest {
      try drop(due.id, because: difference)
    } else {
      try apply(.hold, difference, to: try notice(due.id))
    }
    let text =
      "Notice \(due.id) is held: \(difference). The docket may be damaged: `dunningctl verify \(claim)` says more; put a "
      + "backup back before `dunningctl notice release \(due.id)`."
    let zone = rulebook.almanac.zone(due.creditor.timeZone) ?? .utc
    try plan(FollowUp.Draft(note: text, day: zone.date(at: now)), of: claim, at: now)
  }

  /// How a claim's row, or its debtor's, differs from what was journalled when it was enqueued, or from its payments.
  ///
  /// The first entry and the corrections are read by the index of the journal, and those of another claim where the debtor
  /// has a later one: what is said of a debtor comes with a claim, so that the last of them tells what is known now. Entries of earlier versions say less, and only
  /// what they say is compared.
  private func difference(_ row: ClaimRow) throws -> String? {
    // What was corrected since is looked for only where it may be the reason.
    try difference(row, withCorrections: false) == nil ? nil : try difference(row, withCorrections: true)
  }

  private func difference(_ row: ClaimRow, withCorrections: Bool) throws -> String? {
    func registered(_ claim: ClaimID?) throws -> [String: String] {
      var said = try self.registered(claim)
      if withCorrections { for data in try corrections(of: claim) { said.amend(by: data) } }
      return said
    }
    let said = try registered(row.id)
    return try Self.difference("claim \(row.id)", row.registered, said, ClaimRow.names) ?? differenceOfPaid(row)
      ?? differenceOfDemanded(row)
      ?? differenceOfDebtor(row.debtor, row.isLastOfDebtor ? said : try registered(try lastClaim(of: row.debtor)))
  }

  /// What the first entry of a claim says, with all corrections since; nothing where it was erased.
  private func registered(_ claim: ClaimID?) throws -> [String: String] {
    guard let claim else { return [:] }
    let entries = try sql.all(
      """
      SELECT data FROM event WHERE claim_id = ? AND event IN \([Event.Kind.claimRegistered, .claimCorrected].sql) ORDER BY id
      """, .number(claim.number)
    ) { try Journal.decode($0.text(0)) }
    guard let first = entries.first else { return [:] }
    return entries.dropFirst().reduce(first, ClaimCorrection.corrected)
  }

  /// What the entries of a claim say that was corrected of it, oldest first.
  private func corrections(of claim: ClaimID?) throws -> [[String: String]] {
    guard let claim else { return [] }
    return try sql.all(
      "SELECT data FROM event WHERE claim_id = ? AND event LIKE 'debtor-%' ORDER BY id", .number(claim.number)
    ) { try Journal.decode($0.text(0)) }
  }

  private func lastClaim(of debtor: Int64) throws -> ClaimID? {
    try sql.first("SELECT max(id) FROM claim WHERE debtor_id = ?", .number(debtor)) {
      $0.numberIfAny(0).map(ClaimID.init)
    } ?? nil
  }

  private func differenceOfPaid(_ row: ClaimRow) throws -> String? {
    let payments = try sql.all(
      """
      SELECT payment.kind, allocation.amount FROM allocation JOIN payment ON payment.id = payment_id
      WHERE allocation.claim_id = ? AND allocation.undone_at IS NULL
      """, .number(row.id.number)
    ) {
      (isBack: Payment.Kind(rawValue: $0.text(0))?.reopens == true, amount: $0.number(1))
    }
    // A damaged sum may be anything.
    let paid = payments.reduce(Int64(0)) { $1.isBack ? $0 &- $1.amount : $0 &+ $1.amount }
    guard paid != row.paid, let currency = Currency(row.currency) else { return nil }
    func decimal(_ minorUnits: Int64) -> String { Money(minorUnits: minorUnits, currency: currency).decimal }
    return "the docket has paid \(quoted(decimal(row.paid))) for claim \(row.id), but its payments come to "
      + quoted(decimal(paid))
  }

  private func differenceOfDemanded(_ row: ClaimRow) throws -> String? {
    let last =
      try sql.first(
        "SELECT data FROM event WHERE claim_id = ? AND event = ? ORDER BY id DESC LIMIT 1", .number(row.id.number),
        .text(Event.Kind.chargesOwed.rawValue)
      ) { try Journal.decode($0.text(0))[.demanded] } ?? nil
    guard let currency = Currency(row.currency) else { return nil }
    let stored = Money(minorUnits: row.demanded, currency: currency).decimal
    let said = last ?? Money(minorUnits: 0, currency: currency).decimal
    guard stored != said else { return nil }
    return "the docket has demanded \(quoted(stored)) for claim \(row.id), but its journal says \(quoted(said))"
  }

  private func differenceOfDebtor(_ id: Int64, _ said: [String: String]) throws -> String? {
    let row = try sql.first("\(ClaimRecord.debtorSelection) FROM debtor WHERE id = ?", .number(id)) {
      // An address that is none differs from all that was journalled.
      (try? ClaimRecord.debtor($0, first: 0))?.registered ?? [:]
    }
    return Self.difference("the debtor", row ?? [:], said, [.debtor, .debtorID, .email, .country, .address, .contacts])
  }

  private static func difference(
    _ subject: String, _ row: [JournalKey: String], _ journal: [String: String], _ names: Set<JournalKey>
  ) -> String? {
    for name in names.sorted() {
      guard let said = journal[name], row[name] != said else { continue }
      let stored = quoted(row[name] ?? "")
      return "the docket has \(name.rawValue) \(stored) for \(subject), but its journal says \(quoted(said))"
    }
    return nil
  }
}
