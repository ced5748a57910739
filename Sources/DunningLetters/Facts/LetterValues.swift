import Dunning

/// The facts as the flat, formatted values of ``Vocabulary``.
struct LetterValues: Sendable {
  private(set) var root: LetterRow
  /// What the letter must contain to be sent.
  let total: String
  let references: [String]
  let payBy: String?
  /// ``LetterLanguage/writesSharpS``: of the words of templates; names stay as they are.
  let writesSharpS: Bool

  /// - Parameter isOnPaper: true adds what only a letter has; it costs a little to work out.
  init(_ facts: NoticeFacts, total sum: Money, language: LetterLanguage, isOnPaper: Bool = false) {
    let creditor = facts.creditor
    let tables = isOnPaper ? language.inTables : language
    let showsLinks = facts.paymentLink == nil
    let items = facts.items.map { Self.item($0, facts, tables, showsLink: showsLinks) }
    references = facts.items.map { Self.clean($0.reference) }
    total = language.money(sum)
    payBy = facts.payBy.map(language.date)
    writesSharpS = language.writesSharpS
    let timing = facts.timing
    let charges = facts.items.compactMap(\.late)
    let law = LetterLaw(creditor: creditor, debtor: facts.debtor)
    let ahead = facts.costsAhead
    // The configuration has refused what is no IBAN.
    let british = creditor.iban.flatMap { try? IBAN(parsing: $0) }?.british
    root = LetterRow([
      .creditorName: .text(Self.clean(creditor.name)), .creditorEmail: .text(creditor.from.address.text),
      .creditorPhone: .optional(creditor.phone.map(Self.unbroken)), .creditorAddress: Self.lines(creditor.address),
      .debtorName: .text(Self.clean(facts.debtor.name)), .debtorAddress: Self.lines(facts.debtor.address),
      .debtorIsBusiness: .flag(facts.debtor.kind == .business),
      .debtorIsConsumer: .flag(facts.debtor.kind == .consumer),
      .iban: .optionalFigure(creditor.iban.map(Self.inFours)),
      .account: .optionalFigure(creditor.account.map(Self.clean)), .bic: .optional(creditor.bic.map(Self.clean)),
      .bank: .optional(creditor.bankName.map(Self.clean)),
      .sortCode: .optionalFigure(british?.sortCode), .accountNumber: .optionalFigure(british?.accountNumber),
      .paymentLink: .optional(facts.paymentLink),
      .language: .text(language.tag), .today: .figure(language.date(facts.today)),
      .noticeNumber: .text(Self.clean(facts.number)),
      .previousNotices: .optional(
        facts.previous.isEmpty ? nil : language.list(facts.previous.map(language.date))),
      .previousSeveral: .flag(facts.previous.count > 1),
      .reference: .text(language.list(references)), .paymentReference: .text(facts.paymentReference),
      .few: .flag(facts.namesReferences), .count: .text(String(facts.items.count)), .total: .figure(total),
      .payBy: .optionalFigure(payBy),
      .overdue: .flag(timing == .overdue), .dueToday: .flag(timing == .today),
      .dueAhead: .flag(timing == .ahead), .partPaid: .flag(facts.items.contains { $0.paid.isPositive }),
      .charged: .flag(!charges.isEmpty), .principal: .figure(facts.principal.map(tables.money) ?? total),
      .interest: Self.positive(facts.interest, tables), .compensation: Self.positive(facts.compensation, tables),
      .lateBasis: .optional(charges.isEmpty ? nil : Self.bases(charges, language)),
      .interestPerDay: Self.positive(facts.daily, language),
      .provisional: .flag(charges.contains(where: \.isProvisional)),
      .costsAhead: .optional(ahead.map { language.money($0.sum) }),
      .costsAfter: .optional(ahead.map { language.days($0.days) }), .reminded: .flag(facts.isReminded),
      .lawChina: .flag(law == .china), .lawEngland: .flag(law == .england), .lawFrance: .flag(law == .france),
      .lawGermany: .flag(law == .germany), .lawItaly: .flag(law == .italy), .lawJapan: .flag(law == .japan),
      .lawNetherlands: .flag(law == .netherlands), .lawSpain: .flag(law == .spain),
      .lawUnitedStates: .flag(law == .unitedStates),
      .particulars: .list(creditor.letterhead.foot.map { LetterRow([.particular: .text(Self.clean($0))]) }),
      .items: .list(items), .single: .list(items.count == 1 ? items : []), .several: .flag(items.count > 1),
      .taxInvoice: .flag(!facts.items.isEmpty && facts.items.allSatisfy(\.isTaxInvoice)),
      .break: .mark(PlainTextLayout.Mark.lineEnd, html: "<br>"), .tab: .mark(PlainTextLayout.Mark.tab),
      .right: .mark(PlainTextLayout.Mark.right), .rule: .mark(PlainTextLayout.Mark.rule),
    ])
    if let account = facts.account { add(account, language) }
    if isOnPaper { addPaper(facts, sum, language) }
  }

  /// Lets the HTML of a mail show this code.
  mutating func show(_ code: CodeImage) {
    set(.codeImage, .text("cid:" + code.contentID))
    set(.codeSide, .text(String(code.side)))
  }

  mutating func set(_ name: LetterName, _ value: LetterValue) { root[name] = value }

  private static func item(
    _ item: NoticeFacts.Item, _ facts: NoticeFacts, _ language: LetterLanguage, showsLink: Bool
  ) -> LetterRow {
    let timing = facts.timing(of: item)
    let daysLate = facts.daysLate(of: item)
    var time: String?
    if case .moment(let instant) = item.due { time = language.time(instant, in: facts.zone) }
    return LetterRow([
      .reference: .text(clean(item.reference)), .issued: .optionalFigure(item.issued.map(language.date)),
      .contract: .optional(item.contract.map(clean)),
      .contracted: .optionalFigure(item.contracted.map(language.date)),
      .due: .text(language.deadline(item.due, in: facts.zone)),
      .dueDate: .figure(language.date(facts.namedDueDate(of: item))),
      .issuedShort: .optionalFigure(item.issued.map(language.shortDate)),
      .dueShort: .figure(language.shortDate(item.due.date(in: facts.zone))), .dueTime: .optional(time),
      .daysLate: .optional(daysLate > 0 ? language.days(daysLate) : nil), .overdue: .flag(timing == .overdue),
      .dueToday: .flag(timing == .today), .dueAhead: .flag(timing == .ahead),
      .amount: .figure(language.money(item.amount)),
      .paid: .optionalFigure(item.paid.isPositive ? language.money(item.paid) : nil),
      .credited: positive(item.credited, language),
      .reduced: .flag(item.paid.isPositive || item.credited.isPositive),
      .demanded: positive(item.demanded, language), .waived: positive(item.waived, language),
      .itemLink: .optional(showsLink ? item.paymentLink : nil),
      .applied: .list(item.applied.map { applied($0, language) }),
      .outstanding: .figure(language.money(item.outstanding)),
      .interest: positive(item.late?.interest, language), .compensation: positive(item.late?.compensation, language),
      .interestPeriods: .list(item.late.map { periods($0, language) } ?? []),
      .taxInvoice: .flag(item.isTaxInvoice),
    ])
  }

  /// What became of one payment.
  private static func applied(_ payment: InterestStatement.Allocation, _ language: LetterLanguage) -> LetterRow {
    LetterRow([
      .appliedOn: .figure(language.date(payment.date)), .appliedSum: .figure(language.money(payment.amount)),
      .toCosts: positive(payment.toCosts, language), .toInterest: positive(payment.toInterest, language),
      .toPrincipal: .figure(language.money(payment.toPrincipal)),
    ])
  }

  private static func positive(_ money: Money?, _ language: LetterLanguage) -> LetterValue {
    .optionalFigure(money.flatMap { $0.isPositive ? language.money($0) : nil })
  }

  /// Neighbouring spans at one rate on one base are one.
  private static func periods(
    _ charge: NoticeFacts.LateCharge, _ language: LetterLanguage
  ) -> [LetterRow] {
    var joined: [NoticeFacts.LateCharge.Period] = []
    for period in charge.periods {
      if let both = joined.last?.joined(period) {
        joined[joined.count - 1] = both
      } else {
        joined.append(period)
      }
    }
    guard charge.interest.isPositive else { return [] }
    return joined.map {
      LetterRow([
        .interestPeriod: .text(language.period($0.rate, from: $0.from, until: $0.until)),
        .periodDays: .figure(language.days($0.days)), .periodBase: .figure(language.money($0.base)),
      ])
    }
  }

  /// Each statute once, in the order of the items.
  private static func bases(_ charges: [NoticeFacts.LateCharge], _ language: LetterLanguage) -> String {
    var known: Set<String> = []
    let citations = charges.map { charge in
      charge.citations[language.tag] ?? language.base.flatMap { charge.citations[$0] } ?? charge.basis
    }
    return citations.filter { known.insert($0).inserted }.map(clean).joined(separator: "; ")
  }

  private static func lines(_ address: [String]) -> LetterValue {
    .list(address.map { LetterRow([.addressLine: .text(clean($0))]) })
  }

  /// Control characters and direction overrides, which could disguise a figure or end a line, become spaces.
  static func clean(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    guard !isPlain, text.unicodeScalars.contains(where: isUnsafe) else { return text }
    return String(String.UnicodeScalarView(text.unicodeScalars.map { isUnsafe($0) ? " " : $0 }))
  }

  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A telephone number that no line end divides.
  static func unbroken(_ number: String) -> String {
    clean(number).split(separator: " ").joined(separator: "\u{A0}")
  }

  /// An IBAN as it is printed.
  ///
  /// - Source: ISO 13616-1, print format: groups of four separated by a space.
  private static func inFours(_ iban: String) -> String {
    var result = ""
    for (index, scalar) in clean(iban).unicodeScalars.filter({ $0 != " " }).enumerated() {
      if index > 0, index.isMultiple(of: 4) { result += " " }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
