import Crypto
import Dunning
import DunningBytes
import DunningSQL

/// One message on its way into the docket.
struct Receipt {
  let mail: IncomingMail
  let holdsOnReply: Bool
  let transaction: Transaction

  func file() throws -> IncomingOutcome {
    guard let id = try transaction.notice(tiedBy: mail.ties) ?? transaction.notice(namedIn: mail) else {
      return outcome(nil, nil, "nothing: it is about no notice of this docket", isNew: false)
    }
    let notice = try transaction.notice(id)
    if let known = try known(about: id) {
      return outcome(known, notice, "nothing: it is known already", isNew: false)
    }
    let number = try keep(about: id)
    let action = try act(on: notice, kept: number)
    // What proves that a demand has come may move limitation, and begin default.
    if [.delivered, .reply].contains(mail.kind) { try transaction.replanAbout(notice.id) }
    return outcome(number, notice, action, isNew: true)
  }

  private func act(on notice: Notice, kept: IncomingMailID) throws -> String {
    guard try isHeeded(about: notice) else { return try tell(of: notice, kept) }
    switch mail.kind {
    case .bounce: return try bounce(notice, kept)
    case .delay:
      try note(.noticeDelayed, notice, kept)
      return "noted: it is late"
    case .delivered: return try arrive(notice, kept, .noticeDelivered, "noted: it has arrived")
    case .relayed: return try arrive(notice, kept, .noticeRelayed, "noted: it was handed on")
    case .autoReply:
      try note(.autoReplyReceived, notice, kept)
      return "noted: a machine answered"
    case .reply: return try answer(notice, kept, .replyReceived, "the debtor has replied")
    case .complaint: return try answer(notice, kept, .complaintReceived, "the debtor has called it unwanted")
    // It names a notice of ours; that we do not understand it is no reason to be silent.
    case .unknown:
      return try answer(notice, kept, .replyReceived, "something came back that a person has to read")
    }
  }

  /// Whether it may change anything: who knows the Message-ID of a letter has only seen it.
  private func isHeeded(about notice: Notice) throws -> Bool {
    guard mail.countsFromDebtorAlone, !isFromCreditor(of: notice) else { return true }
    guard let from = mail.from else { return false }
    let written = try transaction.mailing(of: notice.id, to: notice.recipient).mailing
    let present = try notice.claims.map { try transaction.record($0).claim.draft }
    let known =
      (written.to + written.cc + present.flatMap { $0.mailing.to + $0.mailing.cc + $0.debtor.addressees })
    return known.contains { MailKinship.isKin($0.address.text, from) }
  }

  /// Leaves to a person what a stranger has sent.
  private func tell(of notice: Notice, _ kept: IncomingMailID) throws -> String {
    try note(.replyReceived, notice, kept)
    let who = mail.from.map { "\($0), which is no address of the debtor" } ?? "somebody who gives no address"
    try ask(
      "About notice \(notice.id) something came from \(who): nothing was changed by it, \(wayToRead(kept)).", notice)
    return "noted: it is not from an address of the debtor, and the creditor will be told"
  }

  // MARK: What each sort of message does

  private func bounce(_ notice: Notice, _ kept: IncomingMailID) throws -> String {
    try note(.noticeBounced, notice, kept)
    if let said = try bounceBesideLetter(notice, kept) { return said }
    let isInDoubt = notice.state == .inDoubt
    guard notice.state == .sent || isInDoubt else { return "noted: the notice is \(notice.state.rawValue)" }
    if let said = try bounceOfSome(notice, kept) { return said }
    guard try mail.isAddressDead && isAbout(notice) || isInDoubt else {
      let why =
        mail.isAddressDead
        ? "because of where it was handed on to (\(mail.deadAddresses.prefix(3).joined(separator: ", ")))"
        : "but not because there is no such address"
      try ask("Notice \(notice.id) to \(notice.recipient) came back, \(why): \(words) (\(wayToRead(kept)))", notice)
      return "noted, and the creditor will be told: it was not delivered, but the address may be good"
    }
    let held = try fail(notice)
    guard held else { return "noted: nothing is open at that address" }
    try ask(
      "Notice \(notice.id) to \(notice.recipient) could not be delivered: \(words) (\(wayToRead(kept))) "
        + "Find a good address, say `dunningctl correct --debtor … --email NEW --reason …`, then "
        + "`dunningctl notice retry \(notice.id)`.", notice)
    return "held: it could not be delivered, and the creditor will be asked for an address"
  }

  /// Of a notice that is printed too, the e-mail alone has failed.
  ///
  /// - Returns: nil when the notice is only mailed.
  private func bounceBesideLetter(_ notice: Notice, _ kept: IncomingMailID) throws -> String? {
    let deliveries = try transaction.deliveries(of: notice.id)
    guard let email = deliveries.first(where: { $0.channel == .email }) else { return nil }
    guard email.hasGone else { return "noted: the e-mail is \(email.state.rawValue)" }
    try transaction.setDelivery(
      .failed, .email, of: notice.id, completedAt: transaction.now, lastReply: "came back: \(words)")
    try transaction.addUpWays(of: notice.id)
    try transaction.bookDemands(of: notice.claims)
    try transaction.replanAbout(notice.id)
    let letter = notice.state == .held ? "its letter is held" : "its letter goes by post"
    try ask(
      "The e-mail of notice \(notice.id) to \(notice.recipient) could not be delivered; \(letter): \(words) "
        + "(\(wayToRead(kept)))", notice)
    return "noted, and the creditor will be told: the e-mail was not delivered, \(letter)"
  }

  /// Of a notice to several, what came back from some of them: it has come to those who are left.
  ///
  /// - Returns: nil when none is left to whom it went, or when it went to one alone.
  private func bounceOfSome(_ notice: Notice, _ kept: IncomingMailID) throws -> String? {
    guard mail.isAddressDead, !mail.deadAddresses.isEmpty else { return nil }
    let recipients = try transaction.setReturned(Set(mail.deadAddresses), words, of: notice.id)
    let returned = recipients.filter { mail.deadAddresses.contains($0.addressee.address.text.lowercased()) }
    guard !returned.isEmpty, recipients.contains(where: { $0.part == .to && !$0.isMissed }) else { return nil }
    let who = returned.map(\.addressee).text
    try ask(
      "Notice \(notice.id) came back from \(who), and went to the others: \(words) (\(wayToRead(kept))) Find a good "
        + "address, then `dunningctl correct --debtor … --was OLD --email NEW --reason …`.", notice)
    return "noted, and the creditor will be told: it came back from \(who), and went to the others"
  }

  /// Whether an address that is dead is one of the notice's: where it forwards to, others may be dead.
  private func isAbout(_ notice: Notice) throws -> Bool {
    let own = try transaction.mailing(of: notice.id, to: notice.recipient).mailing.to.keys
    return mail.deadAddresses.isEmpty || !Set(own).isDisjoint(with: mail.deadAddresses)
  }

  /// Has a notice failed as if the server had refused it, and its claims wait for a person.
  ///
  /// - Returns: false when no claim of it is open at this address any more.
  private func fail(_ notice: Notice) throws -> Bool {
    let own = Set(try transaction.mailing(of: notice.id, to: notice.recipient).mailing.to.keys)
    let claims = try notice.claims.map { try transaction.record($0).claim }.filter { claim in
      claim.state.isOpen && !own.isDisjoint(with: claim.draft.mailing.to.keys)
    }
    let isInDoubt = notice.state == .inDoubt
    guard !claims.isEmpty || isInDoubt || notice.claims.isEmpty else { return false }
    try transaction.settle(notice.id, about: claims.map(\.id), as: .failed, because: "came back: \(words)")
    if !isInDoubt {
      try transaction.endRest(of: notice.id, about: notice.claims, because: "it came back from others: \(words)")
    }
    for claim in claims {
      // What is on its way to the same address would come back as well.
      try transaction.dropWaitingNotices(of: claim.id, because: "an earlier one came back")
      try transaction.sql.run("UPDATE claim SET revision = revision + 1 WHERE id = ?", .number(claim.id.number))
    }
    // What is no longer open at that address is told of it as well when nobody else is.
    try transaction.journal(
      .noticeFailed, of: notice.id, about: claims.isEmpty ? notice.claims : claims.map(\.id), by: transaction.actor,
      [.reply: words])
    if isInDoubt { for claim in notice.claims { try clearDoubt(notice.id, claim) } }
    try transaction.bookDemands(of: notice.claims)
    try transaction.replanAbout(notice.id)
    return !claims.isEmpty
  }

  /// A claim that is not open at that address is barred no longer by a notice that is in doubt no longer.
  private func clearDoubt(_ notice: NoticeID, _ claim: ClaimID) throws {
    guard case .noticeOpen = try transaction.record(claim).claim.obstacle else { return }
    try transaction.clearObstacle(notice: notice, of: claim)
  }

  private func arrive(
    _ notice: Notice, _ kept: IncomingMailID, _ kind: Event.Kind, _ noted: String
  ) throws -> String {
    try note(kind, notice, kept)
    guard try isMailInDoubt(notice) else { return noted }
    var data = try transaction.resolve(notice, .email, wasSent: true)
    let isPrintedToo = data[.channel] != nil
    (data[.reason], data[.mail]) = ("a delivery report", kept.description)
    try transaction.journal(.noticeResolved, of: notice.id, about: notice.claims, by: transaction.actor, data)
    try transaction.replan(notice.claims)
    return isPrintedToo ? "resolved: the e-mail in doubt was sent" : "resolved: the notice in doubt was sent"
  }

  /// Whether nobody knows if the e-mail has arrived; of a notice that is also printed, whatever became of its letter.
  private func isMailInDoubt(_ notice: Notice) throws -> Bool {
    let deliveries = try transaction.deliveries(of: notice.id)
    guard !deliveries.isEmpty else { return notice.state == .inDoubt }
    return deliveries.contains { $0.channel == .email && $0.state == .inDoubt }
  }

  private func answer(
    _ notice: Notice, _ kept: IncomingMailID, _ kind: Event.Kind, _ what: String
  ) throws -> String {
    try note(kind, notice, kept)
    if isFromCreditor(of: notice) { return "noted: it is the creditor's own" }
    var held: [ClaimID] = []
    for id in notice.claims where holdsOnReply {
      let record = try transaction.record(id)
      // A promise, a pause, a dispute or a stop holds the claim already, and is a person's word with its own end.
      guard record.claim.state == .open else { continue }
      let change = ClaimChange.pause(until: nil, reason: "\(what): read \(kept)")
      _ = try transaction.apply(Saying(change: change, cause: nil), to: record)
      held.append(id)
    }
    let hint = held.isEmpty ? "" : " Then `dunningctl resume`."
    try ask("About notice \(notice.id) \(what): \(wayToRead(kept)).\(hint)", notice)
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
    guard let from = mail.from?.lowercased(), let creditor = transaction.rulebook.creditors[notice.creditor] else {
      return false
    }
    return [creditor.from.address, creditor.notify].contains { $0.text.lowercased() == from }
  }

  // MARK: What they have in common

  /// Has the creditor told with the next morning's notes; a notice that is about no claim came from there itself.
  private func ask(_ text: String, _ notice: Notice) throws {
    guard let claim = notice.claims.first else { return }
    let zone =
      transaction.rulebook.creditors[notice.creditor].flatMap { transaction.rulebook.almanac.zone($0.timeZone) } ?? .utc
    let today = zone.date(at: transaction.now)
    let isEarly = transaction.now < transaction.rulebook.officeOpening(on: today, ofCreditor: notice.creditor)
    let day = isEarly ? today : today.adding(days: 1)
    try transaction.plan(
      FollowUp.Draft(note: text, day: day), of: claim,
      at: transaction.rulebook.officeOpening(on: day, ofCreditor: notice.creditor))
  }

  private func note(_ kind: Event.Kind, _ notice: Notice, _ kept: IncomingMailID) throws {
    var data: [JournalKey: String] = [.mail: kept.description, .sha256: Hex.text(hash)]
    data[.size] = String(mail.bytes.count)
    if isTooLarge { data[.kept] = "no" }
    data[.from] = mail.from
    data[.subject] = mail.subject.isEmpty ? nil : mail.subject
    data[.words] = mail.words
    data[.messageID] = mail.messageID
    data[.kind] = mail.kind.rawValue
    try transaction.journal(kind, of: notice.id, about: notice.claims, by: transaction.actor, data)
  }

  private func keep(about notice: NoticeID) throws -> IncomingMailID {
    IncomingMailID(
      try transaction.sql.inserted(
        """
        INSERT INTO incoming (sha256, message_id, received_at, kind, notice_id, sender, subject, bytes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """, .bytes(hash), SQLValue(mail.messageID), .number(transaction.now.milliseconds), .text(mail.kind.rawValue),
        .number(notice.number), SQLValue(mail.from), .text(mail.subject), isTooLarge ? .null : .bytes(mail.bytes)))
  }

  /// A relay that delivers twice changes the header, but not the Message-ID; some servers give all reports the same one.
  private func known(about notice: NoticeID) throws -> IncomingMailID? {
    try transaction.sql.first(
      "SELECT id FROM incoming WHERE sha256 = ? OR message_id = ? AND kind = ? AND notice_id = ? LIMIT 1", .bytes(hash),
      SQLValue(mail.messageID), .text(mail.kind.rawValue), .number(notice.number)
    ) { IncomingMailID($0.number(0)) }
  }

  private func outcome(_ id: IncomingMailID?, _ notice: Notice?, _ action: String, isNew: Bool) -> IncomingOutcome {
    IncomingOutcome(
      id: id, notice: notice?.id, references: notice?.references ?? [], action: action, isNew: isNew)
  }

  private var words: String { mail.words ?? "the report gives no reason." }

  private var hash: [UInt8] { Array(SHA256.hash(data: mail.bytes)) }
}
