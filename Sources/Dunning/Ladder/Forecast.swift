/// What the ladders do over a span of days with claims and payments that are known beforehand, notice after notice in
/// the order of time. It asks what the daemon asks, ``Course/next(_:)``, and so says what the daemon would do.
///
/// - A claim is known from the first day on, or from the day it was issued where that is later. Its deadline may have
///   passed by then; it begins at the first step that its policy allows, as if it had been enqueued on that day.
/// - A payment counts from the beginning of its day where the debtor is: who pays on the day of a notice gets none.
/// - Every notice goes out on time, and what needs approval is approved at once.
package struct Forecast: Sequence, IteratorProtocol {
  /// A claim with the payments that come in on it.
  package struct Entry: Sendable {
    package let draft: ClaimDraft
    package var payments: [Payment] = []

    package init(_ draft: ClaimDraft, payments: [Payment] = []) {
      self.draft = draft
      self.payments = payments
    }
  }

  /// One notice of the forecast.
  package struct Notice: Sendable {
    package let plan: NoticePlan
    /// What the debtor owes on the day of the notice.
    package let owed: Owed
    package let payBy: CivilDate?
    /// The debtor's.
    package let zone: ZoneRules
    /// Why another edition of the holidays may move it; empty when it will not.
    package let provisionalDays: [String]
    /// Why another edition of the rates may change interest and compensation.
    package let provisionalSums: [String]

    package var day: CivilDate { zone.date(at: plan.at) }

    /// What the notice asks for: a demand for interest and compensation as well, before it nobody is threatened with
    /// them.
    package var asked: Money { plan.lead.planned.step.tone == .demand ? owed.total : owed.outstanding }
  }

  package let until: CivilDate
  private let rulebook: Rulebook
  private let entries: [Entry]
  private var accounts: [Account] = []
  private var queue = Queue()
  /// What stays owed beside the sum, by the place of the claim.
  private var demanded: [Int64: Money] = [:]

  /// - Parameter entries: claims with policies and creditors of the rulebook.
  package init(_ entries: [Entry], _ rulebook: Rulebook, from: CivilDate, until: CivilDate) {
    self.rulebook = rulebook
    self.entries = entries
    self.until = until
    var places: [ClaimDraft.GroupKey: Int] = [:]
    for (index, entry) in entries.enumerated() {
      let account = Account(number: index, entry, rulebook, from: from, until: until)
      guard rulebook.policies[entry.draft.policy]?.groupBy == .debtor else {
        accounts.append(account)
        continue
      }
      if let place = places[entry.draft.groupKey] {
        accounts[place].join(account)
      } else {
        places[entry.draft.groupKey] = accounts.count
        accounts.append(account)
      }
    }
    for index in accounts.indices {
      accounts[index].sort()
      plan(index)
    }
  }

  package mutating func next() -> Notice? {
    guard let index = queue.removeFirst(), let plan = accounts[index].upcoming else { return nil }
    let notice = notice(plan)
    accounts[index].course.complete(plan, rulebook)
    demand(plan, of: index)
    self.plan(index)
    return notice
  }

  /// Lets stay owed what a demand asks for beside the sums, where the policy says so.
  private mutating func demand(_ plan: NoticePlan, of index: Int) {
    guard plan.lead.planned.step.tone == .demand else { return }
    for part in plan.parts where rulebook.policies[part.claim.draft.policy]?.settles == .all {
      let day = (rulebook.zone(for: part.claim) ?? .utc).date(at: plan.at)
      let payments = entries[Int(part.claim.id.number)].payments.filter { $0.date <= day }
      let late = rulebook.late(part.claim, payments: payments, history: part.standing.history, asOf: day)
      guard let late else { continue }
      var claim = part.claim
      claim.demanded = claim.beyond(late)
      demanded[claim.id.number] = claim.demanded
      accounts[index].course.update(claim, at: plan.at)
    }
  }

  /// The claims that are not paid at the end, with what is open of each, in their order.
  package var left: [(draft: ClaimDraft, open: Money)] {
    entries.enumerated().compactMap { index, entry in
      let currency = entry.draft.amount.currency
      let paid = Money.sum(entry.payments.lazy.filter { $0.date <= until }.map(\.amount), in: currency)
      let owed = entry.draft.amount.minorUnits + (demanded[Int64(index)]?.minorUnits ?? 0)
      let open = Money(minorUnits: owed - paid.minorUnits, currency: currency)
      return open.isPositive ? (entry.draft, open) : nil
    }
  }

  /// Looks for an account's next notice, and lets it wait for its turn.
  private mutating func plan(_ index: Int) {
    accounts[index].plan(rulebook)
    guard let plan = accounts[index].upcoming, let zone = rulebook.zone(for: plan.lead.claim),
      zone.date(at: plan.at) <= until
    else {
      // Nothing is asked of it any more.
      accounts[index].upcoming = nil
      return
    }
    queue.insert(index, at: plan.at, id: plan.lead.claim.id)
  }

  private func notice(_ plan: NoticePlan) -> Notice {
    let zone = rulebook.zone(for: plan.lead.claim) ?? .utc
    let (day, payBy) = (zone.date(at: plan.at), rulebook.payBy(plan))
    var owed = Owed(currency: plan.outstanding.currency)
    var provisionalSums: [String] = []
    for part in plan.parts {
      let payments = entries[Int(part.claim.id.number)].payments.filter { $0.date <= day }
      let because = owed.add(part.standing, payments: payments, on: day, rulebook)
      provisionalSums += because.filter { !provisionalSums.contains($0) }
    }
    return Notice(
      plan: plan, owed: owed, payBy: payBy, zone: zone,
      provisionalDays: rulebook.provisional(for: plan.lead.claim, days: [day, payBy].compactMap { $0 }),
      provisionalSums: provisionalSums)
  }
}

/// What is owed on a day, for one claim or several.
package struct Owed: Hashable, Sendable {
  package private(set) var outstanding: Money
  /// What late payment has come to by the policy's rule, payments not deducted.
  package private(set) var interest: Money
  package private(set) var compensation: Money
  /// All of it, less what was paid.
  package private(set) var total: Money

  init(currency: Currency) {
    let nothing = Money(minorUnits: 0, currency: currency)
    (outstanding, interest, compensation, total) = (nothing, nothing, nothing, nothing)
  }

  /// Adds a claim on a day, and tells why the figures may still change.
  ///
  /// - Parameter payments: those that have come in on the claim by then.
  mutating func add(
    _ standing: Standing, payments: [Payment], on day: CivilDate, _ rulebook: Rulebook
  ) -> [String] {
    let claim = standing.claim
    outstanding.add(claim.outstanding)
    guard rulebook.zone(for: claim) != nil, day > rulebook.lastDayInTime(of: claim) else {
      total.add(claim.outstanding)
      return []
    }
    let late = rulebook.lateSum(of: claim, payments: payments, history: standing.history, asOf: day)
    guard let statement = late.statement else {
      total.add(claim.outstanding)
      return late.unknownBecause.map { ["the interest cannot be worked out: \($0)"] } ?? []
    }
    interest.add(statement.interest)
    compensation.add(statement.compensation)
    total.add(statement.total)
    return statement.provisionalBecause
  }
}

/// Claims that share their notices, with what is going to happen to them.
private struct Account {
  var course: Course
  /// The next notice, while it waits for its turn.
  var upcoming: NoticePlan?
  /// What has not happened yet, the last first.
  private var ahead: [Happening]

  private struct Happening {
    let at: Instant
    let number: Int
    let what: What

    enum What {
      case known(Claim)
      case paid(Money)
    }
  }

  init(number: Int, _ entry: Forecast.Entry, _ rulebook: Rulebook, from: CivilDate, until: CivilDate) {
    let claim = Claim(id: ClaimID(Int64(number)), draft: entry.draft, enqueued: Instant(milliseconds: 0))
    let zone = rulebook.zone(for: claim) ?? .utc
    func morning(_ date: CivilDate) -> Instant { zone.instant(date, TimeOfDay(seconds: 0)) }
    let known = morning(max(from, entry.draft.issued ?? from))
    let enqueued = Claim(id: claim.id, draft: claim.draft, enqueued: known)
    course = Course(now: morning(from))
    ahead = [Happening(at: known, number: number, what: .known(enqueued))]
    ahead += entry.payments.filter { $0.date <= until }.map {
      // What was paid before the claim was known is known with it.
      Happening(at: max(known, morning($0.date)), number: number, what: .paid($0.amount))
    }
  }

  /// Takes the claims of another account in, of which nothing has happened yet.
  mutating func join(_ other: Account) {
    ahead += other.ahead
    course = Course(now: min(course.now, other.course.now))
  }

  /// Puts what is to happen into its order.
  mutating func sort() {
    ahead.sort { left, right in
      if left.at != right.at { return left.at > right.at }
      if left.number != right.number { return left.number > right.number }
      // A claim is known before it is paid.
      if case .known = right.what, case .paid = left.what { return true }
      return false
    }
  }

  /// Lets happen what happens before the next notice, which is then ``upcoming``.
  mutating func plan(_ rulebook: Rulebook) {
    upcoming = course.next(rulebook)
    while let happening = ahead.last, upcoming.map({ happening.at <= $0.at }) ?? true {
      // All that happens at a moment, before anybody asks again.
      while let next = ahead.last, next.at == happening.at {
        happen(next)
        ahead.removeLast()
      }
      upcoming = course.next(rulebook)
    }
  }

  private mutating func happen(_ happening: Happening) {
    switch happening.what {
    case .known(let claim): course.add(claim, at: happening.at)
    case .paid(let amount):
      let id = ClaimID(Int64(happening.number))
      guard let claim = course.standings.first(where: { $0.claim.id == id })?.claim else { return }
      course.update(claim.paying(amount), at: happening.at)
    }
  }
}

/// Accounts in the order in which their next notices go out: a binary heap.
private struct Queue {
  private struct Item {
    let account: Int
    let at: Instant
    let id: ClaimID

    func isBefore(_ other: Item) -> Bool { (at, id) < (other.at, other.id) }
  }

  private var items: [Item] = []

  mutating func insert(_ account: Int, at instant: Instant, id: ClaimID) {
    items.append(Item(account: account, at: instant, id: id))
    var index = items.count - 1
    while index > 0, items[index].isBefore(items[(index - 1) / 2]) {
      items.swapAt(index, (index - 1) / 2)
      index = (index - 1) / 2
    }
  }

  mutating func removeFirst() -> Int? {
    guard let first = items.first else { return nil }
    items.swapAt(0, items.count - 1)
    items.removeLast()
    var index = 0
    while let child = [2 * index + 1, 2 * index + 2].filter({ $0 < items.count })
      .min(by: { items[$0].isBefore(items[$1]) }), items[child].isBefore(items[index])
    {
      items.swapAt(index, child)
      index = child
    }
    return first.account
  }
}
