import Dunning
import DunningSQL

/// What became of an entry when it was taken in.
struct Outcome {
  var verdict: Match.Verdict
  /// What counts for the debtor.
  var counts: Money
  var payments: [PaymentID] = []
  var allocations: [Match.Allocation] = []
  var unallocated: Money
  /// Whether ``unallocated`` may be for something that is named and not in the book: then it pays no interest.
  private(set) var namesMore = false
  var candidates: [Match.Candidate] = []
  /// Those of the candidates whose steps are kept back.
  var held: [ClaimID] = []
  var holdUntil: CivilDate?
  /// The entry whose payment it takes back.
  var returns: EntryID?
  /// The payment that a person had recorded of it before.
  var told: PaymentID?
  var because: [String]

  /// ``because`` as its column has it.
  var stored: String { because.map(Self.inOneLine).joined(separator: "\n") }

  /// Hardly any has a line end in it, and to look for one costs little.
  private static func inOneLine(_ text: String) -> String {
    text.utf8.contains(0x0A) ? text.replacing("\n", with: " ") : text
  }

  init(_ match: Match) {
    (verdict, counts, because, namesMore) = (match.verdict, match.sum, match.because, match.namesMore)
    (allocations, unallocated, candidates) = (match.allocations, match.unallocated, match.candidates)
    (held, holdUntil) = (match.hold?.claims ?? [], match.hold?.until)
    returns = match.returned.flatMap { EntryID(parsing: $0.id) }
    // Whoever is held is among those that are named.
    let named = Set(candidates.map(\.claim))
    held = held.filter(named.contains)
  }

  init(known because: String, _ entry: MatchEntry, payment: PaymentID? = nil) {
    (verdict, counts, self.because) = (.known, entry.amount, [because])
    unallocated = Money(minorUnits: 0, currency: entry.amount.currency)
    told = payment
    payments = payment.map { [$0] } ?? []
  }

  /// The same as a question: what was to be booked is not.
  ///
  /// - Parameter why: how the reason begins.
  func asking(_ why: String = "it cannot be booked", because reason: String, until: CivilDate) -> Outcome {
    var outcome = self
    outcome.verdict = .proposed
    outcome.candidates = allocations.reduce(into: []) { all, one in
      if !all.contains(where: { $0.claim == one.claim }) {
        all.append(Match.Candidate(one.claim, one.reference, because: "it is named, but \(reason)"))
      }
    }
    (outcome.held, outcome.holdUntil) = (outcome.candidates.map(\.claim), until)
    (outcome.allocations, outcome.payments, outcome.returns, outcome.unallocated) = ([], [], nil, counts)
    outcome.because.append("\(why): \(reason)")
    return outcome
  }
}

extension Judging {
  /// What the rule of matching says of an entry, and the creditors' day on which it says so.
  func match(
    of item: MatchEntry, _ owners: Rulebook.AccountOwners, shapes: Set<ReferenceShape>, at now: Instant
  ) throws -> (match: Match, today: CivilDate) {
    var rules = rulebook.matching
    rules.ownAccounts = owners.ownAccounts
    let today =
      (owners.creditors.first.flatMap { rulebook.creditors[$0] }.flatMap { rulebook.almanac.zone($0.timeZone) }
      ?? .utc).date(at: now)
    let match = try Matching.decide(
      item, book: DocketBook(self, owners, shapes: shapes, for: item), rules: rules, today: today)
    return (match, today)
  }
}

extension Transaction {
  /// Decides about an entry, or a part of one, and books it where the rule says so.
  ///
  /// - Parameters:
  ///   - id: the number that it gets.
  ///   - shapes: those of the references of the account's creditors.
  func outcome(
    of item: MatchEntry, as id: EntryID, _ owners: Rulebook.AccountOwners, shapes: Set<ReferenceShape>
  ) throws -> Outcome {
    if let payment = try paymentTold(of: item, owners) {
      return try elsewhere(payment, item, owners, shapes: shapes)
        ?? Outcome(known: "it is payment \(payment), which a person recorded", item, payment: payment)
    }
    return try ruling(on: item, as: id, owners, shapes: shapes)
  }

  /// The question whether a person has recorded a payment for the right claim, where the entry surely names another one.
  private func elsewhere(
    _ payment: PaymentID, _ item: MatchEntry, _ owners: Rulebook.AccountOwners, shapes: Set<ReferenceShape>
  ) throws -> Outcome? {
    let record = try paymentRecord(payment)
    let (match, today) = try match(of: item, owners, shapes: shapes, at: now)
    let named = match.allocations.filter { $0.kind == .payment }
    let places = Set(record.standing.map(\.claim))
    guard match.verdict == .booked, let first = named.first, places.isDisjoint(with: named.map(\.claim)) else {
      return nil
    }
    // What somebody told for a debtor goes where the oldest claim is, whatever the text says.
    let isOfDebtor = try sql.first("SELECT claim_id IS NULL FROM payment WHERE id = ?", .number(payment.number)) {
      $0.number(0) == 1
    }
    if isOfDebtor == true, try debtor(of: first.claim) == record.debtor?.row { return nil }
    let place = record.standing.first.map { "for \($0.reference)" } ?? "for \(record.debtor?.name ?? "nobody")"
    var outcome = Outcome(match).asking(
      "it is not booked",
      because: "it has the number of \(payment), which a person recorded \(place); undo that, or ignore the entry",
      until: today.adding(days: rulebook.matching.holdUnmatched))
    outcome.told = payment
    return outcome
  }

  /// What the rule of matching says of an entry, which is booked where it is sure.
  func ruling(
    on item: MatchEntry, as id: EntryID, _ owners: Rulebook.AccountOwners, shapes: Set<ReferenceShape>
  ) throws -> Outcome {
    let (match, today) = try match(of: item, owners, shapes: shapes, at: now)
    guard match.verdict == .booked else { return Outcome(match) }
    var outcome = try withCharges(Outcome(match), on: item.day ?? today)
    if let alike = try paymentAlike(outcome, on: item.day ?? today) {
      return outcome.asking(
        "it is not booked",
        because: "it looks like \(alike.id), recorded by hand on \(alike.day.iso); ignore the entry if it is that one",
        until: today.adding(days: rulebook.matching.holdUnmatched))
    }
    var trouble: String?
    let payments = try apart {
      try book(outcome, item, as: id, of: owners, today: today)
    } orElse: { error in
      trouble = (error as? DocketError)?.message ?? (error as? RuleError)?.message ?? "\(error)"
    }
    guard let payments else {
      return outcome.asking(because: trouble ?? "", until: today.adding(days: rulebook.matching.holdUnmatched))
    }
    outcome.payments = payments
    return outcome
  }

  /// The same with what the law owes beyond the sums of claims of one debtor that are named: that is nothing paid too much.
  private func withCharges(_ outcome: Outcome, on day: CivilDate) throws -> Outcome {
    let paying = outcome.allocations.indices.filter { outcome.allocations[$0].kind == .payment }
    guard outcome.returns == nil, outcome.unallocated.isPositive, !outcome.namesMore, !paying.isEmpty else {
      return outcome
    }
    let claims = paying.map { outcome.allocations[$0].claim }
    guard Set(try claims.map { try debtor(of: $0) }).count == 1 else { return outcome }
    let more = try charges(
      on: try claims.map { try record($0).claim }, besides: paying.map { outcome.allocations[$0].amount },
      outOf: outcome.unallocated, on: day)
    var outcome = outcome
    for (index, change) in zip(paying, more) where change.isPositive {
      let named = outcome.allocations[index]
      outcome.allocations[index] = Match.Allocation(
        named.claim, named.reference, Money.sum([named.amount, change], in: change.currency), .payment)
      outcome.unallocated.add(change.negated)
      outcome.because.append("\(change.decimal) \(change.currency.code) of it is interest and costs")
    }
    return outcome
  }

  /// A payment without a number that a person has recorded for one of these claims, of about that day and the very sum.
  private func paymentAlike(_ outcome: Outcome, on day: CivilDate) throws -> (id: PaymentID, day: CivilDate)? {
    guard outcome.returns == nil else { return nil }
    let claims = outcome.allocations.filter { $0.kind == .payment }.map(\.claim)
    for claim in claims {
      let found = try sql.first(
        """
        SELECT payment.id, paid_on FROM allocation JOIN payment ON payment.id = payment_id
        WHERE allocation.claim_id = ? AND allocation.undone_at IS NULL AND account IS NULL AND entry IS NULL
          AND external_id IS NULL AND list_id IS NULL AND kind = 'payment' AND payment.undone_at IS NULL
          AND payment.amount = ? AND currency = ? AND paid_on BETWEEN ? AND ?
          AND NOT EXISTS (SELECT 1 FROM bank_entry WHERE told_payment = payment.id)
        ORDER BY payment.id LIMIT 1
        """, .number(claim.number), .number(outcome.counts.minorUnits), .text(outcome.counts.currency.code),
        .text(day.daysAround.lowerBound.iso), .text(day.daysAround.upperBound.iso)
      ) { (id: PaymentID($0.number(0)), day: try CivilDate(parsing: $0.text(1))) }
      if let found { return found }
    }
    return nil
  }

  /// The payment that a person has recorded under a number that the entry has.
  private func paymentTold(of item: MatchEntry, _ owners: Rulebook.AccountOwners) throws -> PaymentID? {
    guard item.isMoved, item.amount.isPositive, item.prior != .decided else { return nil }
    for number in [item.bankReference, item.endToEnd].compactMap({ $0 }) {
      for creditor in owners.creditors {
        let payment = try sql.first(
          """
          SELECT id FROM payment WHERE external_id = ? AND creditor = ? AND account IS NULL AND entry IS NULL
            AND undone_at IS NULL AND kind = 'payment' AND amount = ? AND currency = ?
            AND NOT EXISTS (SELECT 1 FROM bank_entry WHERE told_payment = payment.id)
          ORDER BY id LIMIT 1
          """, .text(number), .text(creditor), .number(item.amount.minorUnits), .text(item.amount.currency.code)
        ) { PaymentID($0.number(0)) }
        if let payment { return payment }
      }
    }
    return nil
  }

  /// Makes payments of what an entry counts as, one for each debtor, and sets them against the claims.
  private func book(
    _ outcome: Outcome, _ item: MatchEntry, as id: EntryID, of owners: Rulebook.AccountOwners, today: CivilDate
  ) throws -> [PaymentID] {
    let source = PaymentSource(account: owners.key, entry: id, number: item.bankReference ?? item.endToEnd)
    let day = item.day ?? today
    if let returned = outcome.returns { return try takeBack(returned, day, from: source) }
    for share in outcome.allocations where share.kind == .payment {
      try takeBackTold(of: share.claim, share: share.amount, by: item)
    }
    var rest = max(0, outcome.unallocated.minorUnits)
    var payments: [PaymentID] = []
    for group in try byDebtor(outcome.allocations.filter { $0.kind == .payment }) {
      payments.append(try record(group, rest: rest, .payment, day, from: source))
      rest = 0
    }
    for credited in outcome.allocations where credited.kind == .creditNote {
      for group in try byDebtor([credited]) {
        payments.append(try record(group, rest: 0, .creditNote, day, from: source))
      }
    }
    return payments
  }

  /// What is set against claims of one debtor.
  struct DebtorShare {
    let debtor: Int64
    let creditor: String
    var shares: [(claim: ClaimID, amount: Money)]
  }

  func byDebtor(_ allocations: [Match.Allocation]) throws -> [DebtorShare] {
    var groups: [DebtorShare] = []
    for allocation in allocations {
      let owner = try sql.first(
        "SELECT debtor_id, creditor FROM claim WHERE id = ?", .number(allocation.claim.number)
      ) { (debtor: $0.number(0), creditor: $0.text(1)) }
      guard let owner else { throw DocketError(.notFound, "there is no claim \(allocation.claim)") }
      let share = (claim: allocation.claim, amount: allocation.amount)
      if let index = groups.firstIndex(where: { $0.debtor == owner.debtor }) {
        groups[index].shares.append(share)
      } else {
        groups.append(DebtorShare(debtor: owner.debtor, creditor: owner.creditor, shares: [share]))
      }
    }
    return groups
  }

  /// - Parameter rest: what is set against no claim, in minor units.
  func record(
    _ group: DebtorShare, rest: Int64, _ kind: Payment.Kind, _ day: CivilDate, from source: PaymentSource
  ) throws -> PaymentID {
    guard let currency = group.shares.first?.amount.currency else { throw ClaimRecord.damaged("payment of nothing") }
    var amount = Money.sum(group.shares.map(\.amount), in: currency)
    amount.add(Money(minorUnits: rest, currency: currency))
    let payment = Payment(externalID: source.number, kind: kind, amount: amount, date: day, recordedAt: now)
    return try record(
      payment, from: source, ofDebtor: group.debtor, of: group.creditor,
      shares: group.shares.filter { $0.amount.isPositive })
  }

  /// The bank took back what an entry had brought: all that was set against claims is open again.
  private func takeBack(_ id: EntryID, _ day: CivilDate, from source: PaymentSource) throws -> [PaymentID] {
    try payments(from: id).map { try paymentRecord($0) }.filter { $0.undoneAt == nil && $0.payment.kind == .payment }
      .map { original in
        guard let debtor = original.debtor else { throw ClaimRecord.damaged("payment of nobody") }
        let payment = Payment(
          externalID: source.number, kind: .chargeback, amount: original.payment.amount, date: day, recordedAt: now)
        return try record(
          payment, from: source, ofDebtor: debtor.row, of: original.creditor,
          shares: original.standing.map { (claim: $0.claim, amount: $0.amount) })
      }
  }
}
