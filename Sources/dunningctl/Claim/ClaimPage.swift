import DunningAPI

/// A claim with all that happened to it, for a person.
struct ClaimPage {
  let detail: ClaimDetail
  let session: Session

  var lines: [String] {
    facts
      + section("PAYMENTS", detail.payments.isEmpty ? [] : payments.lines(on: inner))
      + section("NOTICES", detail.notices.isEmpty ? [] : notices.lines(on: inner))
      + section("JOURNAL", detail.events.map(EventWords.line))
  }

  private var facts: [String] {
    let claim = detail.claim
    let dates = session.dates
    let late = claim.overdue ? session.terminal.tinted(", overdue", .bad) : ""
    return [
      "\(claim.id)  \(printable(claim.reference))  \(session.terminal.tinted(claim.state, Tint(state: claim.state)))",
      Fact.line("debtor", "\(claim.debtor) <\(claim.email)>"),
      Fact.line("creditor", claim.creditor),
      Fact.line("amount", "\(claim.amount) \(claim.currency), \(claim.paid) paid, \(claim.outstanding) outstanding"),
      Fact.line("due", dates.text(claim.due)) + late,
      Fact.line("next", claim.nextWords(dates)),
      claim.pausedUntil.map { Fact.line("paused", "until \(dates.text($0))") },
      Fact.line("policy", "\(claim.policy), \(claim.language), \(claim.timeZone)"),
      Fact.line("enqueued", dates.text(claim.enqueuedAt)),
    ].compactMap { $0 }
  }

  /// The terminal without the columns by which a section is indented.
  private var inner: Terminal {
    Terminal(width: session.terminal.width.map { $0 - 2 }, hasColour: session.terminal.hasColour)
  }

  private var payments: Table {
    var table = Table([
      .init(title: "DATE"), .init(title: "AMOUNT", isRightAligned: true), .init(title: ""), .init(title: "ID"),
    ])
    for payment in detail.payments {
      table.append([
        .init(session.dates.text(payment.date)), .init(payment.amount), .init(payment.currency),
        .init(payment.id ?? ""),
      ])
    }
    return table
  }

  private var notices: Table { Listing.notices.table(detail.notices, session.dates) }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  " + $0 }
  }
}
