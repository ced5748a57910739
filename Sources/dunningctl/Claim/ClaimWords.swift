import Dunning
import DunningAPI

extension ClaimResponse {
  /// What comes next and when, or why nothing does.
  func nextWords(_ dates: HumanDate) -> String {
    if let next { return "\(next.step) \(dates.text(next.at))" }
    return nothingBecause ?? "nothing"
  }

  /// What came in beyond what was owed; nil when nothing did.
  var overpaidWords: String? {
    overpaid.contains { ("1"..."9").contains($0) } ? "\(overpaid) \(currency) overpaid" : nil
  }

  /// What to do about a claim that is told again although it was given up; nil of others.
  var givenUpHint: String? {
    guard state == "withdrawn" || state == "written-off" else { return nil }
    return printable("hint: it is \(state); if it is owed after all: dunningctl reopen \(id) --reason …")
  }

  /// The claim and where it stands, in one line.
  func line(_ dates: HumanDate) -> String {
    let still = state == "open" ? "" : ", \(state)"
    let until = pausedUntil.map { " until \(dates.text($0))" } ?? ""
    let beyond = overpaidWords.map { ", \($0)" } ?? ""
    return printable("\(id) \(reference): \(outstanding) \(currency) outstanding\(still)\(until)\(beyond)")
  }

  /// What was paid beyond the sum and is nothing paid too much; nil where that is nothing.
  private var chargesPaid: String? {
    // What is no sum was told by another version, and says nothing here.
    guard let code = Currency(currency), let sum = try? Money(parsing: amount, currency: code),
      let paid = try? Money(parsing: paid, currency: code), let more = try? Money(parsing: overpaid, currency: code)
    else { return nil }
    let charges = Money(minorUnits: paid.minorUnits - sum.minorUnits - more.minorUnits, currency: code)
    return charges.isPositive ? charges.decimal : nil
  }

  /// The line of the claim, and below it what comes next.
  func report(_ dates: HumanDate, did verb: String) -> [String] {
    // Why somebody, or the daemon, keeps its reminders back.
    let because = state == "open" || state == "paid" ? nil : reason
    return ["\(verb) \(line(dates))", printable("  next: \(nextWords(dates))")]
      + (chargesPaid.map {
        [printable("  \($0) \(currency) of what was paid is interest and costs that the law grants")]
      } ?? [])
      + (because.map { [printable("  because: \($0)")] } ?? [])
  }
}
