import DunningAPI

/// A payment, for a person.
struct PaymentPage {
  let payment: PaymentDetail
  let session: Session

  var lines: [String] {
    facts + bank + PageSection.lines("SET AGAINST", allocations, on: session.terminal)
      + PageSection.lines("MAY BE FOR", candidates, on: session.terminal)
  }

  /// What the bank says of it, and how it was decided.
  private var bank: [String] {
    guard let bank = payment.bank else { return [] }
    return [
      Fact.line("entry", "\(bank.entry), \(bank.verdict ?? "divided"), line \(bank.line) of \(bank.file)"),
      Fact.line("account", bank.account), bank.name.map { Fact.line("from", $0) },
      bank.text.map { Fact.line("text", $0.replacing("\n", with: " ")) },
      bank.holdUntil.map { Fact.line("holds", "the reminders of its candidates until \(session.dates.text($0))") },
      bank.because.isEmpty ? nil : Fact.line("because", bank.because.joined(separator: "; ")),
    ].compactMap { $0 }.map(printable)
  }

  private var candidates: Table {
    var table = Table([.init(title: "CLAIM"), .init(title: "REFERENCE"), .init(title: "WHY", isFlexible: true)])
    for candidate in payment.bank?.candidates ?? [] {
      table.append([.init(candidate.claim), .init(candidate.reference), .init(candidate.because)])
    }
    return table
  }

  /// What was done to it, and what it counts for now.
  func report(did verb: String) -> [String] {
    let sum = "\(payment.kind) \(payment.payment) of \(payment.amount) \(payment.currency)"
    let whose = payment.debtor.map { " from \($0)" } ?? ""
    let standing = payment.allocations.filter { $0.undoneAt == nil }
    return [printable("\(verb) \(sum)\(whose)")]
      + standing.map { printable("  \($0.amount) for \($0.claim) (\($0.reference))") }
      + (hasCredit ? ["  \(payment.credit) \(payment.currency) is the debtor's credit"] : [])
  }

  private var hasCredit: Bool { payment.credit.contains { ("1"..."9").contains($0) } }

  private var facts: [String] {
    let dates = session.dates
    return [
      "\(payment.payment)  \(payment.kind)"
        + (payment.undoneAt == nil ? "" : "  " + session.terminal.tinted("undone", .bad)),
      Fact.line("amount", "\(payment.amount) \(payment.currency), \(payment.credit) of it a credit"),
      Fact.line("date", dates.text(payment.date)),
      Fact.line("debtor", payment.debtor.map { "\($0) (\(payment.debtorId ?? ""))" } ?? "nobody yet"),
      Fact.line("creditor", payment.creditor),
      payment.id.map { Fact.line("number", $0) },
      Fact.line("recorded", dates.text(payment.recordedAt)),
      payment.undoneAt.map { Fact.line("undone", dates.text($0)) },
    ].compactMap { $0 }
  }

  private var allocations: Table {
    var table = Table([
      .init(title: "CLAIM"), .init(title: "REFERENCE", isFlexible: true), .init(title: "AMOUNT", isRightAligned: true),
      .init(title: "SINCE"), .init(title: "UNTIL"),
    ])
    for allocation in payment.allocations {
      table.append([
        .init(allocation.claim), .init(allocation.reference), .init(allocation.amount),
        .init(session.dates.text(allocation.madeAt)), .init(allocation.undoneAt.map(session.dates.text) ?? ""),
      ])
    }
    return table
  }
}
