/// What is to be said beside the figures of a statement.
enum InterestRemarks {
  /// Why a figure may still change.
  static func provisional(_ item: InterestCase, _ span: InterestSpan, _ uses: [RateSchedule.Use]) -> [String] {
    let rule = item.terms.rule
    // One word a table: what follows its end follows for the same reason.
    let unknown = Dictionary(grouping: uses.filter { !$0.isKnown }) { $0.table.name }.compactMap { $0.value.first }
    let rates = unknown.sorted { $0.table.name < $1.table.name }.map { use in
      "the rate \(use.table.name) of \(use.day.iso) is not known yet (the table ends on \(use.table.validTo.iso)): "
        + "the last one, \(use.row.rate.text) % since \(use.row.from.iso), stands in for it"
    }
    let reasons = [span.doubt].compactMap { $0 } + rates
    guard let validTo = rule.validTo, validTo < item.asOf else { return reasons }
    return reasons + ["\(rule.id) is known to be the law until \(validTo.iso) only"]
  }

  /// The statutes, then each rate as it was used.
  static func sources(_ item: InterestCase, _ uses: [RateSchedule.Use]) -> [String] {
    var sources = ["\(item.terms.rule.basis) (\(item.terms.rule.source), checked \(item.terms.rule.checkedOn.iso))"]
    for use in uses {
      let source =
        "\(use.table.name) \(use.row.rate.text) % since \(use.row.from.iso) "
        + "(\(use.table.source), checked \(use.table.checkedOn.iso))"
      if !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  static func notes(
    _ item: InterestCase, _ span: InterestSpan, _ schedule: RateSchedule, _ uses: [RateSchedule.Use]
  ) -> [String] {
    [
      movedDue(item, span), span.starts == nil ? "interest needs a demand that the debtor received" : nil,
      fixedSum(item, span), contractDay(span, schedule),
      item.terms.rule.isVerified ? nil : "part of \(item.terms.rule.id) was not held against its source yet",
    ].compactMap { $0 } + unverified(uses) + item.terms.rule.notes
  }

  private static func movedDue(_ item: InterestCase, _ span: InterestSpan) -> String? {
    item.due == span.deadline ? nil : "payment was in time until \(span.deadline.iso), not \(item.due.iso)"
  }

  /// Why the fixed sum of the law is not in the figures.
  private static func fixedSum(_ item: InterestCase, _ span: InterestSpan) -> String? {
    guard let fixedSum = item.terms.rule.fixedSum, let starts = span.starts, starts <= item.asOf else { return nil }
    if fixedSum.currency != item.principal.currency {
      return "the fixed sum is owed in \(fixedSum.currency.code) and not in these figures"
    }
    guard let days = item.terms.rule.demandDays else { return nil }
    guard let from = span.compensationFrom else {
      return item.demandReceived == nil
        ? "the fixed sum is owed only after a demand that gives \(days) full days from the day after its receipt"
        : "the demand came before the debtor was late, so no fixed sum follows from it"
    }
    return from <= item.asOf ? nil : "the fixed sum is owed from \(from.iso) on"
  }

  private static func contractDay(_ span: InterestSpan, _ schedule: RateSchedule) -> String? {
    guard schedule.lacksContractDay, let starts = span.starts else { return nil }
    return "the day of the contract was not named (option contracted): the rate of \(starts.iso) stands in for its rate"
  }

  private static func unverified(_ uses: [RateSchedule.Use]) -> [String] {
    var notes: [String] = []
    for use in uses where !use.row.isVerified {
      let note = "\(use.table.name) since \(use.row.from.iso) was not held against its source yet"
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }
}
