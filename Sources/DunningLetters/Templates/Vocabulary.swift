/// The names that a template may use, and how: `etc/templates/README.md` explains each of them.
package enum Vocabulary {
  /// Every name, in alphabetical order.
  package static var allNames: [String] { LetterName.allCases.map(\.text).sorted() }

  indirect enum Shape: Sendable {
    /// Always there.
    case text
    /// May be absent; a section of the same name must stand around it.
    case optional
    /// Only for sections.
    case flag
    /// Only for sections, in which these names are added.
    case list([LetterName: Shape])
  }

  static func names(for kind: TemplateKind) -> [LetterName: Shape] {
    switch kind {
    case .subject: all.filter { subjectNames.contains($0.key) }
    case .text: all.filter { !letterOnlyNames.contains($0.key) && !htmlOnlyNames.contains($0.key) }
    case .html: all.filter { !textOnlyNames.contains($0.key) && !letterOnlyNames.contains($0.key) }
    case .letter: all.filter { $0.key != .rule && !htmlOnlyNames.contains($0.key) }
    }
  }

  static let all: [LetterName: Shape] = [
    .creditorName: .text, .creditorEmail: .text, .creditorPhone: .optional,
    .creditorAddress: .list([.addressLine: .text]),
    .debtorName: .text, .debtorAddress: .list([.addressLine: .text]),
    .debtorIsBusiness: .flag, .debtorIsConsumer: .flag,
    .iban: .optional, .account: .optional, .bic: .optional, .bank: .optional, .paymentLink: .optional,
    .sortCode: .optional, .accountNumber: .optional,
    .language: .text, .today: .text, .noticeNumber: .text, .previousNotices: .optional,
    .previousSeveral: .flag,
    .reference: .text, .count: .text, .particulars: .list([.particular: .text]), .total: .text, .payBy: .optional,
    .overdue: .flag, .dueToday: .flag, .dueAhead: .flag, .partPaid: .flag,
    .charged: .flag, .principal: .text, .interest: .optional, .compensation: .optional,
    .lateBasis: .optional, .interestPerDay: .optional, .provisional: .flag, .costsAhead: .optional,
    .costsAfter: .optional, .reminded: .flag,
    .lawChina: .flag, .lawEngland: .flag, .lawFrance: .flag, .lawGermany: .flag, .lawItaly: .flag, .lawJapan: .flag,
    .lawNetherlands: .flag, .lawSpain: .flag, .lawUnitedStates: .flag,
    .credit: .optional, .balance: .optional, .inFavour: .optional, .since: .text, .anyOpen: .flag, .anyMoved: .flag,
    .movements: .list([
      .movedOn: .text, .movedSum: .text, .movedPaid: .flag, .movedCredited: .flag, .movedRefunded: .flag,
      .movedReturned: .flag, .movedDiscounted: .flag, .movedCharged: .flag,
    ]),
    .items: .list(item), .single: .list(item), .several: .flag,
    .break: .text, .tab: .text, .right: .text, .rule: .text,
    .title: .text, .info: .text, .heading: .text, .head: .text, .row: .text, .note: .text, .sum: .text,
    .grandTotal: .text, .pay: .text, .caption: .text, .enclosure: .text, .closing: .text, .sign: .text,
    .runningHead: .text, .date: .text, .delivery: .text, .page: .text, .field: .text, .tick: .text, .blank: .text,
    .bold: .text, .plain: .text,
    .flush: .text, .centered: .text, .atEnd: .text, .totalFormal: .optional,
    .place: .optional, .signatory: .optional, .authority: .optional, .totalInCapitals: .optional,
    .codeImage: .optional, .codeSide: .text,
    .paymentReference: .text, .paymentCode: .flag, .paymentSlip: .flag, .few: .flag,
    .anyLate: .flag, .registered: .flag, .contactName: .optional, .taxInvoice: .flag,
  ]

  static let item: [LetterName: Shape] = [
    .reference: .text, .issued: .optional, .contract: .optional, .contracted: .optional,
    .due: .text, .dueDate: .text, .issuedShort: .optional, .dueShort: .text, .dueTime: .optional, .daysLate: .optional,
    .overdue: .flag, .dueToday: .flag, .dueAhead: .flag,
    .amount: .text, .paid: .optional, .credited: .optional, .reduced: .flag, .demanded: .optional, .waived: .optional,
    .outstanding: .text,
    .itemLink: .optional,
    .applied: .list([
      .appliedOn: .text, .appliedSum: .text, .toCosts: .optional, .toInterest: .optional, .toPrincipal: .text,
    ]),
    .interest: .optional, .interestPeriods: .list([.interestPeriod: .text, .periodDays: .text, .periodBase: .text]),
    .compensation: .optional, .taxInvoice: .flag,
  ]

  /// A subject is read on lock screens and by other people, so it names the document and no more.
  private static let subjectNames: Set<LetterName> = [
    .creditorName, .noticeNumber, .reference, .paymentReference, .few, .count, .several, .overdue, .dueToday, .dueAhead,
    .previousNotices, .reminded,
    .debtorIsBusiness, .debtorIsConsumer, .language, .taxInvoice,
    .lawChina, .lawEngland, .lawFrance, .lawGermany, .lawItaly, .lawJapan, .lawNetherlands, .lawSpain,
    .lawUnitedStates,
  ]

  private static let textOnlyNames: Set<LetterName> = [.tab, .right, .rule]

  private static let htmlOnlyNames: Set<LetterName> = [.codeImage, .codeSide]

  private static let letterOnlyNames: Set<LetterName> = [
    .title, .info, .heading, .head, .row, .note, .sum, .grandTotal, .pay, .caption, .enclosure, .closing, .sign,
    .runningHead, .date, .delivery, .page, .field, .tick, .blank, .bold, .plain, .anyLate, .registered, .contactName,
    .place, .signatory, .authority, .totalInCapitals, .paymentCode, .paymentSlip,
    .flush, .centered, .atEnd, .totalFormal,
  ]
}
