import Crypto
package import Dunning
import FoundationEssentials
import GRDB

extension Docket {
  /// Does what a message that came in asks for; the same message a second time changes nothing.
  ///
  /// Anybody can write any mail, so that it can do no more than hold a claim, note something, and settle a notice in
  /// doubt whose keyed Message-ID it knows.
  ///
  /// - Parameters:
  ///   - holdsOnReply: whether a person's answer holds the claims that it is about, or is only noted.
  ///   - keeping: false to tell what would be done and do nothing.
  package func receive(
    _ mail: IncomingMail, holdsOnReply: Bool, keeping: Bool = true, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> IncomingOutcome {
    try await write(keeping: keeping) { db in
      try Receipt(mail: mail, holdsOnReply: holdsOnReply, actor: actor, rulebook: rulebook, now: now).file(in: db)
    }
  }

  /// The exact bytes of a message that came in and was kept.
  ///
  /// - Throws: ``DocketError`` `.notFound`, also when it was larger than ``DocketLimits/incomingBytesMax``.
  package func incomingMessage(_ id: IncomingMailID) async throws(DocketError) -> [UInt8] {
    try await read { db in
      let bytes = try Data.fetchOne(
        db, sql: "SELECT bytes FROM incoming WHERE id = ? AND bytes IS NOT NULL", arguments: [id.number])
      if let bytes { return Array(bytes) }
      let isKnown = try Bool.fetchOne(
        db, sql: "SELECT EXISTS (SELECT 1 FROM incoming WHERE id = ?)", arguments: [id.number])
      guard isKnown == true else {
        throw DocketError(.notFound, "there is no message \(id)", hint: "`dunningctl show CLAIM` names them")
      }
      throw DocketError(
        .notFound, "message \(id) was too large to be kept: its hash is in the journal",
        hint: "read it in the mailbox that it came to")
    }
  }

  /// The notice that has one of these Message-IDs, or parts of them before the @.
  fileprivate static func notice(tiedBy ties: [String], in db: Database) throws -> NoticeID? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT id FROM notice
        WHERE substr(message_id, 1, 12) BETWEEN substr(?1, 1, 12) AND substr(?1, 1, 12) || char(0x10FFFF)
          AND lower(substr(message_id, 1, length(?1))) = ?1
        LIMIT 1
        """)
    for tie in ties {
      // Relays may write the domain, and the part before it, in another case; ours is in lower case.
      let local = tie.prefix { $0 != "@" }.lowercased()
      guard local.utf8.count >= 2, let id = try Int64.fetchOne(statement, arguments: ["\(local)@"]) else { continue }
      return NoticeID(id)
    }
    return nil
  }
}

/// One message on its way into the docket.
private struct Receipt {
  let mail: IncomingMail
  let holdsOnReply: Bool
  let actor: Actor
  let rulebook: Rulebook
  let now: Instant

  func file(in db: Database) throws -> IncomingOutcome {
    guard let id = try Docket.notice(tiedBy: mail.ties, in: db) else {
      return outcome(nil, nil, "nothing: it is about no notice of this docket", isNew: false)
    }
    let notice = try Docket.notice(id, in: db)
    if let known = try known(about: id, in: db) {
      return outcome(known, notice, "nothing: it is known already", isNew: false)
    }
    let number = try keep(about: id, in: db)
    let action = try act(on: notice, kept: number, in: db)
    return outcome(number, notice, action, isNew: true)
  }

  private func act(on notice: Notice, kept: IncomingMailID, in db: Database) throws -> String {
    switch mail.kind {
    case .bounce: return try bounce(notice, kept, in: db)
    case .delay:
      try note(.noticeDelayed, notice, kept, in: db)
      return "noted: it is late"
    case .delivered: return try arrive(notice, kept, .noticeDelivered, "noted: it has arrived", in: db)
    case .relayed: return try arrive(notice, kept, .noticeRelayed, "noted: it was handed on", in: db)
    case .autoReply:
      try note(.autoReplyReceived, notice, kept, in: db)
      return "noted: a machine answered"
    case .reply: return try answer(notice, kept, .replyReceived, "the debtor has replied", in: db)
    case .complaint: return try answer(notice, kept, .complaintReceived, "the debtor has called it unwanted", in: db)
    // It names a notice of ours; that we do not understand it is no reason to be silent.
    case .unknown:
      return try answer(notice, kept, .replyReceived, "something came back that a person has to read", in: db)
    }
  }

  // MARK: What each sort of message does

  private func bounce(_ notice: Notice, _ kept: IncomingMailID, in db: Database) throws -> String {
    try note(.noticeBounced, notice, kept, in: db)
    if let said = try bounceBesideLetter(notice, in: db) { return said }
    let isInDoubt = notice.state == .inDoubt
    guard notice.state == .sent || isInDoubt else { return "noted: the notice is \(notice.state.rawValue)" }
    guard mail.isAddressDead && isAbout(notice.recipient) || isInDoubt else {
      let why =
        mail.isAddressDead
        ? "because of where it was handed on to (\(mail.deadAddresses.prefix(3).joined(separator: ", ")))"
        : "but not because there is no such address"
      try ask("Notice \(notice.id) to \(notice.recipient) came back, \(why): \(words)", notice, in: db)
      return "noted, and the creditor will be told: it was not delivered, but the address may be good"
    }
    let held = try fail(notice, in: db)
    guard held else { return "noted: nothing is open at that address" }
    try ask(
      "Notice \(notice.id) to \(notice.recipient) could not be delivered: \(words) Find a good address, then "
        + "`dunningctl notice retry \(notice.id)`.", notice, in: db)
    return "held: it could not be delivered, and the creditor will be asked for an address"
  }

  /// Of a notice that is printed too, the e-mail alone has failed.
  ///
  /// - Returns: nil when the notice is only mailed.
  private func bounceBesideLetter(_ notice: Notice, in db: Database) throws -> String? {
    let deliveries = try Docket.deliveries(of: notice.id, in: db)
    guard let email = deliveries.first(where: { $0.channel == .email }) else { return nil }
    guard email.hasGone else { return "noted: the e-mail is \(email.state.rawValue)" }
    try Docket.setDelivery(
      .failed, .email, of: notice.id, completedAt: now, lastReply: "came back: \(words)", in: db)
    try Docket.settleDeliveries(of: notice.id, in: db)
    try Docket.replanAbout(notice.id, rulebook: rulebook, now: now, in: db)
    let letter = notice.state == .held ? "its letter is held" : "its letter goes by post"
    try ask(
      "The e-mail of notice \(notice.id) to \(notice.recipient) could not be delivered; \(letter): \(words)", notice,
      in: db)
    return "noted, and the creditor will be told: the e-mail was not delivered, \(letter)"
  }

  /// Whether the address that is dead is this one: where it forwards to, others may be dead.
  private func isAbout(_ recipient: String) -> Bool {
    mail.deadAddresses.isEmpty || mail.deadAddresses.contains(recipient.lowercased())
  }

  /// Has a notice failed as if the server had refused it, and its claims wait for a person.
  ///
  /// - Returns: false when no claim of it is open at this address any more.
  private func fail(_ notice: Notice, in db: Database) throws -> Bool {
    let claims = try notice.claims.map { try Docket.record($0, in: db).claim }.filter { claim in
      claim.state.isOpen && claim.draft.debtor.email.text.lowercased() == notice.recipient.lowercased()
    }
    let isInDoubt = notice.state == .inDoubt
    guard !claims.isEmpty || isInDoubt || notice.claims.isEmpty else { return false }
    try Docket.setState(.failed, of: notice.id, completedAt: now, lastReply: "came back: \(words)", in: db)
    for claim in claims {
      // What is on its way to the same address would come back as well.
      try Docket.dropWaitingNotices(
        of: claim.id, because: "an earlier one came back", rulebook: rulebook, now: now, in: db)
      try Docket.setObstacle(.undeliverable, notice: notice.id, of: claim.id, in: db)
      try db.execute(sql: "UPDATE claim SET revision = revision + 1 WHERE id = ?", arguments: [claim.id.number])
    }
    // What is no longer open at that address is told of it as well when nobody else is.
    for claim in Docket.chains(of: claims.isEmpty ? notice.claims : claims.map(\.id)) {
      let event = Event(.noticeFailed, claim: claim, notice: notice.id, actor: actor, data: ["reply": words])
      try Journal.append(event, at: now, in: db)
    }
    if isInDoubt { for claim in notice.claims { try clearDoubt(notice.id, claim, in: db) } }
    try Docket.replanAbout(notice.id, rulebook: rulebook, now: now, in: db)
    return !claims.isEmpty
  }

  /// A claim that is not open at that address is barred no longer by a notice that is in doubt no longer.
  private func clearDoubt(_ notice: NoticeID, _ claim: ClaimID, in db: Database) throws {
    guard case .noticeOpen = try Docket.record(claim, in: db).claim.obstacle else { return }
    try Docket.clearObstacle(notice: notice, of: claim, in: db)
  }

  private func arrive(
    _ notice: Notice, _ kept: IncomingMailID, _ kind: Event.Kind, _ noted: String, in db: Database
  ) throws -> String {
    try note(kind, notice, kept, in: db)
    guard try isMailInDoubt(notice, in: db) else { return noted }
    let way = try Docket.resolve(notice, .email, wasSent: true, now: now, in: db)
    for claim in Docket.chains(of: notice.claims) {
      let proof = try Docket.parcelProof(of: notice.id, in: db)
      var data = ["as": "sent", "reason": "a delivery report", "mail": kept.description]
        .merging(proof) { given, _ in given }
      data["channel"] = way?.rawValue
      try Journal.append(
        Event(.noticeResolved, claim: claim, notice: notice.id, actor: actor, data: data), at: now, in: db)
    }
    try Docket.replanAbout(notice.id, rulebook: rulebook, now: now, in: db)
    return way == nil ? "resolved: the notice in doubt was sent" : "resolved: the e-mail in doubt was sent"
  }

  /// Whether nobody knows if the e-mail has arrived; of a notice that is also printed, whatever became of its letter.
  private func isMailInDoubt(_ notice: Notice, in db: Database) throws -> Bool {
    let deliveries = try Docket.deliveries(of: notice.id, in: db)
    guard !deliveries.isEmpty else { return notice.state == .inDoubt }
    return deliveries.contains { $0.channel == .email && $0.state == .inDoubt }
  }

  private func answer(
    _ notice: Notice, _ kept: IncomingMailID, _ kind: Event.Kind, _ what: String, in db: Database
  ) throws -> String {
    try note(kind, notice, kept, in: db)
    if isFromCreditor(of: notice) { return "noted: it is the creditor's own" }
    var held: [ClaimID] = []
    for id in notice.claims where holdsOnReply {
      let record = try Docket.record(id, in: db)
      // A promise, a pause, a dispute or a stop holds the claim already, and is a person's word with its own end.
      guard record.claim.state == .open else { continue }
      let change = ClaimChange.pause(until: nil, reason: "\(what): read \(kept)")
      _ = try Saying(change: change, cause: nil, actor: actor, rulebook: rulebook, now: now).apply(to: record, in: db)
      held.append(id)
    }
    let hint = held.isEmpty ? "" : " Then `dunningctl resume`."
    try ask("About notice \(notice.id) \(what): \(wayToRead(kept)).\(hint)", notice, in: db)
    return held.isEmpty
      ? "noted: \(what), and the creditor will be told" : "held: \(what), and the creditor will be told"
  }

  private func wayToRead(_ kept: IncomingMailID) -> String {
    guard isTooLarge else { return "read it with `dunningctl mail message \(kept)`" }
    let names = [mail.from.map { "from \($0)" }, mail.messageID.map { "Message-ID \($0)" }].compactMap { $0 }
    let which = names.isEmpty ? "" : " (\(names.joined(separator: ", ")))"
    return "\(kept) is too large to be kept here, read it in the mailbox\(which)"
  }

  private var isTooLarge: Bool { mail.bytes.count > DocketLimits.incomingBytesMax }

  /// Whether somebody in the creditor's own office has written it, who goes on with the thread.
  private func isFromCreditor(of notice: Notice) -> Bool {
    guard let from = mail.from?.lowercased(), let creditor = rulebook.creditors[notice.creditor] else { return false }
    return [creditor.from.address, creditor.notify].contains { $0.text.lowercased() == from }
  }

  // MARK: What they have in common

  /// Has the creditor told with the next morning's notes; a notice that is about no claim came from there itself.
  private func ask(_ text: String, _ notice: Notice, in db: Database) throws {
    guard let claim = notice.claims.first else { return }
    let zone = rulebook.creditors[notice.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
    let today = zone.date(at: now)
    let isEarly = now < rulebook.officeOpening(on: today, ofCreditor: notice.creditor)
    let day = isEarly ? today : today.adding(days: 1)
    try Docket.insert(
      FollowUp.Draft(note: text, day: day), of: claim,
      at: rulebook.officeOpening(on: day, ofCreditor: notice.creditor), now: now, in: db)
  }

  private func note(_ kind: Event.Kind, _ notice: Notice, _ kept: IncomingMailID, in db: Database) throws {
    var data = ["mail": kept.description, "sha256": hash.map { byte in Self.hex(byte) }.joined()]
    data["from"] = mail.from
    data["subject"] = mail.subject.isEmpty ? nil : mail.subject
    data["words"] = mail.words
    data["message_id"] = mail.messageID
    data["kind"] = mail.kind.rawValue
    let claims: [ClaimID?] = notice.claims.isEmpty ? [nil] : notice.claims
    for claim in claims {
      try Journal.append(Event(kind, claim: claim, notice: notice.id, actor: actor, data: data), at: now, in: db)
    }
  }

  private func keep(about notice: NoticeID, in db: Database) throws -> IncomingMailID {
    let bytes = isTooLarge ? nil : Data(mail.bytes)
    try db.execute(
      sql: """
        INSERT INTO incoming (sha256, message_id, received_at, kind, notice_id, sender, subject, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        hash, mail.messageID, now.milliseconds, mail.kind.rawValue, notice.number, mail.from, mail.subject, bytes,
      ])
    return IncomingMailID(db.lastInsertedRowID)
  }

  /// A relay that delivers twice changes the header, but not the Message-ID; some servers give all reports the same one.
  private func known(about notice: NoticeID, in db: Database) throws -> IncomingMailID? {
    try Int64.fetchOne(
      db,
      sql: """
        SELECT id FROM incoming WHERE sha256 = ?1 OR message_id = ?2 AND kind = ?3 AND notice_id = ?4 LIMIT 1
        """,
      arguments: [hash, mail.messageID, mail.kind.rawValue, notice.number]
    ).map(IncomingMailID.init)
  }

  private func outcome(_ id: IncomingMailID?, _ notice: Notice?, _ action: String, isNew: Bool) -> IncomingOutcome {
    IncomingOutcome(
      id: id, notice: notice?.id, references: notice?.references ?? [], action: action, isNew: isNew)
  }

  private var words: String { mail.words ?? "the report gives no reason." }

  private var hash: Data { Data(SHA256.hash(data: mail.bytes)) }

  private static func hex(_ byte: UInt8) -> String {
    String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
  }
}
