import Dunning

/// Keeps the engine from taking one notice after the other while the mail server is away: it pauses, tries with one, and
/// opens up step by step when that one has passed.
struct RelayCircuit: Sendable {
  /// What a notice that came to its end tells of the way.
  enum Passage: Sendable {
    /// The server spoke about this notice: the way is free.
    case free
    /// Every other notice would have fared the same.
    case blocked
    /// It never came so far, or has nothing to say.
    case unknown
  }

  /// The first pause, in seconds; each one after it is twice as long.
  static let pauseMin = 5
  /// The longest pause, in seconds, without the spread.
  static let pauseMax = 300

  /// When a notice may try the way again; nil while it is free.
  private(set) var opensAt: Instant?
  /// Counts the ways: what ends on an old one says nothing about the new one.
  private(set) var way = 0
  private var failures = 0
  private var isProbing = false
  /// Notices that may be under way after a pause; nil: as many as are allowed in all.
  private var width: Int?
  private let seed: UInt64

  /// - Parameter seed: spreads the pauses of many installations that share a server, always alike for the same number.
  init(seed: UInt64) { self.seed = seed }

  /// How many more notices may be taken.
  func room(max: Int, underWay: Int, now: Instant) -> Int {
    guard let opensAt else { return min(max, width ?? max) - underWay }
    // What hangs from before the pause does not keep the one notice from trying.
    return now < opensAt || isProbing ? 0 : 1
  }

  mutating func took(_ count: Int) {
    if opensAt != nil, count > 0 { isProbing = true }
  }

  mutating func ended(_ passage: Passage, max: Int, now: Instant) {
    switch passage {
    case .free: open(max: max)
    case .blocked: if opensAt == nil || isProbing { pause(now: now) }
    case .unknown: isProbing = false
    }
  }

  /// The pause was measured by a clock that was wrong: one may try at once.
  mutating func clockWasSet(now: Instant) { opensAt = opensAt.map { min($0, now) } }

  /// Another way is in force.
  mutating func reset() {
    let way = way
    self = RelayCircuit(seed: seed)
    self.way = way + 1
  }

  private mutating func open(max: Int) {
    if opensAt != nil {
      (opensAt, failures, isProbing, width) = (nil, 0, false, 2)
    } else if let width {
      self.width = width < max ? width + 1 : nil
    }
  }

  private mutating func pause(now: Instant) {
    failures += 1
    isProbing = false
    opensAt = now.adding(milliseconds: pauseMilliseconds)
  }

  /// Twice as long as the one before, and up to a quarter longer.
  private var pauseMilliseconds: Int64 {
    let wait = Int64(min(Self.pauseMax, Self.pauseMin << min(failures - 1, 10))) * 1_000
    return wait + Int64(Spread.number(of: seed &+ UInt64(failures), max: Int(wait / 4) - 1))
  }
}
