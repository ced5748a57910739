import Dunning
import DunningBytes
import DunningSQL

/// What claims and debtors are found by when money comes in.
///
/// It is filled before statements are taken in, and not when a claim is enqueued, which costs nothing then; a docket of an
/// earlier version is nothing else than one of which much is left to be filled.
struct ReferenceIndex {
  let entry: Entry

  private var sql: SQLConnection { entry.sql }

  init(entry: Entry) { self.entry = entry }

  init(_ transaction: Transaction) {
    entry = Entry(sql: transaction.sql, now: transaction.now, actor: transaction.actor)
  }

  /// Takes in claims that came since the last time, and all of them anew where other references are printed for them than
  /// before; what was printed before stays known.
  ///
  /// - Parameter creditors: by ``Creditor/id``.
  /// - Returns: whether more are left than were taken.
  func catchUp(atMost limit: Int, of creditors: [String: Creditor]) throws -> Bool {
    try beginAnew(where: creditors)
    let claims = try sql.all(
      """
      SELECT id, creditor, reference, debtor_id, amount, currency, payment_reference FROM claim WHERE id > ?
      ORDER BY id LIMIT ?
      """,
      .number(try through()), .number(Int64(limit))
    ) { row in
      (
        id: row.number(0), creditor: row.text(1), reference: row.text(2), debtor: row.number(3), amount: row.number(4),
        currency: row.text(5), given: row.textIfAny(6)
      )
    }
    guard let last = claims.last?.id else { return false }
    var shapes: Set<CreditorShape> = []
    for claim in claims {
      let printed = try creditors[claim.creditor].map { creditor in
        Self.printed(
          by: creditor, reference: claim.reference, given: claim.given, claim: ClaimID(claim.id),
          currency: try ClaimRecord.currency(claim.currency))
      }
      // What is quoted is the claim's own most often, whose keys are there already.
      let others = (printed ?? []).filter { $0 != .own(claim.reference) }
      for key in ReferenceKey.keys(reference: claim.reference, paymentReferences: others) {
        try insert(key.stored, "claim", claim.id, of: claim.creditor)
        shapes.insert(CreditorShape(creditor: claim.creditor, shape: key.shape.stored))
      }
      try insert(Self.key(ofSum: claim.amount, claim.currency), "claim", claim.id, of: claim.creditor)
    }
    try shapes.forEach(insert)
    for debtor in Set(claims.map(\.debtor)) { try indexName(ofDebtor: debtor) }
    try entry.set(.keysThrough, String(last))
    return claims.count == limit
  }

  /// What stands in letters to the debtor, in those of an earlier version as well.
  private static func printed(
    by creditor: Creditor, reference: String, given: String?, claim: ClaimID, currency: Currency
  ) -> [PaymentReference] {
    [
      creditor.quotedReference(reference: reference, given: given, claim: claim, currency: currency),
      creditor.formerReference(reference: reference, given: given, claim: claim, currency: currency),
    ].compactMap { $0 }
  }

  private struct CreditorShape: Hashable {
    let creditor: String
    let shape: Int64
  }

  private func insert(_ known: CreditorShape) throws {
    try sql.run(
      "INSERT INTO key_shape (creditor, shape) VALUES (?, ?) ON CONFLICT DO NOTHING", .text(known.creditor),
      .number(known.shape))
  }

  private func beginAnew(where creditors: [String: Creditor]) throws {
    let rules = Self.rules(of: creditors)
    guard try entry.setting(.keysRules) != rules else { return }
    try entry.set(.keysRules, rules)
    try entry.set(.keysThrough, "0")
    // Earlier versions left the name of whoever was put together with a debtor who was erased.
    try sql.run(
      "DELETE FROM debtor_key WHERE debtor_id IN (SELECT id FROM debtor WHERE erased_at IS NOT NULL)")
  }

  /// How the references are made that the index has.
  static func rules(of creditors: [String: Creditor]) -> String {
    creditors.values.map(\.referenceRule).sorted().joined(separator: "\n")
  }

  private func through() throws -> Int64 { try entry.setting(.keysThrough).flatMap { Int64($0) } ?? 0 }

  private func insert(_ key: String, _ subject: String, _ id: Int64, of creditor: String) throws {
    try sql.run(
      "INSERT INTO \(subject)_key (creditor, key, \(subject)_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      .text(creditor), .text(key), .number(id))
  }

  /// Under a sum that was corrected as well; of a claim that is not taken in yet nothing is to be done.
  func index(sum: Money, of claim: ClaimID, of creditor: String) throws {
    guard claim.number <= (try through()) else { return }
    try insert(Self.key(ofSum: sum.minorUnits, sum.currency.code), "claim", claim.number, of: creditor)
  }

  /// Under what is quoted for a claim that was corrected as well; of one that is not taken in yet nothing is to be done.
  ///
  /// - Parameter creditor: whose it is; nil where the configuration has them no more.
  func indexReferences(of claim: ClaimID, _ draft: ClaimDraft, _ creditor: Creditor?) throws {
    guard claim.number <= (try through()), let creditor else { return }
    let printed = Self.printed(
      by: creditor, reference: draft.reference, given: draft.paymentReference, claim: claim,
      currency: draft.amount.currency)
    // What waits may name it now.
    try entry.set(.matchedThrough, "0")
    for key in ReferenceKey.keys(reference: draft.reference, paymentReferences: printed) {
      try insert(key.stored, "claim", claim.number, of: creditor.id)
      try insert(CreditorShape(creditor: creditor.id, shape: key.shape.stored))
    }
  }

  /// Under the name that a debtor has now, and no other. Of one whose claims are not taken in yet nothing is to be done.
  func indexName(ofDebtor debtor: Int64) throws {
    try sql.run("DELETE FROM debtor_key WHERE debtor_id = ?", .number(debtor))
    let row = try sql.first(
      "SELECT creditor, name FROM debtor WHERE id = ? AND erased_at IS NULL", .number(debtor)
    ) { (creditor: $0.text(0), name: $0.text(1)) }
    guard let row, let key = NameKey(row.name) else { return }
    try insert(key.text, "debtor", debtor, of: row.creditor)
  }

  /// Under what a claim of this sum is found: no reference begins like it.
  static func key(ofSum minorUnits: Int64, _ currency: String) -> String { "\(signOfSum)\(currency) \(minorUnits)" }

  static let signOfSum = "\u{A4}"
}

/// The claims of the creditors who have an account, as the rule of matching asks for them.
struct DocketBook: MatchBook {
  private let look: any Judging
  private let owners: Rulebook.AccountOwners
  /// The debtors who have paid from the entry's other account in a payment that a person confirmed.
  private let payers: Set<Int64>
  /// The sum of the entry and its day, as far as lists of what is open may have told of it before; nil where none did.
  private let mayBeTold: (sum: Money, day: CivilDate?)?

  let shapes: Set<ReferenceShape>

  /// - Parameter shapes: those that ``shapes(of:_:)`` answers.
  init(
    _ look: any Judging, _ owners: Rulebook.AccountOwners, shapes: Set<ReferenceShape>, for entry: MatchEntry
  ) throws {
    (self.look, self.owners, self.shapes) = (look, owners, shapes)
    let hasLists = entry.amount.isPositive ? try look.sql.first("SELECT 1 FROM open_list LIMIT 1") { _ in true } : nil
    mayBeTold = hasLists == true ? (entry.amount, entry.booked) : nil
    payers = try entry.account.map { Set(try Self.payers(MatchClaim.payerKey($0), owners, look)) } ?? []
  }

  /// The shapes of all references of some creditors.
  static func shapes(of creditors: [String], _ look: any Reading) throws -> Set<ReferenceShape> {
    Set(
      try creditors.flatMap { creditor in
        try look.sql.all("SELECT shape FROM key_shape WHERE creditor = ?", .text(creditor)) {
          ReferenceShape(stored: $0.number(0))
        }
      })
  }

  /// A statement of an account that nobody has does not come so far.
  let hasCreditor = true

  private static func payers(
    _ account: String, _ owners: Rulebook.AccountOwners, _ look: any Reading
  ) throws -> [Int64] {
    try look.sql.all(
      """
      SELECT DISTINCT payment.debtor_id, payment.creditor FROM bank_entry JOIN payment ON payment.entry = bank_entry.id
      WHERE other_account = ? AND decided_at IS NOT NULL AND payment.undone_at IS NULL AND debtor_id IS NOT NULL LIMIT ?
      """, .text(account), .number(Int64(MatchLimits.candidatesMax))
    ) { (debtor: $0.number(0), creditor: $0.text(1)) }.filter { owners.creditors.contains($0.creditor) }.map(\.debtor)
  }

  // MARK: Claims

  private static let selection = """
    SELECT claim.id, reference, debtor_id, debtor.name, claim.state, amount, paid, currency, payment_reference, beyond,
      discount, discount_until
    FROM claim JOIN debtor ON debtor.id = debtor_id
    """

  private func claim(_ row: SQLRow) throws -> MatchClaim {
    let currency = try ClaimRecord.currency(row.text(7))
    guard let state = Claim.State(rawValue: row.text(4)) else { throw ClaimRecord.damaged("claim state") }
    let (id, debtor, amount) = (ClaimID(row.number(0)), row.number(2), row.number(5))
    // How a text of one's own is cut tells it from others; what has check digits needs nothing else.
    let given = row.textIfAny(8).map { [PaymentReference(reading: $0)] } ?? []
    var open = Money(minorUnits: max(0, amount + row.number(9) - row.number(6)), currency: currency)
    var told = Money(minorUnits: 0, currency: currency)
    if let mayBeTold {
      let listed = ListedClaim(
        state: state, amount: Money(minorUnits: amount, currency: currency), outstanding: open,
        isPaidInPart: row.number(6) > 0, told: try look.toldByLists(of: id, in: currency))
      told = try look.explained(listed, by: mayBeTold.sum, on: mayBeTold.day, of: id)
      open.add(told)
    }
    var found = MatchClaim(
      id: id, reference: row.text(1), paymentReferences: given, debtor: String(debtor), debtorName: row.text(3),
      state: state == .paid && told.isPositive ? .open : state,
      amount: Money(minorUnits: amount, currency: currency), open: open, isPayerKnown: payers.contains(debtor))
    if let units = row.numberIfAny(10), let until = row.textIfAny(11) {
      found.cashDiscount = CashDiscount(
        amount: Money(minorUnits: units, currency: currency), until: try CivilDate(parsing: until))
    }
    return found
  }

  func claims(under keys: Set<ReferenceKey>) throws -> [ReferenceKey: [MatchClaim]] {
    let byText = Dictionary(keys.map { ($0.stored, $0) }) { first, _ in first }
    var found: [ReferenceKey: [MatchClaim]] = [:]
    for creditor in owners.creditors {
      for known in try existing(Array(byText.keys), of: creditor) {
        guard let key = byText[known.key] else { continue }
        // Nearly every reference is that of one claim.
        found[key, default: []] +=
          known.first == known.last
          ? try look.sql.all("\(Self.selection) WHERE claim.id = ?", .number(known.first), read: claim)
          : try claims(under: known.key, of: creditor)
      }
    }
    return found.mapValues {
      Array($0.sorted { $0.state.isOpen && !$1.state.isOpen }.prefix(MatchLimits.claimsPerKeyMax))
    }
  }

  /// Those of many keys under which there is anything, with the first claim and the last: one statement for all, since most
  /// of them are no reference at all.
  private func existing(
    _ keys: [String], of creditor: String
  ) throws -> [(key: String, first: Int64, last: Int64)] {
    guard !keys.isEmpty else { return [] }
    var json: [UInt8] = [UInt8(ascii: "[")]
    for key in keys {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      JSONText.append(key, to: &json)
    }
    json.append(UInt8(ascii: "]"))
    return try look.sql.all(
      """
      SELECT value, (SELECT min(claim_id) FROM claim_key WHERE creditor = ?2 AND key = wanted.value) AS lowest,
        (SELECT max(claim_id) FROM claim_key WHERE creditor = ?2 AND key = wanted.value)
      FROM json_each(?1) AS wanted WHERE lowest IS NOT NULL
      """, .text(String(decoding: json, as: UTF8.self)), .text(creditor)
    ) { (key: $0.text(0), first: $0.number(1), last: $0.number(2)) }
  }

  /// Rows of the index that one question looks at, whatever there are.
  private static let rowsMax: Int64 = 64

  private func claims(under key: String, of creditor: String) throws -> [MatchClaim] {
    try look.sql.all(
      """
      \(Self.selection) WHERE claim.id IN (SELECT claim_id FROM claim_key WHERE creditor = ? AND key = ?
        ORDER BY claim_id DESC LIMIT ?)
      ORDER BY claim.state IN \(Claim.State.unsettled.sql) DESC, claim.id DESC LIMIT ?
      """, .text(creditor), .text(key), .number(Self.rowsMax), .number(Int64(MatchLimits.claimsPerKeyMax)),
      read: claim)
  }

  func claims(ofNotice notice: NoticeID) throws -> [MatchClaim] {
    let row = try look.sql.first(
      "SELECT creditor, tone, opened_at FROM notice WHERE id = ? AND state <> ?", .number(notice.number),
      .text(Notice.State.dropped.rawValue)
    ) { (creditor: $0.text(0), tone: Step.Tone(rawValue: $0.text(1)), at: Instant(milliseconds: $0.number(2))) }
    guard let row, owners.creditors.contains(row.creditor) else { return [] }
    let claims = try look.sql.all(
      """
      \(Self.selection) WHERE claim.id IN (SELECT claim_id FROM notice_claim WHERE notice_id = ?) ORDER BY claim.id
      """, .number(notice.number), read: claim)
    guard row.tone == .demand else { return claims }
    // It asked for interest and costs as they were then.
    let open = try claims.filter(\.state.isOpen).map { try look.record($0.id).claim }
    let late = try look.late(open, tone: .demand, at: row.at)
    let written = try beyond(in: notice)
    let asked = open.compactMap { claim -> (ClaimID, Money)? in
      guard let beyond = written[claim.id] else { return late[claim.id].map { (claim.id, $0.total) } }
      var claim = claim
      claim.demanded = Money(minorUnits: beyond, currency: claim.demanded.currency)
      return (claim.id, claim.outstanding)
    }
    let sums = Dictionary(asked) { first, _ in first }
    return claims.map { claim in sums[claim.id].map(claim.owing) ?? claim }
  }

  /// What a demand was written to ask for beside the sums; nothing of one of an earlier version.
  private func beyond(in notice: NoticeID) throws -> [ClaimID: Int64] {
    let told = try look.sql.all(
      "SELECT claim_id, beyond FROM notice_claim WHERE notice_id = ? AND beyond IS NOT NULL", .number(notice.number)
    ) { (ClaimID($0.number(0)), $0.number(1)) }
    return Dictionary(told) { first, _ in first }
  }

  func demands(about claim: ClaimID) throws -> [NoticeID] {
    try look.sql.all(
      """
      SELECT notice.id FROM notice_claim JOIN notice ON notice.id = notice_id
      WHERE claim_id = ? AND tone = ? AND notice.state <> ? ORDER BY notice.id DESC LIMIT ?
      """, .number(claim.number), .text(Step.Tone.demand.rawValue), .text(Notice.State.dropped.rawValue),
      .number(Int64(MatchLimits.demandsMax))
    ) { NoticeID($0.number(0)) }
  }

  func claims(opening sum: Money) throws -> [MatchClaim] {
    guard sum.isPositive else { return [] }
    return try open { creditor in
      // What nothing was paid for yet has its whole sum open; the others are few.
      try look.sql.all(
        """
        \(Self.selection) WHERE paid <= 0 AND amount - paid = ?4 AND claim.state IN \(Claim.State.unsettled.sql) AND claim.id IN
          (SELECT claim_id FROM claim_key WHERE creditor = ?1 AND key = ?2 ORDER BY claim_id DESC LIMIT 512)
        UNION ALL
        \(Self.selection) WHERE claim.creditor = ?1 AND currency = ?3 AND amount - paid = ?4 AND paid > 0 AND paid < amount
          AND claim.state IN \(Claim.State.unsettled.sql)
        UNION ALL
        \(Self.selection) WHERE claim.creditor = ?1 AND currency = ?3 AND amount + beyond - paid = ?4 AND demanded <> 0
          AND beyond <> 0 AND claim.state IN \(Claim.State.unsettled.sql)
        UNION ALL
        \(Self.selection) WHERE claim.creditor = ?1 AND currency = ?3 AND amount - discount - paid = ?4
          AND discount IS NOT NULL AND claim.state IN \(Claim.State.unsettled.sql)
        LIMIT ?5
        """, .text(creditor), .text(ReferenceIndex.key(ofSum: sum.minorUnits, sum.currency.code)),
        .text(sum.currency.code), .number(sum.minorUnits), .number(Self.candidatesMax), read: claim)
    }
  }

  func claims(ofName key: NameKey) throws -> [MatchClaim] {
    try open { creditor in
      let debtors = try look.sql.all(
        "SELECT debtor_id FROM debtor_key WHERE creditor = ? AND key = ? ORDER BY debtor_id LIMIT ?", .text(creditor),
        .text(key.text), .number(Self.rowsMax)
      ) { $0.number(0) }
      return try claims(ofDebtors: debtors)
    }
  }

  func claims(ofPayer account: String) throws -> [MatchClaim] { try claims(ofDebtors: payers.sorted()) }

  private func claims(ofDebtors debtors: [Int64]) throws -> [MatchClaim] {
    var found: [MatchClaim] = []
    for debtor in debtors where found.count < Self.candidatesMax {
      found += try look.sql.all(
        """
        \(Self.selection) WHERE debtor_id = ? AND claim.state IN \(Claim.State.unsettled.sql) ORDER BY claim.id LIMIT ?
        """, .number(debtor), .number(Self.candidatesMax), read: claim)
    }
    return Array(found.prefix(Int(Self.candidatesMax)))
  }

  private func open(_ ask: (String) throws -> [MatchClaim]) throws -> [MatchClaim] {
    var found: [MatchClaim] = []
    for creditor in owners.creditors { found += try ask(creditor) }
    return Array(found.prefix(Int(Self.candidatesMax)))
  }

  /// One more than are named: whoever gets it knows that there are too many.
  private static let candidatesMax = Int64(MatchLimits.candidatesMax + 1)

  // MARK: Payments that come back

  func payments(returnedBy entry: MatchEntry) throws -> [MatchPayment] {
    var ids: Set<Int64> = []
    for (column, said) in [
      ("end_to_end", entry.endToEnd), ("mandate", entry.mandate), ("bank_reference", entry.bankReference),
      // A wallet names the transaction that it is about.
      ("bank_reference", entry.gross == nil ? nil : entry.endToEnd),
    ] {
      guard let said else { continue }
      ids.formUnion(
        try look.sql.all(
          """
          SELECT id FROM bank_entry WHERE \(column) = ? AND account = ? AND amount > 0 AND verdict = 'booked'
            AND NOT EXISTS (SELECT 1 FROM bank_entry AS other WHERE other.returns = bank_entry.id
              AND other.verdict = 'booked')
            AND NOT EXISTS (SELECT 1 FROM bank_entry AS later WHERE later.\(column) = bank_entry.\(column)
              AND later.account = bank_entry.account AND later.amount < 0 AND later.verdict = 'booked'
              AND later.returns IS NULL AND later.because_later IS NOT NULL)
          ORDER BY id DESC LIMIT ?
          """, .text(said), .text(owners.key), .number(Int64(MatchLimits.candidatesMax))
        ) { $0.number(0) })
    }
    return try ids.sorted().suffix(MatchLimits.candidatesMax).compactMap { try payment(of: EntryID($0)) }
  }

  /// What an entry counts as; nil where all of that was undone.
  private func payment(of id: EntryID) throws -> MatchPayment? {
    let payments = try look.payments(from: id).map { try look.paymentRecord($0) }
      .filter { $0.undoneAt == nil && $0.payment.kind == .payment }
    guard let first = payments.first else { return nil }
    let entry = try look.entryRecord(id).entry
    let parts = payments.flatMap(\.standing).map {
      MatchPayment.Part(claim: $0.claim, reference: $0.reference, amount: $0.amount)
    }
    return MatchPayment(
      id: id.description, amount: Money.sum(payments.map(\.payment.amount), in: first.payment.amount.currency),
      booked: entry.booked ?? first.payment.date, endToEnd: entry.endToEnd, mandate: entry.mandate,
      bankReference: entry.bankReference, allocations: parts)
  }
}
