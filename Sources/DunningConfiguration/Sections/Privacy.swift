import Dunning

/// What is kept of people, and for how long: the section `privacy` of the file or of a creditor.
struct Privacy: Hashable, Sendable {
  /// Nil for ever.
  var retention: Retention?

  init() {}
}

extension Privacy {
  static let keys = ["retain"]

  /// The word for what is never erased.
  private static let forever = "forever"

  /// Reads the section; what is missing is as in the file's own.
  init(_ section: Section, default given: Privacy = Privacy()) {
    self = given
    guard section.has("retain") else { return }
    guard section.text("retain") != Self.forever else {
      retention = nil
      return
    }
    retention = section.value("retain", Retention.init(parsing:)) ?? given.retention
  }

  /// What was erased cannot be shown to a tax office; only some laws are known here.
  func warnIfShort(for country: String?, in section: Section) {
    guard let retention, let months = Self.vouchersMonths[country ?? ""],
      retention.span.approximateSeconds < Span(months, .months).approximateSeconds
    else { return }
    section.findings.warning(
      "what is booked must be kept for \(months / 12) years in \(country ?? "") (HGB § 257, AO § 147), and retain is "
        + "\(retention.span.text): letters and names are erased after that",
      at: section.section("privacy", knows: nil)?.mark(of: "retain") ?? section.mark,
      suggestion: "write retain: \(months)mo, or keep the vouchers elsewhere")
  }

  /// Months for which vouchers are kept: eight years in Germany since 2025 (BEG IV).
  private static let vouchersMonths = ["DE": 96]
}
