import Dunning

/// Notices about nobody, in every shape that a template has to cope with.
enum SampleFacts {
  static func allShapes(language: String, step: String, tone: Step.Tone) -> [NoticeFacts] {
    let country = LetterLaw.home(of: language)
    var shapes: [NoticeFacts] = []
    // Both are constants that their types accept.
    guard let euro = Currency("EUR"), let sender = try? EmailAddress(parsing: "accounts@example.com") else { return [] }
    // 2026-11-23, noon.
    let now = Instant(milliseconds: 1_795_435_200_000)
    let today = ZoneRules.utc.date(at: now)
    let deadlines: [Deadline] = [
      .day(today.adding(days: -20)), .day(today), .day(today.adding(days: 3)), .moment(now.adding(seconds: -3_600)),
      .moment(now.adding(seconds: 3_600)),
    ]
    for (index, due) in deadlines.enumerated() {
      for isRich in [false, true] {
        let paid = Money(minorUnits: isRich ? 20_000 : 0, currency: euro)
        let items = (1...(isRich && index.isMultiple(of: 2) ? index == 4 ? 4 : 3 : 1)).map { number in
          var item = NoticeFacts.Item(
            reference: "2026-004\(number)", issued: isRich ? today.adding(days: -30) : nil,
            contract: isRich ? "V-7" : nil, due: due, amount: Money(minorUnits: 123_456, currency: euro), paid: paid,
            credited: Money(minorUnits: isRich && index < 2 ? 10_000 : 0, currency: euro),
            outstanding: Money(minorUnits: 123_456 - paid.minorUnits, currency: euro),
            applied: isRich && index == 0 ? applied(number, today, euro) : [],
            late: isRich && index == 0 ? charge(number, today, euro) : nil,
            ahead: isRich && index == 3 ? ahead(euro) : nil,
            paymentLink: isRich && index == 2 ? "https://example.com/pay?i=\(number)" : nil)
          item.demanded = isRich && index == 1 ? Money(minorUnits: 4_617, currency: euro) : nil
          item.waived = isRich && index == 0 ? Money(minorUnits: 500, currency: euro) : nil
          return item
        }
        let creditor = Creditor(
          id: "sample", name: "Sample Ltd", address: isRich ? ["1 Sample Street", "Sampleton"] : [],
          country: isRich ? country : nil, from: Creditor.Sender(name: nil, address: sender),
          iban: isRich && index > 0 ? "DE89370400440532013000" : nil,
          account: isRich && index == 0 ? "12-34-56 12345678" : nil,
          // A BIC in its long form; the last three letters name the bank's head office (ISO 9362).
          bic: isRich ? "COBADEFFXXX" : nil, bankName: isRich ? "Sample Bank" : nil,
          phone: isRich ? "+1 555 0100" : nil, language: language, timeZone: "UTC",
          letterhead: Letterhead(foot: isRich ? ["Registered in Sampleton"] : []))
        let debtor = Debtor(
          key: nil, name: "Sample <&> Debtor", email: sender,
          kind: [nil, .business, .consumer][index % 3], address: isRich ? ["2 Sample Street"] : [])
        let isAccount = step == Step.statementOfAccount.name
        var facts = NoticeFacts(
          creditor: creditor, debtor: debtor, language: language, step: step, tone: tone, items: items,
          payBy: isRich && !isAccount ? today.adding(days: 14) : nil, now: now, zone: .utc, number: "n17",
          paymentLink: isRich && index != 2 ? "https://example.com/pay?a=1&b=2" : nil,
          previous: isRich ? [today.adding(days: -14), today.adding(days: -7)] : [], isRegistered: isRich)
        if isAccount { facts.account = account(items, today, euro, isRich: isRich) }
        shapes.append(facts)
      }
    }
    return shapes
  }

  /// Money of every kind and a credit, or nothing of both.
  private static func account(
    _ items: [NoticeFacts.Item], _ today: CivilDate, _ euro: Currency, isRich: Bool
  ) -> NoticeFacts.Account {
    let kinds = isRich ? Payment.Kind.allCases.map(NoticeFacts.Account.Movement.Kind.money) + [.charges] : []
    return NoticeFacts.Account(
      outstanding: Money.sum(items.map(\.outstanding), in: euro),
      credit: Money(minorUnits: isRich ? 5_000 : 0, currency: euro), since: today.adding(days: -30),
      movements: kinds.enumerated().map { index, kind in
        .init(
          date: today.adding(days: index - 9), amount: Money(minorUnits: 7_000 + Int64(index), currency: euro),
          kind: kind)
      })
  }

  /// A payment of which a part went to costs and interest, to the costs alone, to the interest alone.
  private static func applied(_ number: Int, _ today: CivilDate, _ euro: Currency) -> [InterestStatement.Allocation] {
    let (costs, interest) = (number == 3 ? 0 : Int64(4_000), number == 2 ? 0 : Int64(150))
    func money(_ minorUnits: Int64) -> Money { Money(minorUnits: minorUnits, currency: euro) }
    return [
      InterestStatement.Allocation(
        date: today.adding(days: -9), amount: money(20_000), toCosts: money(costs), toInterest: money(interest),
        toPrincipal: money(20_000 - costs - interest), excess: money(0))
    ]
  }

  private static func ahead(_ euro: Currency) -> FixedSumAhead {
    FixedSumAhead(
      fixedSum: FixedSum(currency: euro, scale: .bands([FixedSum.Band(upTo: nil, sum: 4_000)])), days: 14,
      debt: Money(minorUnits: 103_456, currency: euro))
  }

  /// Interest and a fixed sum, interest alone, a fixed sum alone.
  private static func charge(_ number: Int, _ today: CivilDate, _ euro: Currency) -> NoticeFacts.LateCharge {
    let base = Money(minorUnits: 103_456, currency: euro)
    return NoticeFacts.LateCharge(
      interest: Money(minorUnits: number == 3 ? 0 : 617, currency: euro),
      compensation: Money(minorUnits: number == 2 ? 0 : 4_000, currency: euro),
      periods: [
        .init(
          rate: Percent(millionths: 10_270_000), from: today.adding(days: -19), until: today.adding(days: -9), days: 11,
          base: base),
        .init(
          rate: Percent(millionths: 10_520_000), from: today.adding(days: -8), until: today, days: 9, base: base),
      ], basis: "BGB § 288", daily: number == 3 ? nil : DailyInterest(tenThousandths: 298_171),
      isProvisional: number == 1)
  }
}
