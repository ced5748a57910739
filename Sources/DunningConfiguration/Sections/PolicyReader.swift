import Dunning
import Yams

extension Policy {
  static let keys = [
    "steps", "send_window", "on_missed", "group_by", "minimum", "late_interest", "without_interest", "kind",
    "promise_grace", "by_grade", "credit", "settles", "not_before",
  ]

  /// Reads one entry of `policies`; nil when it cannot be used, which is reported.
  init?(_ section: Section, name: String, almanac: Almanac, statutes: Statutes, printsLetters: Bool) {
    let findings = section.findings
    guard section.has("steps") else {
      findings.error("\(section.name) needs steps", at: section.mark)
      return nil
    }
    guard let sections = section.sections("steps", knows: Step.keys) else { return nil }
    if sections.isEmpty { findings.error("\(section.name) has no step", at: section.mark(of: "steps")) }
    guard sections.count <= RuleLimits.stepsMax else {
      findings.error("\(section.name) has more than \(RuleLimits.stepsMax) steps", at: section.mark(of: "steps"))
      return nil
    }
    let steps = sections.compactMap { Step($0, printsLetters: printsLetters) }
    let late =
      section.has("late_interest") ? LateInterest(section, statutes: statutes, almanac: almanac) : nil
    let kind = section.choice("kind", Debtor.Kind.self)
    let withoutInterest = section.choice("without_interest", WithoutInterest.self) ?? .waits
    let groupBy = section.choice("group_by", GroupBy.self) ?? .claim
    let minimum = section.text("minimum")
    if let minimum, !Self.isSum(minimum) {
      findings.error(
        "minimum cannot be \(quoted(minimum))", at: section.mark(of: "minimum"),
        suggestion: "write for example \"5.00\"")
    }
    let window = section.section("send_window", knows: ["days", "from", "until", "zone"])
      .flatMap { SendWindow($0, almanac: almanac) }
    let onMissed = section.choice("on_missed", OnMissed.self) ?? .step
    let grace = section.value("promise_grace", Span.init(parsing:))
    if let grace, !grace.isInDays {
      findings.error(
        "promise_grace must be whole days", at: section.mark(of: "promise_grace"), suggestion: "write for example 1bd")
    }
    let notBefore = section.value("not_before", Self.notBefore)
    let settles = section.choice("settles", Settles.self) ?? .principal
    if settles == .all, !section.has("late_interest") {
      findings.warning(
        "settles: all changes nothing: without late_interest no demand asks for more than the sum itself",
        at: section.mark(of: "settles"), suggestion: "add late_interest, or leave settles out")
    }
    guard steps.count == sections.count, !steps.isEmpty else { return nil }
    let findingsBefore = findings.diagnostics.count
    Self.checkOrder(steps, sections: sections)
    let isInOrder = findings.diagnostics.count == findingsBefore
    self.init(
      name: name, steps: steps, sendWindow: window ?? .always, onMissed: onMissed, groupBy: groupBy, minimum: minimum,
      promiseGrace: grace ?? Span(1, .workingDays), policyByGrade: Self.byGrade(section),
      lateTerms: late?.terms, consumerTerms: late?.consumerTerms, kind: kind, withoutInterest: withoutInterest,
      credit: section.choice("credit", Credit.Use.self) ?? .hold, settles: settles, notBefore: notBefore)
    // Of a ladder that goes down there is nothing more to say.
    if isInOrder { report(faults, steps: sections, section) }
  }

  private func report(_ faults: [Fault], steps: [Section], _ section: Section) {
    for fault in faults {
      let mark: Mark? =
        switch fault.place {
        case .step(let index, let key): steps[index].mark(of: key)
        case .lateInterest: section.mark(of: "late_interest")
        case .sendWindow(let key):
          // Its keys were checked where the window was read.
          section.section("send_window", knows: nil)?.mark(of: key)
        }
      switch fault.severity {
      case .error: section.findings.error(fault.message, at: mark, suggestion: fault.suggestion)
      case .warning: section.findings.warning(fault.message, at: mark, suggestion: fault.suggestion)
      }
    }
  }

  /// Reads `issued+2d`.
  private static func notBefore(_ text: String) throws(RuleError) -> Span {
    let prefix = "issued+"
    guard text.hasPrefix(prefix) else {
      throw RuleError(
        .invalidOffset, "\(quoted(text)) does not start with issued+", hint: "write for example issued+2d")
    }
    let span = try Span(parsing: String(text.dropFirst(prefix.count)))
    guard span.isInDays else {
      throw RuleError(.invalidOffset, "\(quoted(text)) must be whole days", hint: "write for example issued+2d")
    }
    return span
  }

  /// Which other policy a debtor of a grade gets.
  private static func byGrade(_ section: Section) -> [TrustGrade: String] {
    guard section.has("by_grade"), let choices = section.section("by_grade", knows: TrustGrade.words) else {
      return [:]
    }
    return Dictionary(
      TrustGrade.allCases.compactMap { grade in choices.text(grade.rawValue).map { (grade, $0) } }
    ) { first, _ in first }
  }

  /// Every policy that a grade leads to must be there.
  static func checkGrades(_ section: Section, policies: [String]) {
    // What is wrong with the section itself is reported where the policy is read.
    guard let choices = section.section("by_grade", knows: nil) else { return }
    for grade in TrustGrade.words {
      guard let name = choices.text(grade), !policies.contains(name) else { continue }
      let near = nearest(to: name, in: policies).map { "did you mean \($0)?" }
      section.findings.error("there is no policy \(quoted(name))", at: choices.mark(of: grade), suggestion: near)
    }
  }

  /// Digits with at most as many decimals as any currency has.
  private static func isSum(_ text: String) -> Bool {
    guard let currency = Currency("KWD") else { return false }
    // Only whether it can be read matters here; what to write instead is said where it is reported.
    return (try? Money(parsing: text, currency: currency)) != nil
  }

  /// Names must differ, and a ladder must be climbed upwards.
  private static func checkOrder(_ steps: [Step], sections: [Section]) {
    for (index, step) in steps.enumerated() {
      let section = sections[index]
      if steps[..<index].contains(where: { $0.name == step.name }) {
        section.findings.error("the step \(quoted(step.name)) stands here twice", at: section.mark(of: "name"))
      }
      guard index > 0 else {
        if step.at.anchor != .due {
          section.findings.error(
            "the first step cannot be counted from \(step.at.anchor.rawValue): nothing went before",
            at: section.mark(of: "at"), suggestion: "count it from due")
        }
        continue
      }
      if step.at.anchor == .payBy, steps[index - 1].payWithin == nil {
        section.findings.error(
          "pay-by needs a pay_within in the step before", at: section.mark(of: "at"),
          suggestion: "add pay_within to \(steps[index - 1].name)")
      }
      if step.at.anchor != .due, step.at.span.count <= 0 {
        section.findings.error(
          "the step would go out together with \(steps[index - 1].name) or before it", at: section.mark(of: "at"),
          suggestion: "write for example \(step.at.anchor.rawValue)+7d")
      }
      guard step.at.anchor == .due, let before = steps[..<index].last(where: { $0.at.anchor == .due }) else { continue }
      if step.at == before.at {
        section.findings.error(
          "the step goes out at the same moment as \(before.name) (\(before.at.text))", at: section.mark(of: "at"),
          suggestion: "leave some days between them")
      }
      if step.at.span.approximateSeconds < before.at.span.approximateSeconds {
        section.findings.error(
          "the step comes before \(before.name) (\(before.at.text)), which stands above it", at: section.mark(of: "at"),
          suggestion: "put the steps in the order of their moments")
      }
    }
  }
}

extension TrustGrade {
  static let words = allCases.map(\.rawValue)
}

extension Step {
  static let keys = [
    "name", "at", "tone", "send", "gap", "pay_within", "approval", "post", "payments_fresh", "attach",
  ]

  fileprivate init?(_ section: Section, printsLetters: Bool) {
    let name = section.requiredText("name")
    if let name, !Self.isName(name) {
      section.findings.error(
        "a step's name is made of letters, digits and hyphens", at: section.mark(of: "name"),
        suggestion: "write for example second-reminder")
    }
    for key in ["at", "tone"] where !section.has(key) {
      section.findings.error("\(section.name) needs \(key)", at: section.mark)
    }
    let at = section.value("at", Offset.init(parsing:))
    let tone = section.choice("tone", Tone.self)
    let channels = Self.channels(section, printsLetters: printsLetters)
    let gap = section.value("gap", Span.init(parsing:))
    let payWithin = section.value("pay_within", Span.init(parsing:))
    if let payWithin, !payWithin.isInDays || payWithin.count == 0 {
      section.findings.error(
        "pay_within must be whole days, one at least", at: section.mark(of: "pay_within"),
        suggestion: "write for example 7d")
    }
    if let gap, gap.count == 0 {
      section.findings.error(
        "a gap of nothing would let two notices leave together", at: section.mark(of: "gap"),
        suggestion: "write for example 7d")
    }
    let approval = section.choice("approval", Approval.self) ?? .none
    let post = section.choice("post", Post.self)
    if post != nil, channels?.contains(.letter) == false {
      section.findings.error(
        "post says how a letter travels, and this step sends none", at: section.mark(of: "post"),
        suggestion: "write send: [email, letter], or leave post out")
    }
    let fresh = section.value("payments_fresh", Span.init(parsing:))
    if let fresh, !fresh.isInDays || fresh.count < 0 {
      section.findings.error(
        "payments_fresh must be whole days", at: section.mark(of: "payments_fresh"), suggestion: "write for example 2bd"
      )
    }
    let encloses = (section.texts("attach") ?? []).compactMap {
      section.choice($0.text, key: "attach", at: $0.mark, Enclosure.self)
    }
    if !encloses.isEmpty, channels?.contains(.email) == false {
      section.findings.error(
        "attach says what goes with the e-mail, and this step sends none", at: section.mark(of: "attach"),
        suggestion: "write send: [email, letter], or leave attach out")
    }
    guard let name, let at, let tone, let channels else { return nil }
    self.init(
      name: name, at: at, tone: tone, channels: channels, gap: gap, payWithin: payWithin, approval: approval,
      post: post ?? .plain, paymentsFresh: fresh, encloses: encloses)
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
      }
  }

  private static func channels(_ section: Section, printsLetters: Bool) -> [Channel]? {
    guard let texts = section.texts("send") else { return section.has("send") ? nil : [.email] }
    let channels = texts.compactMap { section.choice($0.text, key: "send", at: $0.mark, Channel.self) }
    guard channels.count == texts.count, !channels.isEmpty else {
      if texts.isEmpty { section.findings.error("send names no channel", at: section.mark(of: "send")) }
      return nil
    }
    if Set(channels).count < channels.count {
      section.findings.error("send names a channel twice", at: section.mark(of: "send"))
      return nil
    }
    guard channels.contains(.letter), !printsLetters else { return channels }
    guard channels.contains(.email) else {
      section.findings.error(
        "without a print spool this step would send nothing", at: section.mark(of: "send"),
        suggestion: "set print_spool in delivery, or write send: [email, letter]")
      return nil
    }
    section.findings.warning(
      "there is no print spool: the letter goes out as a PDF with the e-mail alone", at: section.mark(of: "send"),
      suggestion: "set print_spool in delivery to have it printed")
    return channels
  }
}

extension SendWindow {
  fileprivate init?(_ section: Section, almanac: Almanac) {
    let findings = section.findings
    let days = section.has("days") ? section.weekdays("days") : Weekday.workingWeek
    let from = section.has("from") ? section.value("from", TimeOfDay.init(parsing:)) : TimeOfDay(seconds: 9 * 3_600)
    let until = section.has("until") ? section.value("until", TimeOfDay.init(parsing:)) : TimeOfDay(seconds: 18 * 3_600)
    var zone = Zone.debtor
    switch section.text("zone") {
    case nil, "debtor": break
    case "creditor": zone = .creditor
    case .some(let name):
      section.check(zone: name, key: "zone", almanac: almanac)
      zone = .named(name)
    }
    guard let days, let from, let until else { return nil }
    guard from < until else {
      findings.error(
        "the window closes at \(until.text), before it opens at \(from.text)", at: section.mark(of: "until"),
        suggestion: "a window over midnight is not supported")
      return nil
    }
    self.init(days: days, from: from, until: until, zone: zone)
  }
}
