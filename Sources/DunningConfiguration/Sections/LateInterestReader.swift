import Dunning
import Yams

extension InterestTerms {
  private static let keys = ["rule"] + InterestOptions.Key.allCases.map(\.rawValue)

  /// Reads `late_interest` of a policy, a rule's name or a mapping with its options; nil when it cannot be used, which
  /// is reported.
  init?(_ policy: Section, statutes: Statutes, almanac: Almanac) {
    if policy.holdsMapping("late_interest") {
      guard let section = policy.section("late_interest", knows: Self.keys) else { return nil }
      self.init(section, key: "rule", statutes: statutes, almanac: almanac)
    } else {
      self.init(policy, key: "late_interest", statutes: statutes, almanac: almanac)
    }
  }

  private init?(_ section: Section, key: String, statutes: Statutes, almanac: Almanac) {
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
    for entry in keys where entry.name != "rule" {
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
