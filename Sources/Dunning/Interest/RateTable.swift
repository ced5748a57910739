/// A reference rate over time, as a central bank or a ministry published it.
package struct RateTable: Hashable, Sendable {
  package struct Row: Hashable, Sendable {
    /// The first day of the rate; it holds until the next row begins.
    package let from: CivilDate
    package let rate: Percent
    /// False where the rate was computed or remembered, not seen published.
    package let isVerified: Bool
    /// Where it was read; nil is the table's ``RateTable/source``.
    package let source: String?

    package init(from: CivilDate, rate: Percent, isVerified: Bool = true, source: String? = nil) {
      self.from = from
      self.rate = rate
      self.isVerified = isVerified
      self.source = source
    }
  }

  /// What a rule calls it, e.g. `ecb-main-refinancing`: the name of its file.
  package let name: String
  package let source: String
  /// When somebody last held the table against its source.
  package let checkedOn: CivilDate
  /// The last day for which the table is known to be complete.
  package let validTo: CivilDate
  /// In the order of their days; never empty.
  package let rows: [Row]

  /// Whether each half-year has a row of its own.
  package let isHalfYearly: Bool

  package init(
    name: String, source: String, checkedOn: CivilDate, validTo: CivilDate, rows: [Row], isHalfYearly: Bool = false
  ) {
    self.isHalfYearly = isHalfYearly
    self.name = name
    self.source = source
    self.checkedOn = checkedOn
    self.validTo = validTo
    self.rows = rows
  }

  /// The rate in force on a day, past ``validTo`` the last one known; nil before the first row.
  package func row(on day: CivilDate) -> Row? { rows.last { $0.from <= day } }
}
