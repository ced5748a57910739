import Dunning

/// What the entries of a claim's journal add up to.
struct ClaimReplay {
  private(set) var registered: [String: String]?
  private(set) var registeredAt: Instant?
  private(set) var paid: Int64 = 0
  private(set) var state = Claim.State.open
  private(set) var reason: String?
  private(set) var pausedUntil: String?
  private(set) var payments: [Journalled] = []
  /// What went to interest and costs, entry by entry: `AMOUNT on DAY by ENTRY`.
  private(set) var charges: [String] = []
  /// What stays owed of the last demand.
  private(set) var demanded: Int64 = 0
  private(set) var promises: [JournalledPromise] = []
  private(set) var cause: String?
  private(set) var reopenedAt: Instant?
  private(set) var erasedAt: Instant?
  /// By what it is known again; nil where entries of earlier versions do not tell.
  private(set) var digest: String?

  /// A payment as the journal tells it.
  struct Journalled: Hashable {
    let kind: String
    let amount: String
    let date: String
    let externalID: String?
    let madeAt: Instant
    /// Its number; nil of entries of earlier versions, which do not tell it.
    let payment: String?
    /// The list that told of it.
    let list: String?
    /// The number of the entry by which it was set against the claim, and its place in the chain.
    let entry: Int64
    let seq: Int64
    /// The entry by which it was undone, and when.
    var undoneBy: Int64?
    var undoneAt: Instant?
  }

  /// A promise as the journal tells it; what entries of earlier versions leave out is nil.
  struct JournalledPromise: Hashable {
    let madeAt: Instant
    let instalments: String?
    let paidBefore: String?
    /// In which of these states it can be.
    var states: Set<RecordedPromise.State> = [.running]
    /// What became of its instalments, by their days.
    var outcomes: [String: Promise.Outcome] = [:]
  }

  mutating func take(_ entry: ChainWalk.Entry, currency: Currency) {
    guard let kind = Event.Kind(rawValue: entry.row.type) else { return }
    let data = entry.data
    follow(kind, data, at: entry.row.at)
    if let said = data[.digest] { digest = said }
    switch kind {
    case .claimRegistered: (registered, registeredAt) = (data, entry.row.at)
    case .debtorChanged, .debtorMerged, .debtorParted: registered?.amend(by: data)
    case .paymentRecorded, .paymentAssigned: pay(data, entry.row, currency)
    case .chargesPaid, .chargesOwed: charge(data, entry.row, currency)
    case .paymentReleased, .paymentUndone: takeBack(data, entry.row, currency)
    case .claimPaid: enter(.paid, keepingReason: true)
    // Whoever takes back that a claim was given up says why, and then it is simply open.
    case .claimReopened: enter(.open, keepingReason: data[.reason] == nil)
    case .claimCorrected: registered = registered.map { ClaimCorrection.corrected($0, by: data) }
    case .claimPaused: enter(.paused, data, until: data[.until])
    case .claimPromised: enter(.promised, data, until: data[.until])
    case .claimDisputed: enter(.disputed, data)
    case .claimStopped: enter(.stopped, data)
    case .claimWithdrawn: enter(.withdrawn, data)
    case .claimWrittenOff: enter(.writtenOff, data)
    // The reason of a resumption is told, the claim is simply open.
    case .claimResumed: enter(.open)
    case .promiseBroken, .promisePartlyKept: enter(.open)
    // With another instalment to come the claim goes on waiting; the row is asked which of the two it is.
    case .promiseKept:
      isPromiseKept = true
      // The claim goes on waiting for the next instalment.
      if let until = data[.until] { (pausedUntil, reason) = (until, nil) }
    case .claimErased: erasedAt = entry.row.at
    default: break
    }
    if kind != .promiseKept, Self.endsPromise.contains(kind) { isPromiseKept = false }
  }

  /// What an entry says beside the state: the cause, the promises, the last reopening.
  private mutating func follow(_ kind: Event.Kind, _ data: [String: String], at moment: Instant) {
    if let said = data[.cause] {
      cause = said
    } else if Self.sayings.contains(kind), state == .disputed, cause == Claim.Cause.disputed.rawValue {
      // What is disputed no more is not unpaid for that reason.
      cause = nil
    }
    if kind == .claimReopened { reopenedAt = moment }
    if Self.sayings.contains(kind) { endPromise(as: .replaced) }
    switch kind {
    case .claimPromised:
      promises.append(
        JournalledPromise(madeAt: moment, instalments: data[.instalments], paidBefore: data[.paidBefore]))
    case .promiseKept: judgePromise(.kept, data)
    case .promisePartlyKept: judgePromise(.partlyKept, data)
    case .promiseBroken: judgePromise(.broken, data)
    default: break
    }
  }

  private mutating func judgePromise(_ outcome: Promise.Outcome, _ data: [String: String]) {
    guard let last = promises.indices.last else { return }
    if let due = data[.due] { promises[last].outcomes[due] = outcome }
    switch outcome {
    // There may be another instalment to come.
    case .kept: promises[last].states.insert(.kept)
    case .partlyKept: promises[last].states = [.partlyKept]
    case .broken: promises[last].states = [.broken]
    }
  }

  private mutating func endPromise(as state: RecordedPromise.State) {
    guard let last = promises.indices.last, promises[last].states.remove(.running) != nil else { return }
    promises[last].states.insert(state)
  }

  private static let sayings: Set<Event.Kind> = [
    .claimPaused, .claimPromised, .claimDisputed, .claimStopped, .claimResumed, .claimWithdrawn, .claimWrittenOff,
  ]

  /// Whether a row in this state is what the entries lead to.
  func leads(to other: Claim.State) -> Bool {
    other == state || isPromiseKept && state == .promised && other == .open
  }

  private var isPromiseKept = false

  private static let endsPromise: Set<Event.Kind> = [
    .claimPaid, .claimReopened, .claimPaused, .claimPromised, .claimDisputed, .claimStopped, .claimWithdrawn,
    .claimWrittenOff, .claimResumed, .promiseBroken, .promisePartlyKept,
  ]

  private mutating func enter(
    _ new: Claim.State, _ data: [String: String] = [:], until: String? = nil, keepingReason: Bool = false
  ) {
    (state, pausedUntil) = (new, until)
    if keepingReason { return }
    let said = data[.reason]
    reason = said.map { $0.hasPrefix(Self.ofDebtor) ? String($0.dropFirst(Self.ofDebtor.count)) : $0 }
  }

  /// How the journal of a claim says that something was said of its debtor as a whole.
  static let ofDebtor = "said of the debtor: "

  private mutating func charge(_ data: [String: String], _ row: ChainedRow, _ currency: Currency) {
    if let demanded = data[.demanded].flatMap({ try? Money(parsing: $0, currency: currency) }) {
      self.demanded = demanded.minorUnits
    }
    let change = data[.amount] ?? ""
    // A demand may ask for as much as was booked already.
    guard change != Money(minorUnits: 0, currency: currency).decimal else { return }
    charges.append("\(change) on \(data[.date] ?? "") by \(row.id)")
  }

  private mutating func pay(_ data: [String: String], _ row: ChainedRow, _ currency: Currency) {
    guard let text = data[.amount], let amount = try? Money(parsing: text, currency: currency) else { return }
    let kind = data[.kind] ?? Payment.Kind.payment.rawValue
    paid += Self.sign(of: kind) * amount.minorUnits
    payments.append(
      Journalled(
        kind: kind, amount: amount.decimal, date: data[.date] ?? "", externalID: data[.externalID], madeAt: row.at,
        payment: data[.payment], list: data[.list], entry: row.id, seq: row.seq))
  }

  /// What an entry set against the claim is so no more, or only with what is left of it.
  private mutating func takeBack(_ data: [String: String], _ row: ChainedRow, _ currency: Currency) {
    guard let seq = data[.ofEntry].flatMap({ Int64($0) }),
      let index = payments.lastIndex(where: { $0.seq == seq && $0.undoneBy == nil }),
      let amount = try? Money(parsing: payments[index].amount, currency: currency),
      let less = data[.amount].flatMap({ try? Money(parsing: $0, currency: currency) })
    else { return }
    payments[index].undoneBy = row.id
    payments[index].undoneAt = row.at
    let undone = payments[index]
    paid -= Self.sign(of: undone.kind) * less.minorUnits
    let rest = Money(minorUnits: amount.minorUnits - less.minorUnits, currency: currency)
    guard rest.isPositive else { return }
    payments.append(
      Journalled(
        kind: undone.kind, amount: rest.decimal, date: undone.date, externalID: undone.externalID, madeAt: row.at,
        payment: undone.payment ?? data[.payment], list: undone.list, entry: row.id, seq: row.seq))
  }

  private static func sign(of kind: String) -> Int64 { Payment.Kind(rawValue: kind)?.reopens == true ? -1 : 1 }
}

extension [String: String] {
  /// What is known since something was corrected: an empty text is nothing any more.
  mutating func amend(by data: [String: String]) {
    // Entries of earlier versions do not tell what was changed.
    guard let text = data[.after], let after = try? Journal.decode(text) else { return }
    for (name, value) in after { self[name] = value.isEmpty ? nil : value }
  }
}
