extension Policy {
  /// Something about a ladder that its author hardly meant.
  ///
  /// It is an error where a notice would say what is not so, or could never go out; it is a warning where a careful firm
  /// would do otherwise.
  package struct Fault: Hashable, Sendable {
    package enum Severity: Sendable {
      case error
      case warning
    }

    /// The value in the configuration that is to blame.
    package enum Place: Hashable, Sendable {
      case step(Int, key: String)
      case sendWindow(key: String)
      case lateInterest
    }

    package let severity: Severity
    package let place: Place
    package let message: String
    package let suggestion: String
  }

  /// What is wrong with the ladder as a whole, in the order of its steps. That each step by itself makes sense and that
  /// they are climbed upwards has been seen to before.
  package var faults: [Fault] {
    audienceFaults + windowFaults
      + steps.indices.flatMap { beforeDueFaults($0) + toneFaults($0) + demandFaults($0) + paceFaults($0) }
      + endFaults
  }

  // MARK: - Before the deadline

  private func beforeDueFaults(_ index: Int) -> [Fault] {
    let step = steps[index]
    guard step.isBeforeDue else { return onTheDayFaults(index) }
    var faults: [Fault] = []
    if step.tone > .courtesy {
      faults.append(
        .error(
          .step(index, key: "tone"), "\(step.name) goes out before the deadline, when nothing is owed yet",
          "write tone: courtesy"))
    }
    if step.payWithin != nil {
      faults.append(
        .error(
          .step(index, key: "pay_within"),
          "\(step.name) would print another day to pay by than the deadline ahead of it",
          "leave pay_within out"))
    }
    // At the earliest the notice before goes out on its own day.
    if index > 0, steps[index - 1].isBeforeDue {
      let gap = gap(before: index)
      if steps[index - 1].at.span.approximateSeconds + gap.approximateSeconds > 0 {
        faults.append(
          .error(
            .step(index, key: "gap"),
            "\(step.name) can never go out: \(gap.words) after \(steps[index - 1].name) the deadline it speaks of has passed",
            "make the gap shorter, or take one of the two out"))
      }
    }
    return faults
  }

  /// Until the end of the day the debtor can pay in time.
  private func onTheDayFaults(_ index: Int) -> [Fault] {
    let step = steps[index]
    guard step.at.anchor == .due, step.at.span.count == 0, step.at.span.isInDays, step.tone > .courtesy else {
      return []
    }
    return [
      .warning(
        .step(index, key: "at"),
        "\(step.name) goes out on the day of the deadline, when the debtor can still pay in time",
        "write due+1d, or tone: courtesy")
    ]
  }

  // MARK: - Tone

  private func toneFaults(_ index: Int) -> [Fault] {
    let step = steps[index]
    guard let harsher = steps[..<index].last(where: { $0.tone > step.tone }), !step.isBeforeDue else { return [] }
    let message = "\(step.name) is a \(step.tone.rawValue) after \(harsher.name), a \(harsher.tone.rawValue)"
    if step.tone == .courtesy {
      return [
        .error(
          .step(index, key: "tone"), "\(message): a friendly note takes back what was asked before",
          "write tone: \(harsher.tone.rawValue)")
      ]
    }
    return [
      .warning(
        .step(index, key: "tone"), "\(message): who falls back is not taken at their word",
        "put the demand last, or write tone: demand")
    ]
  }

  private func demandFaults(_ index: Int) -> [Fault] {
    let step = steps[index]
    guard step.tone == .demand else { return [] }
    var faults: [Fault] = []
    if !step.isBeforeDue, !steps[..<index].contains(where: { $0.tone >= .reminder }) {
      faults.append(
        .warning(
          .step(index, key: "tone"), "\(step.name) is a demand out of the blue: no reminder goes before it",
          "put a step with tone: reminder above it"))
    }
    guard let payWithin = step.payWithin else {
      if !step.isBeforeDue {
        faults.append(
          .warning(
            .step(index, key: "name"), "\(step.name) demands payment and names no day to pay by",
            "add pay_within: 14d"))
      }
      return faults
    }
    if let fault = announcedTermFault(index, payWithin) ?? protocolFault(index, payWithin) { return faults + [fault] }
    if payWithin.approximateSeconds < Self.demandSecondsMin, !step.isBeforeDue {
      faults.append(
        .warning(
          .step(index, key: "pay_within"),
          "\(payWithin.words) to pay is short for a demand, which must give reasonable time",
          "write pay_within: 14d"))
    }
    return faults
  }

  /// A demand that has to give full days from the day after its receipt must not print a day before they are over: a term
  /// that is too short has no effect at all, and a later one cannot mend it.
  ///
  /// - Source: BW 6:96 (6); HR 2016-11-25, ECLI:NL:HR:2016:2704.
  private func announcedTermFault(_ index: Int, _ payWithin: Span) -> Fault? {
    let rules = [lateTerms?.rule, consumerTerms?.rule].compactMap { $0 }
    guard let rule = rules.first(where: { $0.demandDays != nil }), let days = rule.demandDays,
      !steps[index].isBeforeDue
    else { return nil }
    let (place, wanted) = (Fault.Place.step(index, key: "pay_within"), "write pay_within: \(days + Self.postDays)d")
    let law = "\(rule.id) wants \(days) full days from the day after receipt"
    if payWithin.approximateSeconds < days * 86_400 {
      return .error(place, "\(law), and \(payWithin.words) would be too few: the demand would have no effect", wanted)
    }
    guard payWithin.approximateSeconds < (days + Self.postDays) * 86_400 else { return nil }
    return .warning(place, "\(law), and \(payWithin.words) leave none for the post", wanted)
  }

  /// The letter of claim that comes with our templates encloses a reply form, and whoever gets it has thirty days from its
  /// date to send that back.
  ///
  /// - Source: Pre-Action Protocol for Debt Claims, 3.1 to 4.1 (England and Wales, debtors who are individuals).
  private func protocolFault(_ index: Int, _ payWithin: Span) -> Fault? {
    guard steps[index].name == "letter-of-claim", payWithin.approximateSeconds < 30 * 86_400 else { return nil }
    return .warning(
      .step(index, key: "pay_within"),
      "\(payWithin.words) are too few for a letter of claim: the Pre-Action Protocol gives 30 days to send the reply form",
      "write pay_within: 32d")
  }

  /// Posted on a Friday, delivered on the Tuesday after it, with a holiday between.
  private static let postDays = 5

  // MARK: - Pace

  /// Messages about a debt that are nearer than a week are taken for harassment in more than one law.
  ///
  /// - Source: 12 CFR 1006.14(b)(2) (seven days, of calls), Administration of Justice Act 1970 s. 40 (frequency).
  private func paceFaults(_ index: Int) -> [Fault] {
    // What is counted in seconds is a payment that a person waits for, and nobody is written to for weeks about it.
    guard index > 0, steps[index].at.span.isInDays, !steps[index - 1].isAtMostDue, !steps[index].isBeforeDue else {
      return []
    }
    let (gap, distance) = (gap(before: index), distance(before: index))
    guard max(gap.approximateSeconds, distance) < Self.paceSecondsMin else { return [] }
    let least = distance > gap.approximateSeconds ? Span(distance / 86_400, .days) : gap
    return [
      .warning(
        .step(index, key: steps[index].gap == nil ? "at" : "gap"),
        "\(steps[index].name) may follow \(least.words) after \(steps[index - 1].name): "
          + "more than one message in 7 days wears a debtor out", "write gap: 7d")
    ]
  }

  /// About how many seconds the notice before keeps this one away by itself: by its day to pay by, or as the place that
  /// this one is counted from.
  private func distance(before index: Int) -> Int {
    let (at, payWithin) = (steps[index].at, steps[index - 1].payWithin?.approximateSeconds ?? 0)
    switch at.anchor {
    case .due: return payWithin
    case .previous: return max(payWithin, at.span.approximateSeconds)
    case .payBy: return payWithin + at.span.approximateSeconds
    }
  }

  private static let paceSecondsMin = 7 * 86_400
  private static let demandSecondsMin = 7 * 86_400

  // MARK: - The whole

  private var endFaults: [Fault] {
    guard steps.allSatisfy(\.isBeforeDue), let last = steps.indices.last else { return [] }
    return [
      .warning(
        .step(last, key: "at"), "nothing goes out after the deadline: who does not pay is never reminded",
        "add a step such as {name: reminder, at: due+3bd, tone: reminder}")
    ]
  }

  /// A ladder that cannot serve every debtor that a claim may name.
  private var audienceFaults: [Fault] {
    guard let rule = lateTerms?.rule else { return [] }
    if let kind, case .unfit = terms(for: kind) {
      return [
        .error(
          .lateInterest,
          "\(rule.id) is for debts of \(rule.audience.words), and the policy says kind: \(kind.rawValue)",
          "name the rule for a \(kind.rawValue), or leave kind out")
      ]
    }
    guard rule.audience == .business, kind == nil, consumerTerms == nil else { return [] }
    return [
      .warning(
        .lateInterest,
        "\(rule.id) is for debts of businesses: a claim on a consumer is refused, and the demands to a debtor of whom "
          + "nobody said what they are wait for a person",
        "write kind: business where all its debtors are, or late_interest: {rule: \(rule.id), consumer: …}")
    ]
  }

  /// Nobody should hear of a debt at night.
  ///
  /// - Source: 12 CFR 1006.6(b)(1)(i) (8 a.m. to 9 p.m. at the consumer's place).
  private var windowFaults: [Fault] {
    guard !sendWindow.isAlwaysOpen else { return [] }
    var faults: [Fault] = []
    for (key, time, isLate) in [
      ("from", sendWindow.from, sendWindow.from < Self.quietUntil),
      ("until", sendWindow.until, sendWindow.until > Self.quietFrom),
    ] where isLate {
      faults.append(
        .warning(
          .sendWindow(key: key),
          "the window \(key == "from" ? "opens" : "closes") at \(time.text): messages before "
            + "\(Self.quietUntil.text) or after \(Self.quietFrom.text) disturb people, in some places unlawfully",
          "write \(key): \"\(key == "from" ? Self.quietUntil.text : Self.quietFrom.text)\""))
    }
    return faults
  }

  private static let quietUntil = TimeOfDay(seconds: 8 * 3_600)
  private static let quietFrom = TimeOfDay(seconds: 21 * 3_600)
}

extension Step {
  /// True when the step goes out before the deadline, or on its day.
  fileprivate var isAtMostDue: Bool { at.anchor == .due && at.span.count <= 0 }
}

extension Policy.Fault {
  fileprivate static func error(_ place: Place, _ message: String, _ suggestion: String) -> Policy.Fault {
    Policy.Fault(severity: .error, place: place, message: message, suggestion: suggestion)
  }

  fileprivate static func warning(_ place: Place, _ message: String, _ suggestion: String) -> Policy.Fault {
    Policy.Fault(severity: .warning, place: place, message: message, suggestion: suggestion)
  }
}
