import NIOCore

/// When a server that does not answer may be asked again: each failure doubles the rest, a success ends it.
struct ConnectionBackoff {
  private let restMin: TimeAmount
  private let restMax: TimeAmount
  private var failures = 0
  private var restsUntil = NIODeadline.uptimeNanoseconds(0)

  init(restMin: TimeAmount, restMax: TimeAmount) {
    self.restMin = restMin
    self.restMax = restMax
  }

  /// Whether the last attempt failed, so that the next is a trial of which there is one at a time.
  var isWary: Bool { failures > 0 }

  /// How long not to try yet; `nil` if it may be tried.
  func rest(at now: NIODeadline) -> TimeAmount? { isWary && now < restsUntil ? restsUntil - now : nil }

  /// A connection came to nothing.
  ///
  /// Those that fail during a rest were opened before it and tell nothing new.
  /// - Parameter chance: 0 to 1; spreads the rest over its second half, so that many clients do not return together.
  mutating func failed(at now: NIODeadline, chance: Double) {
    guard rest(at: now) == nil else { return }
    let (doubled, isTooLong) = restMin.nanoseconds.multipliedReportingOverflow(by: 1 << min(failures, 30))
    let full = isTooLong ? restMax.nanoseconds : min(doubled, restMax.nanoseconds)
    failures += 1
    restsUntil = now + .nanoseconds(full / 2 + Int64(Double(full / 2) * chance))
  }

  /// Leaves the server alone for this long: our login was refused.
  mutating func bar(at now: NIODeadline, for rest: TimeAmount) {
    failures = max(1, failures)
    restsUntil = now + rest
  }

  /// The server answered for a message.
  mutating func worked() { failures = 0 }
}
