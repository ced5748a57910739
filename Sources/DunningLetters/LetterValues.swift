import Dunning

/// The facts as the flat, formatted values of ``Vocabulary``.
struct LetterValues: Sendable {
  let root: [String: LetterValue]
  /// What the letter must contain to be sent.
  let total: String
  let references: [String]
  let payBy: String?

  init(_ facts: NoticeFacts, total sum: Money, language: LetterLanguage) {
    let creditor = facts.creditor
    let items = facts.items.map { Self.item($0, facts, language) }
    references = facts.items.map { Self.clean($0.reference) }
    total = language.money(sum)
    payBy = facts.payBy.map(language.date)
    let timing = facts.timing
    let charges = facts.items.compactMap(\.late)
    root = [
      "creditor_name": .text(Self.clean(creditor.name)), "creditor_email": .text(creditor.from.address.text),
      "creditor_phone": .optional(creditor.phone.map(Self.unbroken)), "creditor_address": Self.lines(creditor.address),
      "debtor_name": .text(Self.clean(facts.debtor.name)), "debtor_address": Self.lines(facts.debtor.address),
      "debtor_is_business": .flag(facts.debtor.kind == .business),
      "debtor_is_consumer": .flag(facts.debtor.kind == .consumer),
      "iban": .optional(creditor.iban.map(Self.inFours)), "bic": .optional(creditor.bic.map(Self.clean)),
      "bank": .optional(creditor.bankName.map(Self.clean)), "payment_link": .optional(facts.paymentLink),
      "language": .text(language.tag), "today": .text(language.date(facts.today)),
      "notice_number": .text(Self.clean(facts.number)),
      "previous_notices": .optional(
        facts.previous.isEmpty ? nil : language.list(facts.previous.map(language.date))),
      "reference": .text(language.list(references)), "total": .text(total), "pay_by": .optional(payBy),
      "overdue": .flag(timing == .overdue), "due_today": .flag(timing == .today),
      "due_ahead": .flag(timing == .ahead), "part_paid": .flag(facts.items.contains { $0.paid.isPositive }),
      "charged": .flag(!charges.isEmpty), "principal": .text(facts.principal.map(language.money) ?? total),
      "interest": Self.positive(facts.interest, language), "compensation": Self.positive(facts.compensation, language),
      "late_basis": .optional(charges.isEmpty ? nil : Self.bases(charges)),
      "provisional": .flag(charges.contains(where: \.isProvisional)),
      "items": .list(items), "single": .list(items.count == 1 ? items : []), "several": .flag(items.count > 1),
      "break": .mark(PlainTextLayout.Mark.lineEnd, html: "<br>"), "tab": .mark(PlainTextLayout.Mark.tab),
      "right": .mark(PlainTextLayout.Mark.right), "rule": .mark(PlainTextLayout.Mark.rule),
    ]
  }

  private static func item(
    _ item: NoticeFacts.Item, _ facts: NoticeFacts, _ language: LetterLanguage
  ) -> [String: LetterValue] {
    let timing = facts.timing(of: item)
    let daysLate = facts.daysLate(of: item)
    var time: String?
    if case .moment(let instant) = item.due { time = language.time(instant, in: facts.zone) }
    return [
      "reference": .text(clean(item.reference)), "issued": .optional(item.issued.map(language.date)),
      "contract": .optional(item.contract.map(clean)), "due": .text(language.deadline(item.due, in: facts.zone)),
      "due_date": .text(language.date(item.due.date(in: facts.zone))), "due_time": .optional(time),
      "days_late": .optional(daysLate > 0 ? language.days(daysLate) : nil), "overdue": .flag(timing == .overdue),
      "due_today": .flag(timing == .today), "due_ahead": .flag(timing == .ahead),
      "amount": .text(language.money(item.amount)),
      "paid": .optional(item.paid.isPositive ? language.money(item.paid) : nil),
      "outstanding": .text(language.money(item.outstanding)),
      "interest": positive(item.late?.interest, language), "compensation": positive(item.late?.compensation, language),
      "interest_periods": .list(item.late.map { periods($0, language) } ?? []),
    ]
  }

  private static func positive(_ money: Money?, _ language: LetterLanguage) -> LetterValue {
    .optional(money.flatMap { $0.isPositive ? language.money($0) : nil })
  }

  /// Neighbouring spans at one rate are one.
  private static func periods(
    _ charge: NoticeFacts.LateCharge, _ language: LetterLanguage
  ) -> [[String: LetterValue]] {
    var joined: [NoticeFacts.LateCharge.Period] = []
    for period in charge.periods {
      if let last = joined.last, last.rate == period.rate, last.until.adding(days: 1) == period.from {
        joined[joined.count - 1] = .init(rate: last.rate, from: last.from, until: period.until)
      } else {
        joined.append(period)
      }
    }
    guard charge.interest.isPositive else { return [] }
    return joined.map { ["interest_period": .text(language.period($0.rate, from: $0.from, until: $0.until))] }
  }

  /// Each statute once, in the order of the items.
  private static func bases(_ charges: [NoticeFacts.LateCharge]) -> String {
    var known: Set<String> = []
    return charges.map(\.basis).filter { known.insert($0).inserted }.map(clean).joined(separator: "; ")
  }

  private static func lines(_ address: [String]) -> LetterValue {
    .list(address.map { ["address_line": .text(clean($0))] })
  }

  /// Control characters and direction overrides, which could disguise a figure or end a line, become spaces.
  private static func clean(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnsafe($0) ? " " : $0 }))
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A telephone number that no line end divides.
  private static func unbroken(_ number: String) -> String {
    clean(number).split(separator: " ").joined(separator: "\u{A0}")
  }

  /// An IBAN as it is printed.
  ///
  /// - Source: ISO 13616-1, print format: groups of four separated by a space.
  private static func inFours(_ iban: String) -> String {
    let characters = Array(clean(iban).filter { $0 != " " })
    return stride(from: 0, to: characters.count, by: 4)
      .map { String(characters[$0..<min($0 + 4, characters.count)]) }.joined(separator: " ")
  }
}
