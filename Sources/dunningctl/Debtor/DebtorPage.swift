import DunningAPI

/// A debtor's record, for a person.
struct DebtorPage {
  let debtor: DebtorResponse
  let session: Session

  var lines: [String] {
    facts + PageSection.lines("OPEN CLAIMS", Listing.claims.table(debtor.claims, dates), on: session.terminal)
  }

  private var dates: HumanDate { session.dates }

  private var facts: [String] {
    [
      printable("\(debtor.debtor)\(debtor.email.isEmpty ? "" : " <\(debtor.email)>")  ")
        + session.terminal.tinted(debtor.grade, tint),
      Fact.line("number", debtor.debtorId),
      debtor.address.map { Fact.line("address", $0.joined(separator: ", ")) },
      Fact.line("creditor", debtor.creditor),
      Fact.line("grade", "\(debtor.grade): \(debtor.gradeBecause)"),
      debtor.state.map { Fact.line("said", said($0)) },
    ].compactMap { $0 } + exposure
  }

  /// What was said of the debtor as a whole; it holds for later claims as well.
  private func said(_ state: String) -> String {
    let until = debtor.until.map { " until \(dates.text($0))" } ?? ""
    return "\(state)\(until)" + (debtor.reason.map { ": \($0)" } ?? "")
  }

  private var exposure: [String] {
    guard !debtor.exposure.isEmpty else { return [Fact.line("owes", "nothing")] }
    return debtor.exposure.enumerated().map { index, open in
      let sum = "\(open.outstanding) \(open.currency), \(open.overdue) of it overdue"
      let balance = Self.credit(of: open).map { "; credit \($0), balance \(open.balance ?? open.outstanding)" } ?? ""
      return Fact.line(index == 0 ? "owes" : "", sum + balance)
    }
  }

  /// What the debtor has with the creditor; nil when that is nothing.
  private static func credit(of open: DebtorResponse.Exposure) -> String? {
    open.credit.flatMap { $0.contains { ("1"..."9").contains($0) } ? $0 : nil }
  }

  private var tint: Tint {
    switch debtor.grade {
    case "A": .good
    case "D": .bad
    default: .plain
    }
  }
}
