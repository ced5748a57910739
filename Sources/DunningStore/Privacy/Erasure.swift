import Dunning
import DunningChain
import DunningSQL

/// Destroys what is personal about one claim: the key of its commitments, the data of its entries, its messages, mails and
/// attachments. Amounts, dates, states and hashes stay, and the chain can be checked as before.
struct Erasure {
  let entry: Entry
  let reason: String

  /// - Throws: ``DocketError`` `.wrongState` when the claim is open, on legal hold, or has a notice under way.
  func erase(_ id: ClaimID) throws {
    guard let row = try entry.claimRow(id), !row.key.isEmpty else { return }
    try refuseUnlessOver(row)
    try tellOfIt(row)
    try eraseEntries(of: row)
    try eraseRow(of: row)
    try eraseNotices(of: id)
    try eraseAttachments(of: id)
    try eraseDebtor(row.debtor)
    try entry.forgetAnswers()
  }

  /// What stands in the way of an erasure.
  private func refuseUnlessOver(_ row: ClaimRow) throws {
    let state = Claim.State(rawValue: row.state)
    guard let state, !state.isOpen else {
      throw DocketError(
        .wrongState, "claim \(row.id) is \(row.state), and what is still owed is not erased",
        hint: "withdraw it or write it off first")
    }
    if let hold = try entry.legalHold(on: row.id) {
      throw DocketError(
        .wrongState, "claim \(row.id) is on legal hold: \(hold.reason)", hint: "`dunningctl legal-hold --lift` first")
    }
    let open = try entry.sql.first(
      """
      SELECT notice.id FROM notice JOIN notice_claim ON notice_claim.notice_id = notice.id
      WHERE claim_id = ? AND notice.state NOT IN \(Notice.State.finished.sql) LIMIT 1
      """, .number(row.id.number)
    ) { NoticeID($0.number(0)) }
    if let open {
      throw DocketError(
        .wrongState, "notice \(open) about claim \(row.id) is not finished", hint: "`dunningctl notice show \(open)`")
    }
    try refuseWhile("register_mailing", "the register of a month", leavesTo: row.creditor)
    try refuseWhile("word_mailing", "the mail that tells what happens", leavesTo: row.creditor)
  }

  /// What tells of all claims and is on its way to the creditor must leave as it was written.
  private func refuseWhile(_ table: String, _ what: String, leavesTo creditor: String) throws {
    let open = try entry.sql.first(
      """
      SELECT notice.id FROM \(table) JOIN notice ON notice.id = \(table).notice_id
      WHERE \(table).creditor = ? AND notice.state NOT IN \(Notice.State.finished.sql) LIMIT 1
      """, .text(creditor)
    ) { NoticeID($0.number(0)) }
    if let open {
      throw DocketError(
        .wrongState, "notice \(open), \(what), is not finished", hint: "`dunningctl notice show \(open)`")
    }
  }

  /// What is left of it stands in the docket's own chain, so that it is bound when the claim's own data are gone.
  private func tellOfIt(_ row: ClaimRow) throws {
    var data = row.remains
    data[.claim] = row.id.description
    data[.reason] = reason
    try entry.journal(Event(.claimErased, actor: entry.actor, data: data))
    try entry.journal(Event(.claimErased, claim: row.id, actor: entry.actor))
  }

  /// The same of somebody of whom no claim has anything left.
  ///
  /// - Throws: ``DocketError`` `.wrongState` while they are on legal hold.
  func erase(debtor id: Int64) throws {
    let hold = try entry.sql.first("SELECT reason FROM legal_hold WHERE debtor_id = ?", .number(id)) { $0.text(0) }
    if let hold {
      throw DocketError(
        .wrongState, "the debtor is on legal hold: \(hold)", hint: "`dunningctl legal-hold --lift` first")
    }
    try entry.journal(Event(.debtorErased, actor: entry.actor, data: [.debtor: String(id)]))
    try eraseDebtor(id)
    try entry.forgetAnswers()
  }

  private func eraseEntries(of row: ClaimRow) throws {
    let entries = try entry.sql.all("SELECT id, data FROM event WHERE claim_id = ?", .number(row.id.number)) {
      (id: $0.number(0), data: $0.text(1))
    }
    for written in entries {
      try entry.sql.run(
        "UPDATE event SET data = '', commitment = ? WHERE id = ?",
        .bytes(ChainEntry.commitment(to: written.data.utf8, key: row.key)), .number(written.id))
    }
  }

  private func eraseRow(of row: ClaimRow) throws {
    try entry.sql.run(
      """
      UPDATE claim SET case_key = NULL, digest = x'', contract = NULL, payment_link = NULL, state_reason = NULL,
        asked = NULL, due_basis = NULL, received = NULL, contracted = NULL, contacts = NULL,
        discount = NULL, discount_until = NULL, demanded = beyond, waived = 0, forgone = 0, payment_reference = NULL,
        nothing_because = 'erased', revision = revision + 1 WHERE id = ?
      """, .number(row.id.number))
    // A payment of several claims keeps its number until all that it was told with are erased.
    try entry.sql.run(
      """
      UPDATE payment SET external_id = NULL WHERE claim_id IS NOT NULL
        AND id IN (SELECT payment_id FROM allocation WHERE claim_id = ?)
        AND NOT EXISTS (SELECT 1 FROM allocation JOIN claim ON claim.id = allocation.claim_id
          WHERE allocation.payment_id = payment.id AND claim.case_key IS NOT NULL)
      """, .number(row.id.number))
    try eraseEntries(paying: row.id)
    // The creditor was written to about the notes.
    try eraseMessages(of: "SELECT notice_id FROM follow_up WHERE claim_id = ?", .number(row.id.number))
    // And told of it in the registers of each month since, and in the mails of each morning.
    for table in ["register_mailing", "word_mailing"] {
      try eraseMessages(
        of: """
          SELECT notice.id FROM \(table) JOIN notice ON notice.id = \(table).notice_id
          WHERE \(table).creditor = ? AND notice.opened_at >= ?
          """, .text(row.creditor), .number(row.enqueuedAt))
    }
    try entry.removeFollowUps(where: "claim_id = ?", [.number(row.id.number)])
  }

  /// - Parameter notices: a selection of their numbers.
  private func eraseMessages(of notices: String, _ values: SQLValue...) throws {
    try takeCopiesAway(of: notices, values)
    try entry.sql.run("UPDATE message SET bytes = x'' WHERE notice_id IN (\(notices))", values)
  }

  /// What lies outside the docket goes when this is on disk, and its name must outlive a crash until then.
  private func takeCopiesAway(of notices: String, _ values: [SQLValue]) throws {
    try entry.sql.run(
      """
      INSERT INTO copy_gone SELECT id, message_id FROM notice WHERE id IN (\(notices)) ON CONFLICT (notice_id) DO NOTHING
      """, values)
  }

  /// What banks said of payments for a claim; of what paid others as well once those are erased.
  private func eraseEntries(paying claim: ClaimID) throws {
    try entry.eraseEntries(
      where: """
        id IN (SELECT payment.entry FROM allocation JOIN payment ON payment.id = payment_id
            WHERE allocation.claim_id = ?)
          AND NOT EXISTS (SELECT 1 FROM payment JOIN allocation ON payment_id = payment.id
            JOIN claim ON claim.id = allocation.claim_id
            WHERE payment.entry = bank_entry.id AND claim.case_key IS NOT NULL)
        """, [.number(claim.number)])
    try entry.sql.run("UPDATE bank_candidate SET because = '' WHERE claim_id = ?", .number(claim.number))
  }

  /// A notice that speaks of another claim as well stays until that one is erased.
  private func eraseNotices(of id: ClaimID) throws {
    let notices = try entry.sql.all(
      """
      SELECT notice_id FROM notice_claim WHERE claim_id = ? AND NOT EXISTS (SELECT 1 FROM notice_claim AS other
        JOIN claim ON claim.id = other.claim_id
        WHERE other.notice_id = notice_claim.notice_id AND claim.case_key IS NOT NULL)
      """, .number(id.number)
    ) { SQLValue.number($0.number(0)) }
    for notice in notices {
      try takeCopiesAway(of: "?", [notice])
      try entry.sql.run("UPDATE message SET bytes = x'' WHERE notice_id = ?", notice)
      try entry.sql.run("UPDATE letter SET bytes = x'' WHERE notice_id = ?", notice)
      try entry.sql.run("UPDATE posting SET carrier = NULL, tracking = NULL WHERE notice_id = ?", notice)
      try entry.sql.run("UPDATE delivery SET last_reply = NULL WHERE notice_id = ?", notice)
      try entry.sql.run(
        "UPDATE notice SET recipient = '', addressee = '', scope = NULL, message_id = '', last_reply = NULL WHERE id = ?",
        notice)
      try entry.sql.run("DELETE FROM recipient WHERE notice_id = ?", notice)
      try entry.sql.run("UPDATE attempt SET server = NULL, reply = NULL, dialogue = NULL WHERE notice_id = ?", notice)
      try entry.sql.run(
        "UPDATE incoming SET bytes = NULL, sender = NULL, subject = '', message_id = NULL WHERE notice_id = ?", notice)
    }
  }

  private func eraseAttachments(of id: ClaimID) throws {
    try entry.sql.run(
      "INSERT INTO attachment_gone SELECT sha256 FROM attachment WHERE claim_id = ? ON CONFLICT DO NOTHING",
      .number(id.number))
    try entry.sql.run("DELETE FROM attachment WHERE claim_id = ?", .number(id.number))
  }

  /// Nobody is left to be known when nothing is left that is known of them.
  private func eraseDebtor(_ id: Int64) throws {
    try entry.sql.run(
      """
      UPDATE debtor SET key = 'erased ' || id, name = 'erased', email = 'erased@erased.invalid', language = NULL,
        time_zone = NULL, calendar = NULL, kind = NULL, country = NULL, address = '', contacts = '', merged_contacts = '', vat_id = NULL, name_key = '',
        state = NULL, state_until = NULL, state_reason = NULL, namesake = NULL, erased_at = ?
      WHERE ? IN (id, merged_into) AND erased_at IS NULL AND NOT EXISTS
        (SELECT 1 FROM claim WHERE debtor_id IN (debtor.id, debtor.merged_into) AND case_key IS NOT NULL)
      """, .number(entry.now.milliseconds), .number(id))
    // Whoever is held for them waits for a person all the same.
    try entry.sql.run(
      """
      UPDATE debtor SET namesake = (SELECT min(other.id) FROM debtor AS other WHERE other.creditor = debtor.creditor
          AND other.name_key = debtor.name_key AND other.id <> debtor.id AND other.state IS NOT NULL
          AND other.merged_into IS NULL AND other.id NOT IN (SELECT other_id FROM apart WHERE debtor_id = debtor.id))
      WHERE namesake IN (SELECT id FROM debtor WHERE ? IN (id, merged_into) AND erased_at IS NOT NULL)
      """, .number(id))
    try entry.sql.run(
      """
      UPDATE payment SET external_id = NULL
      WHERE debtor_id = ?1 AND EXISTS (SELECT 1 FROM debtor WHERE id = ?1 AND erased_at IS NOT NULL)
      """, .number(id))
    for debtor in try entry.sql.all(
      "SELECT id FROM debtor WHERE ? IN (id, merged_into)", .number(id), read: { $0.number(0) })
    {
      try ReferenceIndex(entry: entry).indexName(ofDebtor: debtor)
    }
  }
}
