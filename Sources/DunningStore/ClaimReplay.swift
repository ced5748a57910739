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
  private(set) var erasedAt: Instant?

  /// A payment as the journal tells it.
  struct Journalled: Hashable {
    let kind: String
    let amount: String
    let date: String
    let externalID: String?
    let recordedAt: Instant
  }

  mutating func take(_ entry: ChainWalk.Entry, currency: Currency) {
    guard let kind = Event.Kind(rawValue: entry.row.type) else { return }
    let data = entry.data
    switch kind {
    case .claimRegistered: (registered, registeredAt) = (data, entry.row.at)
    case .paymentRecorded: pay(data, at: entry.row.at, currency)
    case .claimPaid: enter(.paid, keepingReason: true)
    case .claimReopened: enter(.open, keepingReason: true)
    case .claimPaused: enter(.paused, data, until: data["until"])
    case .claimPromised: enter(.promised, data)
    case .claimDisputed: enter(.disputed, data)
    case .claimStopped: enter(.stopped, data)
    case .claimWithdrawn: enter(.withdrawn, data)
    case .claimWrittenOff: enter(.writtenOff, data)
    // The reason of a resumption is told, the claim is simply open.
    case .claimResumed: enter(.open)
    case .promiseBroken, .promisePartlyKept: enter(.open)
    // With another instalment to come the claim goes on waiting; the row is asked which of the two it is.
    case .promiseKept: isPromiseKept = true
    case .claimErased: erasedAt = entry.row.at
    default: break
    }
    if kind != .promiseKept, Self.endsPromise.contains(kind) { isPromiseKept = false }
  }

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
    let said = data["reason"]
    reason = said.map { $0.hasPrefix(Self.ofDebtor) ? String($0.dropFirst(Self.ofDebtor.count)) : $0 }
  }

  /// How the journal of a claim says that something was said of its debtor as a whole.
  static let ofDebtor = "said of the debtor: "

  private mutating func pay(_ data: [String: String], at moment: Instant, _ currency: Currency) {
    guard let text = data["amount"], let amount = try? Money(parsing: text, currency: currency) else { return }
    let kind = data["kind"] ?? Payment.Kind.payment.rawValue
    paid += Payment.Kind(rawValue: kind)?.reopens == true ? -amount.minorUnits : amount.minorUnits
    payments.append(
      Journalled(
        kind: kind, amount: amount.decimal, date: data["date"] ?? "", externalID: data["id"], recordedAt: moment))
  }
}
