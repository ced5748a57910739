import Crypto
import Dunning
import DunningBytes
import DunningSQL

/// Looks at one notice: whether its row, its message and its attempts are what the journal says.
struct NoticeCheck {
  let id: NoticeID
  let chain: String
  let look: Look
  private let isErased: Bool
  let row: Row?

  struct Row {
    let currency: String
    let state: String
    let openedAt: Int64
    let approvedAt: Int64?
    let completedAt: Int64?
    let lastReply: String?
    let creditor: String
    let step: String
    let approval: Step.Approval
    var needsApproval: Bool { approval != .none }
    /// The hashes of what was approved, in hexadecimal digits.
    let approved: [String: String]
    let hasDebtor: Bool
    /// Whether it is a statement of account, which is no rung of a ladder.
    let isAccount: Bool
    /// Under the names that the journal has for them.
    let opened: [JournalKey: String]
  }

  /// One claim's share of a notice.
  struct Part {
    let step: String
    /// In minor units.
    let outstanding: Int64
    /// Whether it bars its step from being taken again.
    let isLive: Bool
    /// What it asks for beside the sum, in minor units, and whether that stays owed.
    let beyond: Int64?
    let stays: Bool
    /// How many notices had gone out about earlier deadlines.
    let earlier: Int64
  }

  init(_ id: NoticeID, chain: String, look: Look, isErased: Bool) throws {
    (self.id, self.chain, self.look, self.isErased) = (id, chain, look, isErased)
    row = try look.sql.first(
      """
      SELECT currency, state, recipient, total, message_id, tone, pay_by, opened_at, approved_at, completed_at,
        last_reply, creditor, step, needs_approval, approved_message, approved_letter, debtor_id,
        addressee, policy
      FROM notice WHERE id = ?
      """, .number(id.number)
    ) { row in
      let currency = row.text(0)
      var opened: [JournalKey: String] = [.to: row.text(2), .messageID: row.text(4), .tone: row.text(5)]
      opened[.total] = Currency(currency).map { Money(minorUnits: row.number(3), currency: $0).decimal }
      opened[.payBy] = row.textIfAny(6)
      opened[.debtor] = row.textIfAny(17)
      let approved = ["sha256": row.bytes(14), "letter_sha256": row.bytes(15)].filter { !$0.value.isEmpty }
      return Row(
        currency: currency, state: row.text(1), openedAt: row.number(7), approvedAt: row.numberIfAny(8),
        completedAt: row.numberIfAny(9), lastReply: row.textIfAny(10), creditor: row.text(11), step: row.text(12),
        approval: Step.Approval(number: row.number(13)) ?? .none, approved: approved.mapValues { Hex.text($0) },
        hasDebtor: row.numberIfAny(16) != nil,
        isAccount: row.text(18).isEmpty && row.text(12) == Step.statementOfAccount.name, opened: opened)
    }
  }

  /// The claim's own share of the notice.
  func checkPart(_ part: Part, _ entries: [ChainWalk.Entry], _ result: inout Verification) {
    let isDropped = entries.contains { $0.row.type == Event.Kind.noticeDropped.rawValue }
    let isLive = !isDropped && row?.isAccount != true
    result.expect(String(part.isLive), String(isLive), "live of \(id)", in: chain)
    guard !isErased, let opened = opening(entries), let row, let currency = Currency(row.currency) else { return }
    result.expect(part.step, opened.data[.step], "step of \(id)", in: chain, opened.row.seq)
    let sum = Money(minorUnits: part.outstanding, currency: currency).decimal
    result.expect(sum, opened.data[.outstanding], "outstanding of \(id)", in: chain, opened.row.seq)
    let beyond = part.beyond.map { Money(minorUnits: $0, currency: currency).decimal }
    result.expect(beyond, opened.data[.beyond], "beyond of \(id)", in: chain, opened.row.seq)
    let stays = part.stays ? Policy.Settles.all.rawValue : nil
    result.expect(stays, opened.data[.settles], "settles of \(id)", in: chain, opened.row.seq)
    let earlier = part.earlier == 0 ? nil : String(part.earlier)
    result.expect(earlier, opened.data[.earlier], "earlier of \(id)", in: chain, opened.row.seq)
  }

  /// What the chains of all its claims say of it, in order: of a bounce only those that it holds tell.
  ///
  /// - Parameter own: what one of them says; all of it where there is only one.
  func entriesOfAllClaims(_ own: [ChainWalk.Entry]) throws -> [ChainWalk.Entry] {
    let others = try look.sql.first("SELECT count(*) FROM notice_claim WHERE notice_id = ?", .number(id.number)) {
      $0.number(0)
    }
    guard others ?? 0 > 1 else { return own }
    return try look.sql.all(
      """
      SELECT \(ChainedRow.columns), NULL FROM event
      WHERE claim_id IN (SELECT claim_id FROM notice_claim WHERE notice_id = ?) AND notice_id = ? ORDER BY id
      """, .number(id.number), .number(id.number), read: ChainedRow.init
    ).map { ChainWalk.Entry(row: $0, data: (try? Journal.decode($0.data)) ?? [:]) }
  }

  /// - Parameters:
  ///   - entries: all that its chains say of it.
  ///   - makings: what the docket's own chain says of debtors; nil where it was not looked through.
  func run(_ entries: [ChainWalk.Entry], told makings: DebtorMakings?, _ result: inout Verification) throws {
    try checkContents(entries, &result)
    guard let row else {
      return result.find(chain, nil, "notice \(id)", stored: "nothing", computed: "a notice")
    }
    checkState(row, entries, &result)
    checkMoments(row, entries, &result)
    checkApproved(row, entries, &result)
    try checkClaims(&result)
    guard !isErased else { return }
    try checkAccount(row, entries, &result)
    try checkFourEyes(entries, told: makings, &result)
    try checkDepartures(entries, &result)
    try checkDeliveries(entries, &result)
    try checkPosting(entries, &result)
  }

  /// When it was opened, approved and completed, and the last words about it.
  private func checkMoments(_ row: Row, _ entries: [ChainWalk.Entry], _ result: inout Verification) {
    // Of what was written before there were chains only the contents are bound.
    guard isErased || opening(entries) != nil else { return }
    func moment(_ kind: Event.Kind) -> String? {
      entries.last { $0.row.type == kind.rawValue }.map { String($0.row.at.milliseconds) }
    }
    if let opened = moment(.noticeOpened) {
      result.expect(String(row.openedAt), opened, "opened_at of \(id)", in: chain)
    }
    result.expect(row.approvedAt.map { String($0) }, moment(.noticeApproved), "approved_at of \(id)", in: chain)
    // Of a notice that is also printed each way has an end of its own.
    guard !isErased, !isPrinted(entries), let last = entries.last(where: { Self.states[$0.row.type] != nil }) else {
      return
    }
    switch Event.Kind(rawValue: last.row.type) {
    case .noticeSent, .noticeFailed, .noticeDropped:
      let moment = String(last.row.at.milliseconds)
      result.expect(row.completedAt.map { String($0) }, moment, "completed_at of \(id)", in: chain, last.row.seq)
    case .noticeDeferred, .noticeInDoubt, .noticeHeld, .noticeOpened:
      result.expect(row.completedAt.map { String($0) }, nil, "completed_at of \(id)", in: chain, last.row.seq)
    default: break
    }
    guard [.noticeSent, .noticeDeferred, .noticeFailed, .noticeInDoubt].contains(Event.Kind(rawValue: last.row.type)),
      row.state != Notice.State.held.rawValue
    else { return }
    let reply = last.data[.reply]
    guard row.lastReply != reply.map({ "came back: \($0)" }) || reply == nil else { return }
    result.expect(row.lastReply, reply, "last_reply of \(id)", in: chain, last.row.seq)
  }

  /// What may leave is what the last approval names.
  private func checkApproved(_ row: Row, _ entries: [ChainWalk.Entry], _ result: inout Verification) {
    let last = entries.last { $0.row.type == Event.Kind.noticeApproved.rawValue }
    let said = last?.data.filter { ["sha256", "letter_sha256"].contains($0.key) } ?? [:]
    // Entries of earlier versions, and erased ones, name no bytes.
    guard last == nil || !said.isEmpty else { return }
    // What was opened before there were chains tells of no approval.
    guard last != nil || opening(entries) != nil || isErased else { return }
    for name in ["sha256", "letter_sha256"] {
      result.expect(row.approved[name], said[name], "approved \(name) of \(id)", in: chain, last?.row.seq)
    }
  }

  /// It is to the debtor of its claims, in their currency, from their creditor, by their policy, with a step of theirs.
  private func checkClaims(_ result: inout Verification) throws {
    let fits = try look.sql.first(
      """
      SELECT count(*), count(CASE WHEN notice.creditor = claim.creditor
          AND (notice.debtor_id = claim.debtor_id OR EXISTS
            (SELECT 1 FROM event WHERE claim_id = claim.id AND event = 'debtor-parted'))
          AND notice.currency = claim.currency
          AND (notice.policy = \(Self.policyThen) OR notice.policy = '' AND notice.step = \(Self.account)) THEN 1 END),
        count(CASE WHEN notice.step = notice_claim.step THEN 1 END)
      FROM notice JOIN notice_claim ON notice_claim.notice_id = notice.id JOIN claim ON claim.id = notice_claim.claim_id
      WHERE notice.id = ?
      """, .number(id.number)
    ) { $0.number(0) == $0.number(1) && ($0.number(0) == 0 || $0.number(2) > 0) }
    guard fits == false else { return }
    result.find(
      chain, nil, "creditor, debtor, currency, policy or step of \(id)", stored: "others", computed: "its claims'")
  }

  private static let account = "'\(Step.statementOfAccount.name)'"

  /// The policy that a claim climbed when the notice was opened; of an erased claim the journal does not tell it any more.
  private static let policyThen = """
    CASE WHEN claim.case_key IS NULL AND EXISTS (SELECT 1 FROM event WHERE claim_id = claim.id
      AND event = \(Event.Kind.claimCorrected.sql)) THEN notice.policy
    ELSE coalesce((SELECT json_extract(data, '$.\(JournalKey.policyBefore.rawValue)') FROM event
      WHERE claim_id = claim.id AND event = \(Event.Kind.claimCorrected.sql) AND json_valid(data)
        AND json_extract(data, '$.\(JournalKey.policyBefore.rawValue)') IS NOT NULL
        AND id > (SELECT min(id) FROM event AS opened WHERE opened.claim_id = claim.id AND opened.notice_id = notice.id)
      ORDER BY id LIMIT 1), claim.policy) END
    """

  private func isPrinted(_ entries: [ChainWalk.Entry]) -> Bool { entries.contains { $0.data[.channel] != nil } }

  /// A notice to the creditor, which is about no claim.
  ///
  /// - Parameter entries: all that the docket's own chain says of it.
  func runOfCreditor(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    // Of earlier versions the journal does not tell what a person decided about such a notice.
    guard let row, let opened = opening(entries), let step = opened.data[.step] else { return }
    result.expect(row.step, step, "step of \(id)", in: chain, opened.row.seq)
    result.expect(row.creditor, opened.data[.creditor], "creditor of \(id)", in: chain, opened.row.seq)
    // Nobody approves what goes to the creditor themselves.
    if row.needsApproval {
      result.find(chain, opened.row.seq, "needs_approval of \(id)", stored: "required", computed: "none")
    }
    checkState(row, entries, &result)
    checkMoments(row, entries, &result)
    try checkDepartures(entries, &result)
    let isDropped = entries.contains { $0.row.type == Event.Kind.noticeDropped.rawValue }
    if opened.data[.register] != nil, row.hasDebtor {
      result.find(chain, opened.row.seq, "debtor of \(id)", stored: "one", computed: "none, since it is about all")
    }
    if !isDropped { try checkWord(opened, step: step, &result) }
    guard let month = opened.data[.register], !isDropped else { return }
    let stored = try look.sql.first(
      "SELECT creditor, month FROM register_mailing WHERE notice_id = ?", .number(id.number)
    ) {
      "\($0.text(1)) of \($0.text(0))"
    }
    let said = "\(month) of \(opened.data[.creditor] ?? "")"
    result.expect(stored, said, "register of \(id)", in: chain, opened.row.seq)
  }

  /// A mail with word of what happens is that of its creditor, its kind and its day.
  private func checkWord(_ opened: ChainWalk.Entry, step: String, _ result: inout Verification) throws {
    let stored = try look.wordMailing(of: id).map { "\($0.kind.rawValue) of \($0.day.iso) to \($0.creditor)" }
    let isWord = [Step.morning, .atOnce].map(\.name).contains(step)
    let said = isWord ? "\(step) of \(opened.data[.date] ?? "") to \(opened.data[.creditor] ?? "")" : nil
    guard stored != nil || said != nil else { return }
    result.expect(stored, said, "word of \(id)", in: chain, opened.row.seq)
  }

  /// - Parameter entries: some of what a chain says of it.
  func checkContents(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    if let row, let opened = opening(entries), !isErased {
      for name: JournalKey in [.to, .messageID, .tone, .total, .payBy, .debtor] {
        result.expect(row.opened[name], opened.data[name], "\(name.rawValue) of \(id)", in: chain, opened.row.seq)
      }
      try checkRecipients(opened, entries, &result)
      // Entries of earlier versions do not say it.
      if let said = opened.data[.approval] {
        result.expect(row.approval.rawValue, said, "needs_approval of \(id)", in: chain, opened.row.seq)
      }
    }
    try checkParcel(entries, &result)
    guard !isErased else { return }
    try checkAttempts(entries, &result)
  }

  /// Whom it goes to is what it was opened for, and what is said of each of them is what came of it.
  private func checkRecipients(
    _ opened: ChainWalk.Entry, _ entries: [ChainWalk.Entry], _ result: inout Verification
  ) throws {
    let recipients = try look.recipients(of: id)
    let stored = recipients.map(\.text).joined(separator: "\n")
    result.expect(
      stored.isEmpty ? nil : stored, opened.data[.recipients], "recipients of \(id)", in: chain, opened.row.seq)
    let missed = entries.compactMap { $0.data[.missed] }.joined(separator: "\n")
    let hasFailed = entries.contains { $0.row.type == Event.Kind.noticeFailed.rawValue }
    let hasBounced = entries.contains { $0.row.type == Event.Kind.noticeBounced.rawValue }
    for recipient in recipients {
      let address = recipient.addressee.address.text
      let isTold =
        switch recipient.fate {
        case .refused: hasFailed || missed.contains("\(address): ")
        case .unsent: missed.contains("\(address): ")
        case .inDoubt: missed.contains("\(address): ")
        case .returned: hasBounced
        case .waiting, .sent: true
        }
      if !isTold {
        result.find(chain, nil, "fate of \(address) in \(id)", stored: recipient.fate.rawValue, computed: "nothing")
      }
    }
  }

  /// What a statement of account tells of is what it was opened with.
  private func checkAccount(_ row: Row, _ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    guard row.isAccount, let opened = opening(entries) else { return }
    let stored = try look.sql.first(
      "SELECT since, credit, because FROM account_mailing WHERE notice_id = ?", .number(id.number)
    ) { "\($0.number(0)), \($0.number(1)), \($0.text(2))" }
    let isDropped = entries.contains { $0.row.type == Event.Kind.noticeDropped.rawValue }
    let data = opened.data
    let said = "\(data[.since] ?? ""), \(data[.credit] ?? ""), \(data[.because] ?? "")"
    result.expect(stored, isDropped ? nil : said, "account in \(id)", in: chain, opened.row.seq)
  }

  /// The entry that opened it; nil where an earlier version wrote it, which said less.
  func opening(_ entries: [ChainWalk.Entry]) -> ChainWalk.Entry? {
    entries.first { $0.row.type == Event.Kind.noticeOpened.rawValue && $0.data[.to] != nil }
  }

  private func checkState(_ row: Row, _ entries: [ChainWalk.Entry], _ result: inout Verification) {
    // Of a notice that is also printed each way has an outcome of its own, and the notice's state is made of both.
    guard !isPrinted(entries) else { return }
    let last = entries.last { Self.states[$0.row.type] != nil }
    guard let last, var allowed = Self.states[last.row.type] else { return }
    // An attempt that was under way when it was held has been put off, and the notice is held on.
    if last.row.type == Event.Kind.noticeDeferred.rawValue, Self.isHeld(entries) { allowed = ["held"] }
    // What came to its turn without the approval that it needs asks again.
    if row.needsApproval, row.approvedAt == nil { allowed.append("awaiting-approval") }
    guard !allowed.contains(row.state) else { return }
    result.find(chain, last.row.seq, "state of \(id)", stored: row.state, computed: allowed.joined(separator: " or "))
  }

  /// In which states a notice can be after an entry.
  static let states: [String: [String]] = [
    "notice-opened": ["sending", "awaiting-approval"], "notice-approved": ["pending", "sending"],
    "notice-seconded": ["awaiting-approval"], "notice-held": ["held"],
    "notice-released": ["pending", "awaiting-approval", "sending", "dropped"],
    "notice-retried": ["deferred", "sending", "dropped"], "notice-sent": ["sent"],
    "notice-deferred": ["deferred", "sending"], "notice-failed": ["failed"], "notice-in-doubt": ["in-doubt"],
    "notice-resolved": ["sent", "pending", "sending"], "notice-dropped": ["dropped"],
  ]

  private func checkParcel(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    for (table, name) in [("message", JournalKey.sha256), ("letter", .letterSHA256)] {
      let stored = try look.sql.first("SELECT sha256 FROM \(table) WHERE notice_id = ?", .number(id.number)) {
        Hex.text($0.bytes(0))
      }
      // An attachment's hash, like a mail's, is its own.
      for entry in entries where entry.data[.mail] == nil && entry.row.type != Event.Kind.attachmentAdded.rawValue {
        guard let hash = entry.data[name] else { continue }
        result.expect(stored, hash, "\(table) \(id)", in: chain, entry.row.seq)
      }
    }
  }

  private func checkAttempts(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    let proofs = try look.sql.all(
      "SELECT \(AttemptProof.columns) FROM attempt WHERE notice_id = ?", .number(id.number), read: AttemptProof.init)
    for entry in entries {
      guard let number = entry.data[.attempt], let hash = entry.data[.attemptSHA256] else { continue }
      let stored = proofs.first { String($0.number) == number }
      result.expect(
        stored.map { Hex.text($0.hash) }, hash, "attempt \(number) of \(id)", in: chain, entry.row.seq)
    }
  }
}
