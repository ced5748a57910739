/// A name that a template may use. There it is written in small letters with underscores: `creditor_name`.
enum LetterName: Int, CaseIterable, Sendable {
  case creditorName, creditorEmail, creditorPhone, creditorAddress
  case debtorName, debtorAddress, debtorIsBusiness, debtorIsConsumer, addressLine
  case iban, account, bic, bank, paymentLink, sortCode, accountNumber
  case language, today, noticeNumber, previousNotices, previousSeveral
  case reference, total, payBy, overdue, dueToday, dueAhead, partPaid
  case charged, principal, interest, compensation, lateBasis, provisional, interestPeriods, interestPeriod
  case periodDays, periodBase, interestPerDay
  case costsAhead, costsAfter, reminded
  case lawChina, lawEngland, lawFrance, lawGermany, lawItaly, lawJapan, lawNetherlands, lawSpain, lawUnitedStates
  case items, single, several
  case issued, issuedShort, contract, contracted, due, dueDate, dueShort, dueTime, daysLate, amount, paid, outstanding
  case count, itemLink, particulars, particular
  case credited, reduced, demanded, waived, applied, appliedOn, appliedSum, toCosts, toInterest, toPrincipal
  case credit, balance, inFavour, since, anyOpen, anyMoved, movements, movedOn, movedSum
  case movedPaid, movedCredited, movedRefunded, movedReturned, movedDiscounted, movedCharged
  case `break`, tab, right, rule
  // On paper only.
  case title, info, heading, head, row, note, sum, grandTotal, pay, caption, enclosure, closing, sign, runningHead
  case date, delivery, page, field, tick, blank
  case bold, plain
  case flush, centered, atEnd, totalFormal
  case place, signatory, authority, totalInCapitals, paymentReference, paymentCode, paymentSlip, codeImage, codeSide,
    few, anyLate,
    registered
  case contactName, taxInvoice

  init?(_ text: String) {
    guard let name = Self.byText[text] else { return nil }
    self = name
  }

  var text: String {
    "\(self)".unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.properties.isUppercase { text += "_" }
      text += scalar.properties.lowercaseMapping
    }
  }

  private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.text, $0) })
}
