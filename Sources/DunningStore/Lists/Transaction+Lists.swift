import Dunning
import DunningSQL

extension Reading {
  /// What lists have told of a claim and still counts, the newest first.
  func toldByLists(of claim: ClaimID, in currency: Currency) throws -> [ListedClaim.Told] {
    try sql.all(
      """
      SELECT payment.id, amount FROM payment WHERE claim_id = ? AND list_id IS NOT NULL AND undone_at IS NULL
      ORDER BY payment.id DESC
      """, .number(claim.number)
    ) {
      ListedClaim.Told(
        payment: PaymentID($0.number(0)), amount: Money(minorUnits: $0.number(1), currency: currency))
    }
  }

  /// What a list may say of a claim.
  func listed(_ claim: Claim) throws -> ListedClaim {
    ListedClaim(
      state: claim.state, amount: claim.draft.amount, outstanding: claim.outstanding,
      isPaidInPart: claim.paid.isPositive, told: try toldByLists(of: claim.id, in: claim.draft.amount.currency))
  }

  /// How much of an entry lists have told of a claim already.
  ///
  /// - Parameter day: on which it was booked; nil where the bank does not say.
  func explained(
    _ listed: ListedClaim, by payment: Money, on day: CivilDate?, of claim: ClaimID
  ) throws -> Money {
    guard !listed.told.isEmpty else { return Money(minorUnits: 0, currency: listed.amount.currency) }
    let newest = try sql.first(
      "SELECT max(day) FROM open_list JOIN payment ON list_id = open_list.id WHERE claim_id = ? AND undone_at IS NULL",
      .number(claim.number)
    ) { $0.textIfAny(0) }
    let isLater = day.map { $0.iso > (newest.flatMap { $0 } ?? "") } ?? false
    return listed.explained(by: payment, isLater: isLater)
  }

  /// The open claims that a list is about and that are not among those it names, by ascending number.
  func claims(gone list: OpenList, named: Set<ClaimID>, after cursor: ClaimID?, limit: Int) throws -> (
    claims: [ClaimID], cursor: ClaimID?
  ) {
    let page = try sql.all(
      """
      SELECT id, policy, asked FROM claim WHERE creditor = ? AND id > ? AND state IN \(Claim.State.unsettled.sql)
      ORDER BY id LIMIT ?
      """, .text(list.creditor), .number(cursor?.number ?? 0), .number(Int64(limit))
    ) { (id: ClaimID($0.number(0)), policy: $0.text(1), asked: $0.numberIfAny(2)) }
    let gone = page.filter { row in
      // Who was asked already, or has answered, is not asked again until the claim was on a list.
      !named.contains(row.id) && (list.missing == .settle || row.asked == nil)
        && (list.policy.map { $0 == row.policy } ?? true)
    }
    return (gone.map(\.id), page.count == limit ? page.last?.id : nil)
  }
}

extension Transaction {
  /// Takes in what a list says of one claim.
  ///
  /// - Parameter words: what rows before have said of debtors.
  func take(_ new: NewClaim, of list: OpenList, after words: DebtorWords) throws -> ListedOutcome {
    let known = try known(new.draft)
    guard let known, !known.digest.isErased, try isSameMoney(new.draft, known.id) else {
      let registration = try register(new)
      return ListedOutcome(
        registration: registration, change: .none, debtor: try registration.enqueued.map { try self.debtor(of: $0) })
    }
    let (record, debtor) = (try self.record(known.id), try self.debtor(of: known.id))
    let verdict = try listed(record.claim).verdict(listed: new.draft.amount)
    if verdict == .givenUp {
      return ListedOutcome(registration: .known(record), change: .givenUp, debtor: debtor)
    }
    try dropQuestion(of: record.claim)
    let change = try carryOut(verdict, for: known.id, of: list)
    let isSure = verdict != .contradicts && !words.contradict(new.draft, of: debtor)
    let registration = try correct(known.id, telling: new.draft, verdict, isSure: isSure, of: list)
    return ListedOutcome(registration: registration, change: change, debtor: debtor)
  }

  private func isSameMoney(_ draft: ClaimDraft, _ id: ClaimID) throws -> Bool {
    try record(id).claim.draft.amount.currency == draft.amount.currency
  }

  /// Brings the balance of a claim to what the list says, where that is sure.
  private func carryOut(
    _ verdict: ListedClaim.Verdict, for id: ClaimID, of list: OpenList
  ) throws -> ListedOutcome.Change {
    switch verdict {
    case .same, .raised, .contradicts: return .none
    case .givenUp: return .givenUp
    case .behind(let money): return .behind(money)
    case .paid(let money):
      try tell(money, of: id, by: list)
      return .paid(money)
    case .takenBack(let payments, let money):
      for payment in payments {
        try undoPayment(
          try paymentRecord(payment), because: "\(list.name) has it as open again")
      }
      return .takenBack(money)
    }
  }

  /// Records a payment that is known from the list alone.
  func tell(_ money: Money, of id: ClaimID, by list: OpenList) throws {
    let record = try record(id)
    let payment = Payment(
      externalID: nil, amount: money, date: today(for: record.claim), recordedAt: now, list: try number(of: list))
    _ = try self.record(payment, isDateGiven: false, for: record)
  }

  /// Takes back what lists told of a claim, as far as an entry of a statement is that very money.
  ///
  /// - Parameter share: what of the entry is set against the claim.
  func takeBackTold(of id: ClaimID, share: Money, by entry: MatchEntry) throws {
    let claim = try record(id).claim
    let explained = try explained(try listed(claim), by: entry.amount, on: entry.booked, of: id)
    var left = min(share.minorUnits, explained.minorUnits)
    var told = try toldByLists(of: id, in: share.currency)
    if let exact = told.first(where: { $0.amount.minorUnits == left }) { told = [exact] }
    for one in told where left > 0 {
      let record = try paymentRecord(one.payment)
      try undoPayment(record, because: "a statement tells of the same money")
      let rest = one.amount.minorUnits - left
      if rest > 0 {
        let payment = Payment(
          externalID: nil, amount: Money(minorUnits: rest, currency: share.currency), date: record.payment.date,
          recordedAt: now, list: record.payment.list)
        _ = try self.record(payment, isDateGiven: false, for: try self.record(id))
      }
      left -= min(left, one.amount.minorUnits)
    }
  }

  // MARK: What is said otherwise than it is known

  private func correct(
    _ id: ClaimID, telling draft: ClaimDraft, _ verdict: ListedClaim.Verdict, isSure: Bool, of list: OpenList
  ) throws -> Registration {
    let record = try record(id)
    var differences = ClaimDifference.between(draft, and: record.claim.draft, rulebook)
    // The sum of a list is what is open, and says nothing of the claim's own unless it is more than that ever was.
    switch verdict {
    case .raised, .contradicts: break
    default: differences.removeAll { $0.field == JournalKey.amount.rawValue }
    }
    guard !differences.isEmpty else { return .known(record) }
    guard let reason = list.reason, isSure, differences.allSatisfy(\.canBeCorrectedByList) else {
      return .differs(record, differences)
    }
    let own = differences.filter { !$0.isOfDebtor }
    if !own.isEmpty {
      _ = try correct(record, ClaimCorrection(own, telling: draft), reason: reason)
    }
    if own.count < differences.count {
      _ = try correct(
        try debtor(of: id), DebtorCorrection(differences, telling: draft.debtor), because: reason)
    }
    return .corrected(try self.record(id), differences)
  }

  // MARK: What is not on the list

  /// What becomes of an open claim that a complete list does not name.
  func takeGone(_ id: ClaimID, of list: OpenList) throws -> ListedOutcome {
    let record = try record(id)
    switch list.missing {
    case .settle:
      let money = record.claim.outstanding
      try dropQuestion(of: record.claim)
      if money.isPositive { try tell(money, of: id, by: list) }
      return ListedOutcome(registration: .known(try self.record(id)), change: .settled(money))
    case .ask:
      let followUp = try ask(whetherPaid: record, list)
      return ListedOutcome(registration: .known(try self.record(id)), change: .asked(followUp))
    }
  }

  private func ask(whetherPaid record: ClaimRecord, _ list: OpenList) throws -> FollowUpID {
    let claim = record.claim
    _ = try number(of: list)
    let day = (rulebook.creditors[list.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc).date(at: now)
    let note =
      "\(claim.draft.reference) of \(claim.draft.debtor.name) is not on \(list.name) of \(day.iso) any more, and "
      + "\(claim.outstanding.decimal) \(claim.outstanding.currency.code) is open here: was it paid? If so, "
      + "`dunningctl pay \(claim.id)`; if nothing is owed, `dunningctl withdraw \(claim.id)`; if it is still owed, "
      + "`dunningctl follow-ups done` and the number of this. Its reminders wait."
    let followUp = try insert(FollowUp.Draft(kind: .gone, note: note, day: day), of: claim.id, at: now)
    try close(followUp, as: .due)
    try journal(
      Event(
        .noteAdded, claim: claim.id, actor: actor,
        data: [
          .kind: FollowUp.Kind.gone.rawValue, .text: note, .remindOn: day.iso, .followUp: followUp.description,
        ]))
    try setAsked(followUp.number, of: claim.id)
    try dropWaitingNotices(of: claim.id, because: "it is not on the list of what is open any more")
    try replan(claim.id)
    return followUp
  }

  private func setAsked(_ number: Int64?, of claim: ClaimID) throws {
    try sql.run(
      "UPDATE claim SET asked = ?, revision = revision + 1 WHERE id = ?", SQLValue(number), .number(claim.number))
  }

  /// Whether it was paid is no question any more: the claim is on a list, or settled.
  func dropQuestion(of claim: Claim) throws {
    let asked = try sql.first("SELECT asked FROM claim WHERE id = ?", .number(claim.id.number)) { $0.numberIfAny(0) }
    guard let number = asked.flatMap({ $0 }) else { return }
    if number > 0 { try end(FollowUpID(number), of: claim.id, by: actor) }
    try setAsked(nil, of: claim.id)
    try replan(claim.id)
  }

  /// A person says that the claim is owed all the same.
  func answerQuestion(_ id: FollowUpID, about claim: ClaimID) throws {
    try end(id, of: claim, by: actor)
    try setAsked(-id.number, of: claim)
    try replan(claim)
  }

  // MARK: The list itself

  /// The number of the list in the docket, which keeps only those that told of something.
  private func number(of list: OpenList) throws -> OpenListID {
    let known = try sql.first(
      "SELECT id FROM open_list WHERE creditor = ? AND sha256 = ? ORDER BY id DESC LIMIT 1", .text(list.creditor),
      .bytes(list.sha256)
    ) { OpenListID($0.number(0)) }
    if let known { return known }
    let day = (rulebook.creditors[list.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc).date(at: now)
    let id = OpenListID(
      try sql.inserted(
        "INSERT INTO open_list (creditor, name, sha256, day, taken_at) VALUES (?, ?, ?, ?, ?)", .text(list.creditor),
        .text(list.name), .bytes(list.sha256), .text(day.iso), .number(now.milliseconds)))
    let content = OpenList.content(
      creditor: list.creditor, name: list.name, sha256: list.sha256, day: day.iso, takenAt: now.milliseconds)
    try journal(
      Event(.listTaken, actor: actor, data: [.list: id.description, .contentSHA256: content]))
    return id
  }
}

extension ClaimDifference {
  /// Whether a list may say so: who owes is not a matter of a list.
  fileprivate var canBeCorrectedByList: Bool {
    let fields =
      ClaimCorrection.fields.map(\.after)
      + [.debtor, .email, .address, .language, .timeZone, .calendar, .kind, .country, .vatID]
    return fields.contains { $0.rawValue == field }
  }
}

extension DebtorCorrection {
  /// What makes the known debtor the one who was told.
  fileprivate init(_ differences: [ClaimDifference], telling debtor: Debtor) {
    self.init()
    for difference in differences where difference.isOfDebtor {
      switch JournalKey(rawValue: difference.field) {
      case .debtor: name = debtor.name
      case .email: email = debtor.email.map { [Addressee(address: $0)] }
      case .address: address = debtor.address
      default: if let detail = Debtor.Detail(rawValue: difference.field) { details[detail] = difference.given }
      }
    }
  }
}
