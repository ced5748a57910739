import Dunning

extension CaseDossier {
  /// How the sum that is owed comes about: interest day by day, payments as they were set off, rates with their sources.
  var calculation: DossierPage {
    let title = "\(words(.calculation)) – \(claim.draft.reference), \(madeOn.iso)"
    guard let late else { return page(title, [.paragraph(words(.noInterest)), .facts(withoutInterest)]) }
    return page(
      title,
      [.facts(basis(late)), .heading(words(.interest)), .table(segments(late))]
        + (late.paid.isEmpty ? [] : [.heading(words(.payments)), .table(payments(late))])
        + [.heading(words(.owed, madeOn.iso)), .table(owed(late))]
        + remarks(.provisional, late.provisionalBecause) + remarks(.sources, late.sources) + remarks(.notes, late.notes)
    )
  }

  private var withoutInterest: [(name: String, value: String)] {
    [
      (words(.principal), Self.sum(claim.draft.amount)), (words(.paid), Self.sum(claim.paid)),
      (words(.left), Self.sum(claim.outstanding)),
    ]
  }

  private func basis(_ late: InterestStatement) -> [(name: String, value: String)] {
    [
      (words(.basis), "\(late.terms.rule.id): \(late.terms.rule.basis)"), (words(.principal), Self.sum(late.principal)),
      (words(.due), late.due.iso), (words(.from), late.starts?.iso ?? "–"),
      (words(.days), "\(late.terms.dayCount.rawValue), \(late.terms.options.rounding.rawValue)"),
    ]
  }

  private func segments(_ late: InterestStatement) -> DossierPage.Table {
    .init(
      head: [
        words(.from), words(.until), words(.days), words(.rate), words(.base),
        "\(words(.interest)) \(late.principal.currency.code)",
      ], sums: [2, 3, 4, 5], shares: [0.18, 0.18, 0.1, 0.16, 0.19, 0.19],
      rows: late.segments.map { segment in
        [
          segment.from.iso, segment.until.iso, "\(segment.days)", segment.rate.text, segment.base.decimal,
          segment.unrounded,
        ]
      } + [[words(.total), "", "", "", "", late.interest.decimal]], hasTotal: true)
  }

  private func payments(_ late: InterestStatement) -> DossierPage.Table {
    .init(
      head: [words(.time), words(.paid), words(.toCosts), words(.toInterest), words(.toPrincipal)],
      sums: [1, 2, 3, 4], shares: [0.2, 0.2, 0.2, 0.2, 0.2],
      rows: late.paid.map { paid in
        [
          paid.date.iso, paid.amount.decimal, paid.toCosts.decimal, paid.toInterest.decimal, paid.toPrincipal.decimal,
        ]
      })
  }

  private func owed(_ late: InterestStatement) -> DossierPage.Table {
    func paid(_ part: (InterestStatement.Allocation) -> Money) -> Money {
      Money.sum(late.paid.map(part), in: late.principal.currency)
    }
    var costs = late.costs
    costs.add(late.compensation)
    let rows = [
      (words(.principal), late.principal, paid(\.toPrincipal), late.principalLeft),
      (words(.interest), late.interest, paid(\.toInterest), late.interestLeft),
      ("\(words(.costs)), \(words(.compensation))", costs, paid(\.toCosts), late.costsLeft),
    ]
    // It is taken off what is left already.
    let forgone = late.forgone.map { [[words(.forgone), $0.decimal, "", ""]] } ?? []
    return .init(
      head: ["", words(.inAll), words(.paid), words(.left)], sums: [1, 2, 3], shares: [0.4, 0.2, 0.2, 0.2],
      rows: rows.map { [$0.0, $0.1.decimal, $0.2.decimal, $0.3.decimal] } + forgone
        + [["\(words(.total)) \(late.principal.currency.code)", "", "", late.total.decimal]], hasTotal: true)
  }

  private func remarks(_ title: DossierPhrase, _ lines: [String]) -> [DossierPage.Block] {
    lines.isEmpty ? [] : [.heading(words(title))] + lines.map(DossierPage.Block.paragraph)
  }
}
