import Dunning
import Yams

extension FixedSum {
  static let keys = ["currency", "sum", "bands", "slices", "least", "most"]

  /// Reads `fixed_sum` of a rule; nil when it cannot be used, which is reported.
  init?(_ section: Section) {
    guard let currency = section.requiredValue("currency", Self.currency) else { return nil }
    let money = { (text: String) throws(RuleError) in try Money(parsing: text, currency: currency).minorUnits }
    guard ["sum", "bands", "slices"].filter(section.has).count == 1 else {
      section.findings.error("fixed_sum needs one of sum, bands and slices", at: section.mark)
      return nil
    }
    let scale: Scale? =
      if section.has("sum") {
        section.value("sum", money).map { .bands([Band(upTo: nil, sum: $0)]) }
      } else if section.has("bands") {
        Self.bands(section, money).map { .bands($0) }
      } else {
        Self.slices(section, money)
      }
    guard let scale else { return nil }
    self.init(currency: currency, scale: scale)
  }

  private static func currency(_ code: String) throws(RuleError) -> Currency {
    guard let currency = Currency(code) else {
      let near = nearest(to: code, in: Currency.codes).map { "did you mean \($0)?" }
      throw RuleError(.invalidText, "there is no currency \(quoted(code))", hint: near)
    }
    return currency
  }

  /// Each band up to its edge, the edge included or not; the last one without an edge.
  private static func bands(_ section: Section, _ money: (String) throws(RuleError) -> Int64) -> [Band]? {
    let sections = section.sections("bands", knows: ["below", "up_to", "sum"]) ?? []
    let bands = sections.compactMap { entry in
      entry.requiredValue("sum", money).map { sum in
        Band(upTo: entry.value("up_to", money) ?? entry.value("below", money).map { $0 - 1 }, sum: sum)
      }
    }
    guard bands.count == sections.count else { return nil }
    let edges = bands.dropLast().map(\.upTo)
    guard bands.last?.upTo == nil, !edges.contains(nil),
      zip(edges, edges.dropFirst()).allSatisfy({ ($0 ?? 0) < ($1 ?? 0) })
    else {
      section.findings.error(
        "bands must rise, each with its edge but the last", at: section.mark(of: "bands"),
        suggestion: "end with a band that has a sum alone")
      return nil
    }
    return bands
  }

  private static func slices(_ section: Section, _ money: (String) throws(RuleError) -> Int64) -> Scale? {
    let sections = section.sections("slices", knows: ["next", "percent"]) ?? []
    let slices = sections.compactMap { entry in
      entry.requiredValue("percent", Percent.init(parsing:)).map {
        Slice(width: entry.value("next", money), percent: $0)
      }
    }
    guard slices.count == sections.count, let least = section.requiredValue("least", money),
      let most = section.requiredValue("most", money)
    else { return nil }
    return .slices(slices, least: least, most: most)
  }
}
