import Crypto
import Dunning
import DunningBytes
import DunningChain
import DunningSQL

/// Looks at one claim: its chain, and whether its rows are what the chain says.
struct ClaimCheck {
  let id: ClaimID
  let look: Look
  let attachments: AttachmentFolder
  /// What the docket's own chain says of what comes back; nil where it was not looked through.
  let followUps: FollowUpsTold?
  /// What it says of debtors; nil in the same way.
  let makings: DebtorMakings?

  private var chain: String { ChainEntry.chain(of: id) }

  func run(_ result: inout Verification) throws {
    guard let row = try look.claimRow(id) else { return }
    result.claims += 1
    let entries = try walk(row, &result)
    var replay = ClaimReplay()
    if let currency = Currency(row.currency) {
      for entry in entries { replay.take(entry, currency: currency) }
    }
    if let moment = replay.erasedAt {
      result.note(erased: id, at: moment)
      try checkErased(row, &result)
    } else {
      try compare(row, with: replay, &result)
      try comparePayments(with: replay, &result)
      try compareAmounts(entries, &result)
      try SayingCheck(id: id, chain: chain, look: look).run(entries, replay, &result)
      try FollowUpCheck(id: id, chain: chain, look: look, told: followUps).run(entries, &result)
    }
    try checkContents(entries, isErased: replay.erasedAt != nil, &result)
    try checkNotices(entries, isErased: replay.erasedAt != nil, &result)
  }

  private func walk(_ row: ClaimRow, _ result: inout Verification) throws -> [ChainWalk.Entry] {
    var walk = ChainWalk(chain: chain, key: row.key)
    return try look.sql.all(
      "SELECT \(ChainedRow.columns), NULL FROM event WHERE claim_id = ? ORDER BY id", .number(id.number),
      read: ChainedRow.init
    ).map { walk.take($0, &result) }
  }

  // MARK: The claim's own row

  private func compare(_ row: ClaimRow, with replay: ClaimReplay, _ result: inout Verification) throws {
    guard let registered = replay.registered else {
      return result.find(chain, 1, "claim-registered", stored: "nothing", computed: "the first entry")
    }
    var stored = row.registered
    // Dockets of earlier versions wrote less into the journal.
    let isBound = registered[.creditor] != nil
    if !isBound { stored = stored.filter { registered[$0.key] != nil } }
    for name in Set(stored.keys).union(isBound ? ClaimRow.names : []).sorted() {
      result.expect(stored[name], registered[name], "claim.\(name.rawValue)", in: chain)
    }
    result.expect(
      String(row.enqueuedAt), replay.registeredAt.map { String($0.milliseconds) }, "claim.enqueued_at", in: chain)
    result.expect(String(row.paid), String(replay.paid), "claim.paid", in: chain)
    result.expect(String(row.demanded), String(replay.demanded), "claim.demanded", in: chain)
    if !(Claim.State(rawValue: row.state).map(replay.leads) ?? false) {
      result.find(chain, nil, "claim.state", stored: row.state, computed: replay.state.rawValue)
    }
    if replay.state == .paused { result.expect(row.pausedUntil, replay.pausedUntil, "claim.paused_until", in: chain) }
    let isJustOpen = replay.state == .open && row.state == Claim.State.open.rawValue && isBound
    if !replay.state.isOpen || [.paused, .disputed, .stopped].contains(replay.state) || isJustOpen {
      result.expect(row.reason, replay.reason, "claim.state_reason", in: chain)
    }
    if let digest = replay.digest { result.expect(Hex.text(row.digest), digest, "claim.digest", in: chain) }
    checkDueEnd(row, &result)
    if isBound { try compareLater(row, with: replay, registered, &result) }
    if isBound, row.isLastOfDebtor { try compareDebtor(row.debtor, with: registered, &result) }
  }

  /// The day after the due day, or later where the law has it roll, in some zone: which it is depends on the rules.
  private func checkDueEnd(_ row: ClaimRow, _ result: inout Verification) {
    let end: (least: Instant, most: Instant)
    if let moment = row.dueAt {
      end = (moment, moment.adding(seconds: Self.rollingDaysMax * 86_400))
    } else if let day = row.dueDate.flatMap({ try? CivilDate(parsing: $0) }) {
      let midnight = ZoneRules.utc.instant(day.adding(days: 1), TimeOfDay(seconds: 0))
      end = (
        midnight.adding(seconds: -ZoneRules.eastMax), midnight.adding(seconds: Self.rollingDaysMax * 86_400)
      )
    } else {
      return
    }
    let isQuarter = row.dueAt != nil || row.dueEnd.milliseconds % 900_000 == 0
    guard row.dueEnd < end.least || row.dueEnd > end.most || !isQuarter else { return }
    result.find(
      chain, nil, "claim.due_end", stored: row.dueEnd.rfc3339(offsetSeconds: 0),
      computed: "the end of the due day, or of the working day to which it rolls")
  }

  /// No run of days off is as long.
  private static let rollingDaysMax = 40

  /// What came after it was enqueued, and whose it is.
  private func compareLater(
    _ row: ClaimRow, with replay: ClaimReplay, _ registered: [String: String], _ result: inout Verification
  ) throws {
    result.expect(row.cause, replay.cause, "claim.cause", in: chain)
    let reopenedAt = replay.reopenedAt.map { String($0.milliseconds) }
    result.expect(row.reopenedAt.map { String($0) }, reopenedAt, "claim.reopened_at", in: chain)
    switch row.state {
    case Claim.State.paused.rawValue: break
    // Entries of earlier versions do not say when a promise is judged.
    case Claim.State.promised.rawValue where replay.pausedUntil == nil: break
    case Claim.State.promised.rawValue:
      result.expect(row.pausedUntil, replay.pausedUntil, "claim.paused_until", in: chain)
      result.expect(row.reason, replay.reason, "claim.state_reason", in: chain)
    default: result.expect(row.pausedUntil, nil, "claim.paused_until", in: chain)
    }
    let debtor = try look.sql.first("SELECT creditor, key FROM debtor WHERE id = ?", .number(row.debtor)) {
      "\($0.text(1)) of \($0.text(0))"
    }
    let said = "\(registered[.debtorID] ?? "") of \(registered[.creditor] ?? "")"
    result.expect(debtor, said, "claim.debtor_id", in: chain)
  }

  /// What is said of a debtor comes with a claim, so that the last of them tells what is known now.
  private func compareDebtor(_ id: Int64, with registered: [String: String], _ result: inout Verification) throws {
    let debtor = try look.sql.first("\(ClaimRecord.debtorSelection) FROM debtor WHERE id = ?", .number(id)) {
      try? ClaimRecord.debtor($0, first: 0)
    }
    let stored = debtor.flatMap { $0?.registered } ?? [:]
    for name in Debtor.registeredKeys {
      result.expect(stored[name], registered[name], "debtor.\(name.rawValue)", in: chain)
    }
    let key = try look.sql.first("SELECT name_key FROM debtor WHERE id = ?", .number(id)) { $0.text(0) }
    result.expect(key, registered[.debtor]?.folded, "debtor.name_key", in: chain)
  }

  private func checkErased(_ row: ClaimRow, _ result: inout Verification) throws {
    if !row.key.isEmpty {
      result.find(chain, nil, "key of an erased claim", stored: "\(row.key.count) bytes", computed: "nothing")
    }
    // What is kept of it stands in the docket's own chain, and is compared there.
  }

  private func comparePayments(with replay: ClaimReplay, _ result: inout Verification) throws {
    guard let currency = try look.claimRow(id).flatMap({ Currency($0.currency) }) else { return }
    let stored = try look.sql.all(
      """
      SELECT payment.kind, allocation.amount, paid_on, external_id, made_at, payment_id, event_id, undone_event_id,
        allocation.undone_at, list_id
      FROM allocation LEFT JOIN payment ON payment.id = payment_id WHERE allocation.claim_id = ? ORDER BY allocation.id
      """, .number(id.number)
    ) { row in
      StoredAllocation(
        content: "\(row.text(0)) \(Money(minorUnits: row.number(1), currency: currency).decimal) on \(row.text(2)) "
          + "id \(row.textIfAny(3) ?? "-")\(row.numberIfAny(9).map { ", told by \(OpenListID($0))" } ?? "")",
        payment: PaymentID(row.number(5)).description,
        moments: Self.moments(row.number(4), row.numberIfAny(6), row.numberIfAny(8), row.numberIfAny(7)))
    }
    let charges = try look.sql.all(
      "SELECT amount, day, event_id FROM charge WHERE claim_id = ? ORDER BY id", .number(id.number)
    ) { "\(Money(minorUnits: $0.number(0), currency: currency).decimal) on \($0.text(1)) by \($0.number(2))" }
    result.expect(
      charges.joined(separator: ", "), replay.charges.joined(separator: ", "), "charges", in: chain)
    for index in 0..<max(stored.count, replay.payments.count) {
      let (row, entry) = (stored.dropFirst(index).first, replay.payments.dropFirst(index).first)
      let name = "payment \(index + 1)"
      result.expect(row?.content, entry?.text, name, in: chain)
      guard let row, let entry else { continue }
      if let said = entry.payment { result.expect(row.payment, said, "number of \(name)", in: chain) }
      let moments = Self.moments(entry.madeAt.milliseconds, entry.entry, entry.undoneAt?.milliseconds, entry.undoneBy)
      result.expect(row.moments, moments, "moments of \(name)", in: chain)
    }
  }

  /// A row of what was set against the claim, as words to be compared.
  private struct StoredAllocation {
    let content: String
    let payment: String
    let moments: String
  }

  /// When something was set against the claim, and when it was undone, each by an entry of the journal.
  private static func moments(_ made: Int64, _ entry: Int64?, _ undone: Int64?, _ end: Int64?) -> String {
    func text(_ number: Int64?) -> String { number.map { "\($0)" } ?? "nothing" }
    return "made at \(made) by \(text(entry)), undone at \(text(undone)) by \(text(end))"
  }

  /// By how much each correction changed the sum, as the register books it.
  private func compareAmounts(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    guard let currency = try look.claimRow(id).flatMap({ Currency($0.currency) }) else { return }
    var stored = Dictionary(
      try look.sql.all(
        "SELECT event_id, change FROM amount_correction WHERE claim_id = ?", .number(id.number)
      ) { ($0.number(0), $0.number(1)) }
    ) { first, _ in first }
    for entry in entries where entry.row.type == Event.Kind.claimCorrected.rawValue {
      guard let after = entry.data[.amount], let before = entry.data[.amountBefore] else { continue }
      let change =
        try? Money(parsing: after, currency: currency).minorUnits
        - Money(parsing: before, currency: currency).minorUnits
      result.expect(
        stored.removeValue(forKey: entry.row.id).map { String($0) }, change.map { String($0) }, "change of the amount",
        in: chain, entry.row.seq)
    }
    for change in stored.values.sorted() {
      result.find(chain, nil, "change of the amount", stored: String(change), computed: "nothing")
    }
  }

  // MARK: What entries name by its hash

  private func checkContents(
    _ entries: [ChainWalk.Entry], isErased: Bool, _ result: inout Verification
  ) throws {
    var names: Set<String> = []
    for entry in entries {
      let data = entry.data
      if let mail = data[.mail].flatMap(IncomingMailID.init(parsing:)), let hash = data[.sha256] {
        try checkMail(mail, hash, entry, &result)
      }
      if entry.row.type == Event.Kind.attachmentAdded.rawValue, let hash = data[.sha256] {
        names.insert(hash)
        try checkAttachment(data, hash, entry.row, &result)
      }
    }
    guard !isErased else { return }
    for hash in try look.sql.all(
      "SELECT sha256 FROM attachment WHERE claim_id = ?", .number(id.number), read: { $0.bytes(0) })
    where !names.contains(Hex.text(hash)) {
      result.find(chain, nil, "attachment", stored: Hex.text(hash), computed: "nothing")
    }
  }

  private func checkMail(
    _ mail: IncomingMailID, _ hash: String, _ entry: ChainWalk.Entry, _ result: inout Verification
  ) throws {
    // A resolved notice names the report, and the report's own entry says the rest.
    guard entry.row.type != Event.Kind.noticeResolved.rawValue else { return }
    try MailCheck(look: look, chain: chain).run(mail, hash, entry, &result)
  }

  private func checkAttachment(
    _ data: [String: String], _ hash: String, _ row: ChainedRow, _ result: inout Verification
  ) throws {
    let stored = try look.sql.first(
      "SELECT name, media_type, size, note, added_at FROM attachment WHERE claim_id = ? AND sha256 = ?",
      .number(id.number), .bytes(Hex.bytes(hash) ?? [])
    ) { stored in
      [stored.text(0), stored.text(1), String(stored.number(2)), stored.text(3), String(stored.number(4))]
    }
    let said = [
      data[.name] ?? "", data[.mediaType] ?? "", data[.size] ?? "", data[.note] ?? "",
      String(row.at.milliseconds),
    ]
    result.expect(
      stored?.joined(separator: ", "), said.joined(separator: ", "), "attachment \(hash)", in: chain, row.seq)
    result.attachments += 1
    result.expect(try attachments.hash(of: hash), hash, "content of attachment \(hash)", in: chain, row.seq)
  }

  // MARK: Notices

  private func checkNotices(_ entries: [ChainWalk.Entry], isErased: Bool, _ result: inout Verification) throws {
    let notices = try look.sql.all(
      """
      SELECT notice_id, step, outstanding, live, beyond, stays, earlier, (SELECT min(claim_id) FROM notice_claim AS other
        WHERE other.notice_id = notice_claim.notice_id) FROM notice_claim WHERE claim_id = ? ORDER BY notice_id
      """, .number(id.number)
    ) { row in
      (
        id: NoticeID(row.number(0)), isFirst: row.number(7) == id.number,
        part: NoticeCheck.Part(
          step: row.text(1), outstanding: row.number(2), isLive: row.number(3) == 1, beyond: row.numberIfAny(4),
          stays: row.number(5) == 1, earlier: row.number(6))
      )
    }
    let named = Dictionary(grouping: entries.filter { $0.row.notice != nil }) { $0.row.notice }
    for notice in notices {
      let check = try NoticeCheck(notice.id, chain: chain, look: look, isErased: isErased)
      let own = named[notice.id] ?? []
      check.checkPart(notice.part, own, &result)
      // A notice about several claims is told of in each of their chains, and compared once, with all that they say.
      if notice.isFirst { try check.run(try check.entriesOfAllClaims(own), told: makings, &result) }
    }
    for (id, entries) in named where id != nil && !notices.contains(where: { $0.id == id }) {
      result.find(
        chain, entries.first?.row.seq, "notice \(id?.description ?? "")", stored: "nothing", computed: "a notice")
    }
  }
}

extension ClaimReplay.Journalled {
  fileprivate var text: String {
    "\(kind) \(amount) on \(date) id \(externalID ?? "-")\(list.map { ", told by \($0)" } ?? "")"
  }
}
