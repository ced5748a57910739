/// A claim whose reference stands in an entry, and what it takes to believe it.
struct Finding: Hashable, Sendable {
  enum How: Hashable, Sendable {
    /// By check digits.
    case checked
    case whole
    /// The end of a reference behind a whole one: `RE-2026-0207/0208`.
    case completed
    /// Without its letters or noughts.
    case loose
  }

  /// What must agree besides, in order: each takes more than the one before.
  enum Needs: Int, Comparable, Sendable {
    case nothing
    case amountOrDebtor
    case amount
    case amountAndDebtor
    /// Only a person can tell.
    case person

    static func < (left: Needs, right: Needs) -> Bool { left.rawValue < right.rawValue }
  }

  let claim: MatchClaim
  let how: How
  /// Where it stands: which segment, and which of its runs.
  let segment: Int
  let range: ClosedRange<Int>
  /// As it is written, without what stands between.
  let quote: String
  private(set) var needs = Needs.nothing
  /// Why it needs that, a clause.
  private(set) var doubt: String?
  /// Whether what stands there is the reference of other claims as well.
  private(set) var isShared = false
  /// Of those that share a place, whether this one alone is cut as it is written.
  private(set) var isCutSo = false
  /// Whether what stands there is another claim's, because that one's debtor paid.
  private(set) var isOutdone = false

  init(_ claim: MatchClaim, _ how: How, segment: Int, range: ClosedRange<Int>, quote: String) {
    self.claim = claim
    self.how = how
    self.segment = segment
    self.range = range
    self.quote = quote
  }

  /// Asks for more, where more is needed than was known.
  mutating func require(_ needs: Needs, _ doubt: String) {
    guard needs > self.needs else { return }
    (self.needs, self.doubt) = (needs, doubt)
  }

  mutating func require(_ caution: Caution) { require(caution.needs, caution.because) }

  /// What stands there is the reference of several claims: only who paid tells which.
  mutating func share(isCutSo: Bool) {
    (isShared, self.isCutSo) = (true, isCutSo)
    require(.amountAndDebtor, "several claims are called so")
  }

  /// Another claim that is called so is meant.
  mutating func yield(to debtor: String) {
    isOutdone = true
    require(.person, "several claims are called so, and who paid is \(debtor)")
  }

  /// What stands in the text, a clause.
  var words: String {
    switch how {
    case .checked: "the checked reference \(quote) of \(claim.reference) stands whole in it"
    case .whole: "\(claim.reference) stands whole in it"
    case .completed: "\(quote) behind it completes \(claim.reference)"
    case .loose: "\(quote) stands in it, which is \(claim.reference) without letters or noughts"
    }
  }
}

/// Something that makes a reference less certain.
struct Caution: Hashable, Sendable {
  let needs: Finding.Needs
  /// A clause.
  let because: String

  static let none = Caution(.nothing, "")

  init(_ needs: Finding.Needs, _ because: String) {
    self.needs = needs
    self.because = because
  }
}
