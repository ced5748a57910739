import DunningAPI

/// A claim with all that happened to it, for a person.
struct ClaimPage {
  let detail: ClaimDetail
  let session: Session

  var lines: [String] {
    facts
      + PageSection.lines("PAYMENTS", payments, on: session.terminal)
      + PageSection.lines("PROMISES", promises, on: session.terminal)
      + PageSection.lines("FOLLOW-UPS", followUps, on: session.terminal)
      + PageSection.lines("NOTICES", Listing.notices.table(detail.notices, session.dates), on: session.terminal)
      + PageSection.lines("JOURNAL", detail.events.map(EventWords.line))
  }

  private var facts: [String] {
    let claim = detail.claim
    let dates = session.dates
    let late = claim.overdue ? session.terminal.tinted(", overdue", .bad) : ""
    return [
      "\(claim.id)  \(printable(claim.reference))  \(session.terminal.tinted(claim.state, Tint(state: claim.state)))",
      Fact.line("debtor", "\(claim.debtor)" + (claim.email.isEmpty ? ", no e-mail address" : " <\(claim.email)>")),
      Fact.line("creditor", claim.creditor),
      Fact.line("amount", sums),
      Fact.line("due", dates.text(claim.due)) + late,
      claim.discount.map { Fact.line("discount", "\($0) \(claim.currency) until \(claim.discountUntil ?? "")") },
      claim.paymentReference.flatMap { $0 == claim.reference ? nil : Fact.line("quoted", $0) },
      Fact.line("next", claim.nextWords(dates)),
      claim.pausedUntil.map { Fact.line(claim.state, "no reminder before \(dates.text($0))") },
      claim.reason.map { Fact.line("reason", $0) },
      claim.cause.map { Fact.line("cause", $0) },
      claim.waived == true ? Fact.line("waived", "interest, fixed sum and costs") : nil,
      claim.waivedAmount.map { Fact.line("waived", "\($0) \(claim.currency) of interest, fixed sum and costs") },
      detail.late.map { Fact.line("late", words($0)) },
      detail.late.flatMap(\.limitation).map { Fact.line("barred", "not before the end of \($0)\(unproved)") },
      Fact.line("policy", "\(claim.policy), \(claim.language), \(claim.timeZone)"),
      Fact.line("enqueued", dates.text(claim.enqueuedAt)),
      Fact.line("revision", String(claim.revision)),
    ].compactMap { $0 }
  }

  private func words(_ late: LateResponse) -> String {
    let provisional = late.provisional ? ", provisional" : ""
    return "\(late.interest) interest, \(late.compensation) fixed sum (\(late.rule)): "
      + "\(late.total) \(detail.claim.currency) in all on \(late.asOf)\(provisional)"
  }

  /// Demands of which nothing proves that they have come.
  private var unproved: String {
    detail.late?.limitationIfReceived.map { "; of \($0) once it is proved that the demands reached the debtor" } ?? ""
  }

  private var sums: String {
    let claim = detail.claim
    let owed = claim.chargesOwed.map { " with \($0) of interest and costs that were demanded" } ?? ""
    let sums = "\(claim.amount) \(claim.currency), \(claim.paid) paid, \(claim.outstanding) outstanding\(owed)"
    return sums + (claim.overpaidWords.map { ", \($0)" } ?? "")
  }

  private var payments: Table {
    var table = Table([
      .init(title: "PAYMENT"), .init(title: "DATE"), .init(title: "KIND"), .init(title: "AMOUNT", isRightAligned: true),
      .init(title: ""),
      .init(title: "ID", isFlexible: true),
    ])
    for payment in detail.payments {
      table.append([
        .init(payment.payment ?? ""), .init(session.dates.text(payment.date)), .init(payment.kind),
        .init(payment.amount), .init(payment.currency),
        .init(payment.id ?? ""),
      ])
    }
    return table
  }

  /// A row for each instalment; what is true of the whole promise stands in its first.
  private var promises: Table {
    var table = Table([
      .init(title: "PROMISED"), .init(title: "STATE"), .init(title: "PAYS BY"),
      .init(title: "AMOUNT", isRightAligned: true), .init(title: ""), .init(title: "OUTCOME"),
    ])
    for promise in detail.promises {
      for (index, instalment) in promise.instalments.enumerated() {
        let isFirst = index == 0
        table.append([
          .init(isFirst ? session.dates.text(promise.madeAt) : ""),
          .init(isFirst ? promise.state : "", Tint(state: promise.state)), .init(session.dates.text(instalment.due)),
          .init(instalment.amount), .init(detail.claim.currency),
          .init(instalment.outcome ?? "", Tint(state: instalment.outcome ?? "")),
        ])
      }
    }
    return table
  }

  private var followUps: Table {
    var table = Table([
      .init(title: "ID"), .init(title: "STATE"), .init(title: "ON"), .init(title: "NOTE", isFlexible: true),
      .init(title: "CONTACT", isFlexible: true),
    ])
    for followUp in detail.followUps {
      table.append([
        .init(followUp.id), .init(followUp.state, Tint(state: followUp.state)), .init(session.dates.text(followUp.day)),
        .init(followUp.note), .init(followUp.contactWords(session.dates)),
      ])
    }
    return table
  }
}
