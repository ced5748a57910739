import Dunning

/// A statement of interest for a bookkeeper who checks it by hand.
struct InterestPage {
  let statement: InterestStatement
  let terminal: Terminal

  var lines: [String] {
    facts
      + section("INTEREST", statement.segments.isEmpty ? ["none"] : segments.lines(on: inner))
      + section("PAYMENTS", statement.paid.isEmpty ? [] : payments.lines(on: inner))
      + section("OWED ON \(statement.asOf.iso)", owed.lines(on: inner))
      + section("PROVISIONAL", statement.provisionalBecause) + section("SOURCES", statement.sources)
      + section("NOTES", statement.notes)
  }

  private var facts: [String] {
    let rule = statement.terms.rule
    return [
      "\(rule.id)  \(rule.who)",
      Fact.line("basis", rule.basis),
      Fact.line("rate", rate),
      Fact.line("days", "\(statement.terms.dayCount.rawValue), both ends counted; \(rounding)"),
      Fact.line("due", due),
      statement.starts.map { Fact.line("late from", $0.iso) },
      statement.limitation.map { Fact.line("barred", "not before the end of \($0.iso)") },
    ].compactMap { $0 }
  }

  private var rate: String {
    if let agreed = statement.terms.options.rate {
      return "agreed: \(agreed.percent.text) % a \(agreed.period.rawValue)"
    }
    guard let formula = statement.terms.rule.rate else { return "none" }
    let factor = statement.terms.options.uplift ?? formula.factor
    let times = factor == .one ? "" : " × \(factor.text)"
    let plus = formula.margin == .zero ? "" : " + \(formula.margin.text)"
    switch formula.basis {
    case .fixed(let percent): return "\(percent.text) % a year" + compounding
    case .series(let name): return name + times + plus + (formula.floats ? ", as it changes" : ", frozen") + compounding
    }
  }

  private var compounding: String {
    switch statement.terms.rule.compounding {
    case .none: ""
    case .yearly: "; each year's interest bears interest"
    case .monthly: "; each month's interest bears interest"
    }
  }

  private var rounding: String {
    switch statement.terms.options.rounding {
    case .single: "rounded once, in the sum"
    case .lines: "each line rounded"
    }
  }

  private var due: String {
    statement.due == statement.deadline
      ? statement.due.iso : "\(statement.due.iso), in time until \(statement.deadline.iso)"
  }

  private var segments: Table {
    var table = Table([
      .init(title: "FROM"), .init(title: "UNTIL"), Self.number("DAYS"), Self.number("RATE %"), Self.number("BASE"),
      Self.number("AMOUNT"),
    ])
    let isExact = statement.terms.options.rounding == .single
    for segment in statement.segments {
      table.append(
        [
          segment.from.iso, segment.until.iso, String(segment.days), segment.rate.text, segment.base.decimal,
          isExact ? segment.unrounded : segment.amount.decimal,
        ].map { .init($0) })
    }
    return table
  }

  private var payments: Table {
    var table = Table([
      .init(title: "DATE"), Self.number("AMOUNT"), Self.number("TO COSTS"), Self.number("TO INTEREST"),
      Self.number("TO PRINCIPAL"), Self.number("TOO MUCH"),
    ])
    for payment in statement.paid {
      let sums = [payment.amount, payment.toCosts, payment.toInterest, payment.toPrincipal, payment.excess]
      table.append([.init(payment.date.iso)] + sums.map { .init($0.decimal) })
    }
    return table
  }

  /// What came up, what was paid on it, what is left: each line adds up, and the last column does.
  private var owed: Table {
    let isForgoing = statement.forgone != nil
    let waived = isForgoing ? [Self.number("WAIVED")] : []
    var table = Table(
      [.init(title: ""), Self.number("IN ALL"), Self.number("PAID")] + waived + [Self.number("LEFT")])
    let paid = { (part: (InterestStatement.Allocation) -> Money) in
      self.money(self.statement.paid.reduce(0) { $0 + part($1).minorUnits })
    }
    let costs = money(statement.costs.minorUnits + statement.compensation.minorUnits)
    let name =
      statement.compensation.isPositive ? "costs, of which \(statement.compensation.decimal) fixed sum" : "costs"
    for (title, sums) in [
      ("principal", [statement.principal, paid(\.toPrincipal), statement.principalLeft]),
      ("interest", [statement.interest, paid(\.toInterest), statement.interestLeft]),
      (name, [costs, paid(\.toCosts), statement.costsLeft]),
    ] {
      let forgone = money(sums[0].minorUnits - sums[1].minorUnits - sums[2].minorUnits)
      let shown = isForgoing ? [sums[0], sums[1], forgone, sums[2]] : sums
      table.append([.init(title)] + shown.map { .init($0.decimal) })
    }
    let empty = [Table.Cell](repeating: .init(""), count: isForgoing ? 3 : 2)
    table.append(
      [.init("total \(statement.principal.currency.code)")] + empty + [.init(statement.total.decimal)])
    return table
  }

  private func money(_ minorUnits: Int64) -> Money {
    Money(minorUnits: minorUnits, currency: statement.principal.currency)
  }

  private static func number(_ title: String) -> Table.Column { .init(title: title, isRightAligned: true) }

  /// The terminal without the columns by which a section is indented.
  private var inner: Terminal {
    Terminal(width: terminal.width.map { $0 - 2 }, hasColour: terminal.hasColour)
  }

  private func section(_ title: String, _ lines: [String]) -> [String] {
    lines.isEmpty ? [] : ["", title] + lines.map { "  " + printable($0) }
  }
}
