extension RateTable {
  /// This table, which a firm keeps, on top of another one of the same name: of two rows of one day its own counts, and
  /// what it does not have is the other's.
  package func laid(over other: RateTable) -> RateTable {
    let own = rows.map { Row(from: $0.from, rate: $0.rate, isVerified: $0.isVerified, source: $0.source ?? source) }
    let days = Set(own.map(\.from))
    let all = (own + other.rows.filter { !days.contains($0.from) }).sorted { $0.from < $1.from }
    return RateTable(
      name: name, source: other.source, checkedOn: max(checkedOn, other.checkedOn),
      validTo: max(validTo, other.validTo), rows: all, isHalfYearly: isHalfYearly || other.isHalfYearly)
  }

  /// The half-years between the first row and the last day of the table that have no row of their own, though each
  /// needs one; empty for a table that is not half-yearly.
  package var missingHalfYears: [CivilDate] {
    guard isHalfYearly, let first = rows.first?.from else { return [] }
    let days = Set(rows.map(\.from))
    return sequence(first: first.halfYearStart) { $0.nextHalfYear }.prefix { $0 <= validTo }
      .filter { !days.contains($0) }
  }
}
