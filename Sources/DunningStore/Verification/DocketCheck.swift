import Crypto
import Dunning
import DunningChain
import DunningSQL

/// Looks at the docket's own chain, and at what its entries speak of.
struct DocketCheck {
  private var walk: ChainWalk
  private var position: Int64 = 0
  /// What the chain says of each notice to a creditor.
  private var notices: [NoticeID: [ChainWalk.Entry]] = [:]
  /// The last word on whether notices may leave.
  private var mode: ChainWalk.Entry?
  /// The last word on each debtor as a whole, by the number of their row.
  private var debtors: [Int64: ChainWalk.Entry] = [:]
  /// What the chain says of payments that no claim's chain has all of, and of those that were undone.
  private var payments = PaymentCheck()
  /// With whom debtors were put together, and who was said to be two.
  private var merged: [Int64: Int64] = [:]
  private var apart: Set<String> = []
  /// The last follow-up of the time before the journal told of each, and which notice to the creditor took which.
  private(set) var followUps = FollowUpsTold()
  /// What people have said of debtors in it.
  private(set) var makings = DebtorMakings()
  /// What it says of statements and their entries.
  private var statements = StatementCheck()
  /// What it says of lists of what is open.
  private var lists = ListCheck()
  /// What the journal says of the time stamps, by seal.
  private(set) var stamped: [Int64: (hash: String, server: String)] = [:]

  init(key: [UInt8]) { walk = ChainWalk(chain: ChainEntry.docket, key: key) }

  /// Takes a page of entries.
  ///
  /// - Returns: whether something is left.
  mutating func step(_ look: Look, _ result: inout Verification) throws -> Bool {
    let page = try look.sql.all(
      "SELECT \(ChainedRow.columns), NULL FROM event WHERE claim_id IS NULL AND id > ? ORDER BY id LIMIT ?",
      .number(position), .number(Int64(DocketLimits.chainPage)), read: ChainedRow.init)
    for row in page {
      let entry = walk.take(row, &result)
      try take(entry, look, &result)
      position = row.id
    }
    if page.count == DocketLimits.chainPage { return true }
    try checkMode(look, &result)
    try checkDebtors(look, &result)
    try payments.run(look, in: walk.chain, &result)
    try checkSame(look, &result)
    try statements.run(look, in: walk.chain, &result)
    try lists.run(look, in: walk.chain, &result)
    for (notice, entries) in notices.sorted(by: { $0.key.number < $1.key.number }) {
      try NoticeCheck(notice, chain: walk.chain, look: look, isErased: false).runOfCreditor(entries, &result)
    }
    return false
  }

  private func checkMode(_ look: Look, _ result: inout Verification) throws {
    let said = mode.map { $0.row.type == Event.Kind.armed.rawValue ? "armed" : "held" }
    result.expect(try look.setting(.mode), said, "mode", in: walk.chain, mode?.row.seq)
    result.expect(
      try look.setting(.heldBecause), mode?.data[.reason], "reason of the hold", in: walk.chain,
      mode?.row.seq)
  }

  /// Whether a debtor as a whole is paused, disputed or stopped, as was said last.
  private func checkDebtors(_ look: Look, _ result: inout Verification) throws {
    let rows = try look.sql.all(
      """
      SELECT id, state, state_until, state_reason, erased_at IS NOT NULL FROM debtor
      WHERE state IS NOT NULL OR state_until IS NOT NULL OR state_reason IS NOT NULL
      """
    ) { (id: $0.number(0), state: $0.textIfAny(1), until: $0.textIfAny(2), reason: $0.textIfAny(3)) }
    for row in rows {
      let (entry, name) = (debtors[row.id], "of debtor \(row.id)")
      if entry != nil {
        result.expect(row.state, entry?.data[.state], "state \(name)", in: walk.chain, entry?.row.seq)
        result.expect(row.until, entry?.data[.until], "state_until \(name)", in: walk.chain, entry?.row.seq)
      }
      // Whether its claims tell of it is all that dockets of earlier versions say.
      guard let state = row.state, let reason = row.reason else {
        result.find(walk.chain, nil, "state \(name)", stored: "a part of it", computed: "a state with its reason")
        continue
      }
      try checkReason(reason, state, of: row.id, isBound: entry != nil, look, &result)
    }
    for (debtor, entry) in debtors where entry.data[.state] != nil && !rows.contains(where: { $0.id == debtor }) {
      let isErased = try look.sql.first("SELECT erased_at IS NOT NULL FROM debtor WHERE id = ?", .number(debtor)) {
        $0.number(0) == 1
      }
      guard isErased != true else { continue }
      result.find(
        walk.chain, entry.row.seq, "state of debtor \(debtor)", stored: "nothing", computed: entry.data[.state] ?? "")
    }
  }

  /// Who was said to be one, and who two.
  private func checkSame(_ look: Look, _ result: inout Verification) throws {
    let stored = Dictionary(
      try look.sql.all("SELECT id, merged_into FROM debtor WHERE merged_into IS NOT NULL") {
        ($0.number(0), $0.number(1))
      }
    ) { first, _ in first }
    for id in Set(stored.keys).union(merged.keys).sorted() {
      result.expect(
        stored[id].map { String($0) }, merged[id].map { String($0) }, "merged_into of debtor \(id)", in: walk.chain)
    }
    let pairs = Set(
      try look.sql.all("SELECT debtor_id, other_id FROM apart") { row in
        "\(min(row.number(0), row.number(1))) and \(max(row.number(0), row.number(1)))"
      })
    for pair in pairs.symmetricDifference(apart).sorted() {
      result.find(
        walk.chain, nil, "debtors \(pair)", stored: pairs.contains(pair) ? "two" : "perhaps one",
        computed: apart.contains(pair) ? "two" : "perhaps one")
    }
  }

  /// A claim of the debtor's tells of it in the same words, unless there was none that was open.
  private func checkReason(
    _ reason: String, _ state: String, of debtor: Int64, isBound: Bool, _ look: Look, _ result: inout Verification
  ) throws {
    let told = try look.sql.all(
      "SELECT event.event, event.data FROM event JOIN claim ON claim.id = event.claim_id WHERE claim.debtor_id = ? "
        + "AND event.event = ?", .number(debtor), .text("claim-\(state)")
    ) { (try? Journal.decode($0.text(1)))?["reason"] ?? "" }
    let isTold = told.contains { $0 == reason || $0 == ClaimReplay.ofDebtor + reason }
    guard !isTold, !isBound || !told.isEmpty else { return }
    result.find(
      walk.chain, nil, "reason of the state of debtor \(debtor)", stored: reason,
      computed: told.last ?? "one that a claim tells of")
  }

  private mutating func take(_ entry: ChainWalk.Entry, _ look: Look, _ result: inout Verification) throws {
    let (data, seq) = (entry.data, entry.row.seq)
    makings.take(entry)
    switch Event.Kind(rawValue: entry.row.type) {
    case .armed, .held: mode = entry
    case .debtorChanged: if let debtor = data[.debtor].flatMap({ Int64($0) }) { debtors[debtor] = entry }
    case .paymentRecorded, .paymentUndone: payments.take(entry)
    case .debtorMerged, .debtorParted, .debtorsApart:
      if let debtor = data[.debtor].flatMap({ Int64($0) }), let other = data[.other].flatMap({ Int64($0) }) {
        switch Event.Kind(rawValue: entry.row.type) {
        case .debtorMerged: merged[debtor] = other
        case .debtorParted: merged[debtor] = nil
        default: apart.insert("\(min(debtor, other)) and \(max(debtor, other))")
        }
      }
    case .statementTaken, .entryDecided, .entriesNamed: statements.take(entry)
    case .listTaken: lists.take(entry)
    case .journalChained:
      try checkContents(data, seq, look, &result)
      followUps.take(entry)
    case .noticeOpened, .followUpDue: followUps.take(entry)
    case .claimErased: try checkErased(data, seq, look, &result)
    case .sealTimestamped:
      if let seal = data[.seal].flatMap({ Int64($0) }) {
        stamped[seal] = (data[.sha256] ?? "", data[.server] ?? "")
      }
    default: break
    }
    if let notice = entry.row.notice { notices[notice, default: []].append(entry) }
    // A resolved notice names the report too, but its hash is the notice's own.
    let isResolved = entry.row.type == Event.Kind.noticeResolved.rawValue
    if !isResolved, let mail = data[.mail].flatMap(IncomingMailID.init(parsing:)), let hash = data[.sha256] {
      try MailCheck(look: look, chain: walk.chain).run(mail, hash, entry, &result)
    } else if let notice = entry.row.notice {
      // A notice to the creditor, which is about no claim.
      let check = try NoticeCheck(notice, chain: walk.chain, look: look, isErased: false)
      try check.checkContents([entry], &result)
    }
  }

  /// What was there before there were chains.
  private func checkContents(
    _ data: [String: String], _ seq: Int64, _ look: Look, _ result: inout Verification
  ) throws {
    for (name, kind) in [(JournalKey.messages, ContentDigest.Kind.messages), (.mails, .incoming)] {
      guard let said = data[name], let last = said.split(separator: " ").first.flatMap({ Int64($0) }) else { continue }
      let digest = try look.digest(kind, upTo: last)
      result.expect(digest.text, said, "hash over the \(name.rawValue) of the time before", in: walk.chain, seq)
    }
  }

  /// What is left of a claim that was erased.
  private func checkErased(
    _ data: [String: String], _ seq: Int64, _ look: Look, _ result: inout Verification
  ) throws {
    guard let id = data[.claim].flatMap(ClaimID.init(parsing:)) else { return }
    let stored = try look.claimRow(id)?.remains
    for name in ClaimRow.remaining {
      result.expect(stored?[name], data[name], "claim.\(name.rawValue) of \(id)", in: walk.chain, seq)
    }
  }
}
