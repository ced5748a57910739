/// What is to be said beside the figures of a statement.
enum InterestRemarks {
  /// Why a figure may still change.
  static func provisional(_ item: InterestCase, _ span: InterestSpan, _ uses: [RateSchedule.Use]) -> [String] {
    let rule = item.terms.rule
    // One word a table: what follows its end follows for the same reason.
    let unknown = Dictionary(grouping: uses.filter { !$0.isKnown }) { $0.table.name }.compactMap { $0.value.first }
    let rates = unknown.sorted { $0.table.name < $1.table.name }.map { use in
      "the rate \(use.table.name) of \(use.day.iso) is not in its table yet, which ends on \(use.table.validTo.iso): "
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
        + "(\(use.row.source ?? use.table.source), checked \(use.table.checkedOn.iso))"
      if !sources.contains(source) { sources.append(source) }
    }
    return sources
  }

  static func notes(
    _ item: InterestCase, _ span: InterestSpan, _ schedule: RateSchedule, _ uses: [RateSchedule.Use]
  ) -> [String] {
    [
      movedDue(item, span), start(item, span), basis(item, span),
      fixedSum(item, span), contractDay(span, schedule),
      item.terms.rule.isVerified ? nil : "part of \(item.terms.rule.id) was not held against its source yet",
    ].compactMap { $0 } + unverified(uses) + item.terms.rule.notes
  }

  private static func movedDue(_ item: InterestCase, _ span: InterestSpan) -> String? {
    item.due == span.deadline ? nil : "payment was in time until \(span.deadline.iso), not \(item.due.iso)"
  }

  private static func start(_ item: InterestCase, _ span: InterestSpan) -> String? {
    guard span.starts == nil else {
      return span.isStartProved
        ? nil : "nobody has proved that the request to pay from which interest runs reached the debtor"
    }
    guard case .due = item.terms.rule.start else { return "interest needs a demand that the debtor received" }
    return item.terms.rule.defaultBy == .term
      ? "interest needs a request to pay with a term that is over, since the creditor alone set the due date"
      : "interest needs a request to pay that the debtor received, since the creditor alone set the due date"
  }

  /// What a due date was taken for of which nobody has said how it came about.
  private static func basis(_ item: InterestCase, _ span: InterestSpan) -> String? {
    let rule = item.terms.rule
    guard case .due = rule.start, rule.defaultBy != .due, item.terms.options.dueBasis == nil,
      item.terms.received == nil
    else { return nil }
    return item.unsaid == .set
      ? "nobody said whether the due date was agreed, so it was not taken for that (due_basis: agreed, where it was)"
      : "the due date was taken for an agreed one: where the creditor alone set it, say due_basis=set"
  }

  /// Why the fixed sum of the law is not in the figures.
  private static func fixedSum(_ item: InterestCase, _ span: InterestSpan) -> String? {
    guard let fixedSum = item.terms.rule.fixedSum, let starts = span.starts, starts <= item.asOf else { return nil }
    if fixedSum.currency != item.principal.currency {
      return "the fixed sum is owed in \(fixedSum.currency.code) and not in these figures"
    }
    guard let days = item.terms.rule.demandDays else { return nil }
    guard let from = span.compensationFrom else {
      return item.demand() == nil
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
