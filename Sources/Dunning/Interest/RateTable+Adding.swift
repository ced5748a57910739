extension RateTable {
  /// A firm's table with one more row of its own.
  ///
  /// - Parameters:
  ///   - own: what the firm has written of this table so far; nil where nothing.
  ///   - validTo: the last day for which the table is complete then; nil is the end of the row's half-year, or the row's
  ///     own day.
  ///   - source: where the row was read; nil is this table's source.
  /// - Throws: ``RuleError`` `.invalidDate` when the row begins no half-year and has to, leaves one out, or lies after
  ///   `validTo`.
  package func adding(
    _ row: Row, to own: RateTable?, validTo: CivilDate? = nil, source: String? = nil, checkedOn: CivilDate
  ) throws(RuleError) -> RateTable {
    if isHalfYearly, row.from.halfYearStart != row.from {
      throw RuleError(
        .invalidDate, "\(row.from.iso) does not begin a half-year", hint: "did you mean \(row.from.halfYearStart.iso)?")
    }
    let until = validTo ?? (isHalfYearly ? row.from.nextHalfYear.adding(days: -1) : row.from)
    guard row.from <= until else {
      throw RuleError(.invalidDate, "the row begins after \(until.iso)", hint: "give a later day as valid_to")
    }
    let others = (own?.rows ?? []).filter { $0.from != row.from }
    let written = RateTable(
      name: name, source: source ?? own?.source ?? self.source, checkedOn: checkedOn,
      validTo: max(until, own?.validTo ?? until), rows: (others + [row]).sorted { $0.from < $1.from },
      isHalfYearly: isHalfYearly)
    if let missing = written.laid(over: self).missingHalfYears.first {
      throw RuleError(
        .invalidDate, "there is no rate for the half-year from \(missing.iso)", hint: "add that one first")
    }
    return written
  }

  /// As a file of `rates/` has it.
  package var yaml: String {
    let quoted = source.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return
      (["source: \"\(quoted)\"", "checked_on: \(checkedOn.iso)", "valid_to: \(validTo.iso)"]
      + (isHalfYearly ? ["every: half-year"] : []) + ["rates:"]
      + rows.map { "  \($0.from.iso): \"\($0.rate.text)\"" }).joined(separator: "\n") + "\n"
  }
}
