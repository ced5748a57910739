import Dunning
import Yams

/// What a policy says in `late_interest`.
struct LateInterest {
  /// The policy's rule; nil where it cannot be used, which is reported.
  private(set) var terms: InterestTerms?
  /// The rule for those of its debtors who are consumers.
  private(set) var consumerTerms: InterestTerms?

  private static let optionKeys = ["rule"] + InterestOptions.Key.allCases.map(\.rawValue)

  /// Reads a rule's name, or a mapping with its options and perhaps a rule for consumers.
  init(_ policy: Section, statutes: Statutes, almanac: Almanac) {
    guard policy.holdsMapping("late_interest") else {
      terms = InterestTerms(policy, key: "late_interest", statutes: statutes, almanac: almanac)
      return
    }
    guard let section = policy.section("late_interest", knows: Self.optionKeys + ["consumer"]) else { return }
    terms = InterestTerms(section, key: "rule", statutes: statutes, almanac: almanac)
    guard section.has("consumer") else { return }
    if section.holdsMapping("consumer") {
      consumerTerms = section.section("consumer", knows: Self.optionKeys).flatMap {
        InterestTerms($0, key: "rule", statutes: statutes, almanac: almanac)
      }
    } else {
      consumerTerms = InterestTerms(section, key: "consumer", statutes: statutes, almanac: almanac)
    }
    if let rule = consumerTerms?.rule, !rule.audience.includes(.consumer) {
      section.findings.error(
        "\(rule.id) is for debts of \(rule.audience.words), so it cannot be the rule for consumers",
        at: section.mark(of: "consumer"), suggestion: "name a rule for consumers, e.g. DE-B2C")
    }
  }
}

extension InterestTerms {
  fileprivate init?(_ section: Section, key: String, statutes: Statutes, almanac: Almanac) {
    guard let rule = section.requiredValue(key, statutes.require) else { return nil }
    var options = InterestOptions()
    if key == "rule" { section.read(&options, of: rule, almanac: almanac) }
    do throws(RuleError) {
      try self.init(rule: rule, options: options)
    } catch {
      // What is missing because it could not be read was reported already.
      if !section.findings.hasErrors {
        section.findings.error(error.message, at: section.mark(of: key), suggestion: error.hint)
      }
      return nil
    }
  }
}

extension Section {
  fileprivate func read(_ options: inout InterestOptions, of rule: InterestRule, almanac: Almanac) {
    for entry in keys where entry.name != "rule" && entry.name != "consumer" {
      guard let text = text(entry.name) else { continue }
      do throws(RuleError) {
        try options.set(entry.name, to: text, for: rule)
      } catch {
        findings.error(error.message, at: mark(of: entry.name), suggestion: error.hint)
      }
    }
    if options.place != nil { _ = value("place", almanac.requireCalendar) }
  }
}
