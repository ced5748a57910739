/// What is chosen where the law leaves a choice, or agreed where it lets the parties.
package struct InterestOptions: Hashable, Sendable {
  package enum Rounding: String, Sendable, CaseIterable {
    /// Half-up once, on the sum of all segments.
    case single
    /// Half-up in each segment.
    case lines
  }

  /// A rate as a contract states it.
  package struct AgreedRate: Hashable, Sendable {
    package enum Period: String, Sendable, CaseIterable {
      case year
      case month
      case day
    }

    package let percent: Percent
    package let period: Period

    /// The rate for 365 days, or for twelve months.
    package var yearly: Percent {
      switch period {
      case .year: percent
      case .month: percent * Factor(hundredths: 1_200)
      case .day: percent * Factor(hundredths: 36_500)
      }
    }
  }

  /// Nil is the rule's own.
  package private(set) var dayCount: DayCount?
  package private(set) var rounding = Rounding.single
  package private(set) var rate: AgreedRate?
  package private(set) var uplift: Factor?
  /// Whether the day of a payment still bears interest on what was paid on it.
  package private(set) var countsPaymentDay = true
  /// The calendar of the place of payment; nil is the rule's own.
  package private(set) var place: String?
  /// When the invoice or the goods were received, where no due date was agreed.
  package private(set) var received: CivilDate?
  package private(set) var contracted: CivilDate?
  /// How the due date came about; nil where nobody said.
  package private(set) var dueBasis: DueBasis?
  /// Whether the invoice points out the days after which the law puts a consumer in default.
  package private(set) var noticesDays = false
  /// Nil is the rule's own.
  package private(set) var allocation: [InterestRule.Part]?

  /// The option names, spelled as on the command line and in a policy.
  package enum Key: String, Sendable, CaseIterable {
    case dayCount = "day_count"
    case rounding
    case rate
    case uplift
    case countPaymentDay = "count_payment_day"
    case place
    case received
    case contracted
    case dueBasis = "due_basis"
    case daysNoticed = "days_noticed"
    case allocation
  }

  package init() {}

  /// Takes one option in; a place is taken as it is.
  ///
  /// - Throws: ``RuleError`` `.invalidText` or `.invalidDate` when there is no such option, when the rule does not know
  ///   it, or when its value is none.
  package mutating func set(_ name: String, to value: String, for rule: InterestRule) throws(RuleError) {
    let known = Self.keys(of: rule).map(\.rawValue)
    guard let key = Key(rawValue: name), known.contains(name) else {
      let near = nearest(to: name, in: known).map { "did you mean \($0)?" }
      throw RuleError(
        .invalidText, "\(rule.id) has no option \(quoted(name))",
        hint: near ?? "it has \(known.joined(separator: ", "))")
    }
    switch key {
    case .dayCount: dayCount = try Self.choice(value, name)
    case .rounding: rounding = try Self.choice(value, name)
    case .rate: rate = try AgreedRate(parsing: value)
    case .uplift: uplift = try Self.uplift(value, of: rule)
    case .countPaymentDay: countsPaymentDay = try Self.truth(value, name)
    case .place: place = value
    case .received: received = try CivilDate(parsing: value)
    case .contracted: contracted = try CivilDate(parsing: value)
    case .dueBasis: dueBasis = try Self.choice(value, name)
    case .daysNoticed: noticesDays = try Self.truth(value, name)
    case .allocation: allocation = try Self.order(value)
    }
  }

  /// The options that mean something to a rule.
  package static func keys(of rule: InterestRule) -> [Key] {
    Key.allCases.filter { key in
      switch key {
      case .rounding, .countPaymentDay, .allocation: true
      case .dayCount: rule.rate?.isDaily != true || rule.agreed != nil
      case .rate: rule.agreed != nil
      case .uplift: rule.upliftMax != nil
      case .place: rule.dueOnHoliday != .stays
      case .received: rule.withoutDate != nil || rule.startsWithReceipt
      case .contracted: rule.formulas.contains { $0.reference == .contract }
      case .dueBasis: rule.defaultBy != .due || rule.withoutDate != nil
      case .daysNoticed: rule.withoutDateNeedsNotice
      }
    }
  }

  /// The same with what is known of one claim, which goes before what its policy says of all.
  package func saying(
    dueBasis: DueBasis? = nil, received: CivilDate? = nil, contracted: CivilDate? = nil
  ) -> InterestOptions {
    var options = self
    options.dueBasis = dueBasis ?? self.dueBasis
    options.received = received ?? self.received
    options.contracted = contracted ?? self.contracted
    return options
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ text: String, _ name: String
  ) throws(RuleError) -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let near = nearest(to: text, in: words).map { "did you mean \($0)?" }
    throw RuleError(
      .invalidText, "\(name) cannot be \(quoted(text))", hint: near ?? "it is one of \(words.joined(separator: ", "))")
  }

  private static func truth(_ text: String, _ name: String) throws(RuleError) -> Bool {
    enum Truth: String, CaseIterable {
      case yes = "true"
      case no = "false"
    }
    let truth: Truth = try choice(text, name)
    return truth == .yes
  }

  private static func uplift(_ text: String, of rule: InterestRule) throws(RuleError) -> Factor {
    let factor = try Factor(parsing: text)
    let range = (rule.rate?.factor ?? .one)...(rule.upliftMax ?? .one)
    if range.contains(factor) { return factor }
    throw RuleError(
      .invalidText, "uplift cannot be \(quoted(text))",
      hint: "\(rule.id) allows \(range.lowerBound.text) to \(range.upperBound.text)")
  }

  /// `costs,interest,principal` in any order.
  private static func order(_ text: String) throws(RuleError) -> [InterestRule.Part] {
    var parts: [InterestRule.Part] = []
    for word in text.split(separator: ",", omittingEmptySubsequences: false) {
      parts.append(try choice(String(word), "allocation"))
    }
    guard parts.count == 3, Set(parts).count == 3 else {
      throw RuleError(
        .invalidText, "allocation cannot be \(quoted(text))",
        hint: "name all three in their order, e.g. costs,interest,principal")
    }
    return parts
  }
}

extension InterestRule {
  var startsWithReceipt: Bool {
    if case .received = start { true } else { false }
  }
}

extension InterestOptions.AgreedRate {
  /// Reads a percentage per day, e.g. `0.05`.
  ///
  /// - Throws: ``RuleError`` `.invalidText` with how to write it.
  package init(perDay text: String) throws(RuleError) { try self.init(parsing: "\(text)/day") }

  /// Reads `9.5` or `9.5/year`, `2/month`, `0.05/day`: a percentage of nought or more, the year when no period is named.
  ///
  /// - Throws: ``RuleError`` `.invalidText` with how to write it.
  package init(parsing text: String) throws(RuleError) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    percent = try Percent(parsing: parts[0])
    guard let period = Period(rawValue: parts.count == 2 ? parts[1] : "year"), percent >= .zero else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is not an agreed rate", hint: "write for example 9.5, 2/month or 0.05/day")
    }
    self.period = period
    guard yearly.millionths <= RuleLimits.percentMax * 1_000_000 else {
      throw RuleError(
        .invalidText, "\(quoted(text)) is more than \(RuleLimits.percentMax) % a year", hint: "is it the right rate?")
    }
  }
}
