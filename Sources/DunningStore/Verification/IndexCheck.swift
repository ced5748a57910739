import Dunning
import DunningChain
import DunningSQL

/// Looks at what claims and debtors are found by when money comes in: that each has what it is to be found by, and that
/// nothing leads to another.
struct IndexCheck {
  private let look: any Reading
  /// Nil where there is no configuration.
  private let creditors: [String: Creditor]?
  /// The last claim that was taken into the index.
  private let through: Int64
  private var shapes: [String: Set<Int64>] = [:]

  /// - Parameter rulebook: the rules in force, where they are at hand.
  init(_ look: any Reading, _ rulebook: Rulebook?) throws {
    self.look = look
    through = try look.setting(.keysThrough).flatMap { Int64($0) } ?? 0
    let rules = try look.setting(.keysRules)
    // Of other rules than those in force nobody can say what they made.
    creditors = rulebook.flatMap { ReferenceIndex.rules(of: $0.creditors) == rules ? $0.creditors : nil }
  }

  // MARK: What a claim must have

  /// Whether a claim is found by its own reference, its sum and, where the configuration is at hand, by what is printed.
  mutating func check(_ row: ClaimRow, _ result: inout Verification) throws {
    guard row.id.number <= through, let creditor = row.registered[.creditor], let money = row.money else { return }
    let chain = ChainEntry.chain(of: row.id)
    for key in keys(of: row, creditor) {
      try expect(key.stored, of: row.id, creditor, chain, &result)
      if try !shapes(of: creditor).contains(key.shape.stored) {
        result.find(chain, nil, "shape of \(key.stored)", stored: "nothing", computed: "one of \(creditor)'s")
      }
    }
    let sum = ReferenceIndex.key(ofSum: money.minorUnits, money.currency.code)
    try expect(sum, of: row.id, creditor, chain, &result)
  }

  private func keys(of row: ClaimRow, _ creditor: String) -> Set<ReferenceKey> {
    guard let reference = row.registered[.reference], let currency = row.money?.currency else { return [] }
    // What an erased claim was to be paid under is gone.
    let printed =
      row.key.isEmpty
      ? nil
      : creditors?[creditor]?.quotedReference(
        reference: reference, given: row.registered[.paymentReference], claim: row.id, currency: currency)
    return ReferenceKey.keys(reference: reference, paymentReferences: [printed].compactMap { $0 })
  }

  private func expect(
    _ key: String, of claim: ClaimID, _ creditor: String, _ chain: String, _ result: inout Verification
  ) throws {
    let isThere = try look.sql.first(
      "SELECT 1 FROM claim_key WHERE creditor = ? AND key = ? AND claim_id = ?", .text(creditor), .text(key),
      .number(claim.number)
    ) { _ in true }
    if isThere != true { result.find(chain, nil, "key \(key)", stored: "nothing", computed: "leads to \(claim)") }
  }

  private mutating func shapes(of creditor: String) throws -> Set<Int64> {
    if let known = shapes[creditor] { return known }
    let stored = Set(
      try look.sql.all("SELECT shape FROM key_shape WHERE creditor = ?", .text(creditor)) { $0.number(0) })
    shapes[creditor] = stored
    return stored
  }

  // MARK: What must lead nowhere else

  /// Where a walk through the keys of claims stands.
  struct Place {
    let creditor: String
    let key: String
    let claim: Int64

    static let start = Place(creditor: "", key: "", claim: 0)
  }

  /// Takes a page of the keys of claims.
  ///
  /// - Returns: where it ends; nil after the last page.
  func checkKeys(after place: Place, _ result: inout Verification) throws -> Place? {
    let page = try look.sql.all(
      """
      SELECT creditor, key, claim_id FROM claim_key WHERE (creditor, key, claim_id) > (?, ?, ?)
      ORDER BY creditor, key, claim_id LIMIT ?
      """, .text(place.creditor), .text(place.key), .number(place.claim), .number(Self.pageRows)
    ) { Place(creditor: $0.text(0), key: $0.text(1), claim: $0.number(2)) }
    for place in page {
      let row = try look.sql.first(
        """
        SELECT creditor, reference, amount, currency, payment_reference, case_key IS NULL FROM claim WHERE id = ?
        """, .number(place.claim), read: KeyedClaim.init)
      guard try !(row.map { try isMade(place, of: $0) } ?? false) else { continue }
      result.find(
        ChainEntry.chain(of: ClaimID(place.claim)), nil, "key \(place.key) of \(place.creditor)",
        stored: "leads to \(ClaimID(place.claim))", computed: "nothing of this claim")
    }
    return page.last
  }

  /// What keys are made of.
  private struct KeyedClaim {
    let creditor: String
    let reference: String
    let amount: Int64
    let currency: String
    let given: String?
    let isErased: Bool

    init(_ row: SQLRow) {
      (creditor, reference, amount, currency) = (row.text(0), row.text(1), row.number(2), row.text(3))
      (given, isErased) = (row.textIfAny(4), row.number(5) == 1)
    }
  }

  /// Whether a key was made of what the claim is or was.
  private func isMade(_ place: Place, of claim: KeyedClaim) throws -> Bool {
    guard place.creditor == claim.creditor else { return false }
    if place.key == ReferenceIndex.key(ofSum: claim.amount, claim.currency) { return true }
    if place.key.hasPrefix(ReferenceIndex.signOfSum) {
      return try amountsBefore(place.claim, claim.amount).contains {
        place.key == ReferenceIndex.key(ofSum: $0, claim.currency)
      }
    }
    if ReferenceKey.keys(reference: claim.reference).contains(where: { $0.stored == place.key }) { return true }
    // What it was to be paid under is gone.
    if claim.isErased { return true }
    return try references(of: place.claim, claim).contains { reference in
      ReferenceKey.keys(reference: claim.reference, paymentReferences: [reference]).contains { $0.stored == place.key }
    }
  }

  /// The sums that it had before it was corrected.
  private func amountsBefore(_ claim: Int64, _ amount: Int64) throws -> [Int64] {
    var amount = amount
    return try look.sql.all(
      "SELECT change FROM amount_correction WHERE claim_id = ? ORDER BY event_id DESC", .number(claim)
    ) { $0.number(0) }.map { change in
      amount = amount.subtractingReportingOverflow(change).partialValue
      return amount
    }
  }

  /// All that may have been printed for it, in any form that a creditor may have had, by an earlier version as well.
  private func references(of claim: Int64, _ row: KeyedClaim) throws -> [PaymentReference] {
    let corrected = try look.sql.all(
      "SELECT data FROM event WHERE claim_id = ? AND event IN \([Event.Kind.claimRegistered, .claimCorrected].sql)",
      .number(claim)
    ) { (try? Journal.decode($0.text(0))) ?? [:] }
    let given = [row.given] + corrected.flatMap { [$0[.paymentReference], $0[.paymentReferenceBefore]] }
    return PaymentReference.Form.allCases.flatMap { form in
      // What is too long for a form is not made in it.
      [
        try? PaymentReference(form, reference: row.reference, claim: ClaimID(claim)),
        try? PaymentReference(formerly: form, reference: row.reference, claim: ClaimID(claim)),
      ].compactMap { $0 }
        + ([row.reference] + given.compactMap { $0 }).map { PaymentReference(reading: $0, form: form) }
    }
  }

  // MARK: Debtors

  private struct DebtorNames {
    let id: Int64
    let creditor: String
    let name: String
    let isErased: Bool
    let mergedInto: Int64?
  }

  /// Takes a page of debtors: the name that each is found by, and the addresses that came to another with them.
  ///
  /// - Returns: the last of them; nil after the last page.
  func checkDebtors(after last: Int64, _ result: inout Verification) throws -> Int64? {
    let page = try look.sql.all(
      """
      SELECT id, creditor, name, erased_at IS NOT NULL, merged_into FROM debtor WHERE id > ? ORDER BY id LIMIT ?
      """, .number(last), .number(Self.pageRows)
    ) { row in
      DebtorNames(
        id: row.number(0), creditor: row.text(1), name: row.text(2), isErased: row.number(3) == 1,
        mergedInto: row.numberIfAny(4))
    }
    for debtor in page {
      try checkName(of: debtor, &result)
      if let other = debtor.mergedInto, !debtor.isErased { try checkMerged(debtor.id, into: other, &result) }
    }
    if page.isEmpty { try findStrayNames(&result) }
    return page.last?.id
  }

  private func checkName(of debtor: DebtorNames, _ result: inout Verification) throws {
    let stored = try look.sql.all(
      "SELECT creditor, key FROM debtor_key WHERE debtor_id = ?", .number(debtor.id)
    ) { (creditor: $0.text(0), key: $0.text(1)) }
    let key = debtor.isErased ? nil : NameKey(debtor.name)?.text
    for row in stored where row.key != key || row.creditor != debtor.creditor {
      // Of who was put together with another earlier versions kept it, until the index is made anew.
      if debtor.isErased, debtor.mergedInto != nil { continue }
      result.find(
        RowCheck.chain, nil, "key of debtor \(debtor.id)", stored: "\(row.key) of \(row.creditor)",
        computed: key.map { "\($0) of \(debtor.creditor)" } ?? "nothing")
    }
    guard let key, stored.isEmpty, try isNameTaken(of: debtor.id) else { return }
    result.find(RowCheck.chain, nil, "key of debtor \(debtor.id)", stored: "nothing", computed: key)
  }

  /// Whether a claim that came for the debtor themselves was taken into the index.
  private func isNameTaken(of debtor: Int64) throws -> Bool {
    try look.sql.first(
      """
      SELECT 1 FROM claim WHERE debtor_id = ? AND id <= ? AND merged_from IS NULL AND NOT EXISTS
        (SELECT 1 FROM event WHERE event.claim_id = claim.id AND event.event = \(Event.Kind.debtorParted.sql)) LIMIT 1
      """, .number(debtor), .number(through)
    ) { _ in true } ?? false
  }

  private func findStrayNames(_ result: inout Verification) throws {
    for id in try look.sql.all(
      "SELECT DISTINCT debtor_id FROM debtor_key WHERE debtor_id NOT IN (SELECT id FROM debtor) LIMIT 20",
      read: { $0.number(0) })
    {
      result.find(RowCheck.chain, nil, "key of debtor \(id)", stored: "one", computed: "no such debtor")
    }
  }

  /// What came to the one who stays is of what is known of the one who went.
  private func checkMerged(_ id: Int64, into other: Int64, _ result: inout Verification) throws {
    let text = try look.sql.first("SELECT merged_contacts FROM debtor WHERE id = ?", .number(id)) { $0.text(0) } ?? ""
    // A row that makes no sense is found with its claims.
    guard let gone = try? look.debtorRow(id) else { return }
    let own = Set(gone.debtor.contactsToShare)
    let stored = (try? [Contact](parsing: text)) ?? []
    guard stored.text != text || !own.isSuperset(of: stored) else { return }
    result.find(
      RowCheck.chain, nil, "addresses that debtor \(other) got with \(id)", stored: text,
      computed: "some of \(gone.debtor.contactsToShare.text)")
  }

  private static let pageRows: Int64 = 500
}
