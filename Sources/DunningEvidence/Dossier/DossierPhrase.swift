/// What a case file says in words; `%1`, `%2` … stand for what is filled in.
enum DossierPhrase: CaseIterable, Sendable {
  case title, claim, creditor, debtor, amount, due, state, owed, madeOn, language, rules
  case exhibits, exhibitsLead, number, time, document, source, proves, files
  case chronology, event, by, details
  case sourceOwnMessage, sourceIncoming, sourceDocket
  case notice, sentTo
  case handedOver, handedOverReply, spooled, inDoubt, refused, waiting, neverLeft, notWritten
  case letter, sourceOwnLetter, letterPrinted, letterEnclosed, letterWaiting, letterInDoubt, letterFailed
  case posting, sourceSaid, provesPosting, provesPostDelivered, provesPostProof, carrier, tracking, postedOn,
    deliveredOn
  case bankEntry, sourceStatement, provesEntry, bankAccount, booked, payer, payersAccount, bankReference, endToEnd, text
  case sourceAttached, provesAttachment, contentGone, size, mediaType, note, inTheZip, pagesFollow, notDrawn
  case bounce, delay, delivered, relayed, autoReply, reply, complaint, unknownMail
  case provesBounce, provesDelay, provesDelivered, provesRelayed, provesAutoReply, provesReply, provesComplaint
  case provesUnknownMail, hashOnly, asFileAlone
  case calculation, provesCalculation, register, provesRegister, journal, provesJournal
  case principal, interest, compensation, costs, forgone, payments, paid, left, total, from, until, days, rate, base
  case toCosts, toInterest, toPrincipal, sources, provisional, notes, noInterest, basis, inAll
  case kind, value, balance, bookedAt, reference, status
  case verify, integrity, integrityLead, sealed, stamped, notSealed, attempts, dialogue, server, answer, phase,
    noDialogue
  case headers, attachments, noText, page
  case transactions, opening, closing
}

/// The words of a case file in one language.
struct DossierWords: Sendable {
  /// A BCP 47 tag.
  let language: String
  private let table: @Sendable (DossierPhrase) -> String

  /// In the language that fits this tag; English where there are no words of its own.
  init(for tag: String) {
    switch tag.lowercased().split(separator: "-").first {
    case "de": (language, table) = ("de", \.german)
    case "zh" where !tag.lowercased().contains("hant"): (language, table) = ("zh-Hans", \.chinese)
    default: (language, table) = ("en", \.english)
    }
  }

  func callAsFunction(_ phrase: DossierPhrase, _ values: String...) -> String {
    values.enumerated().reduce(table(phrase)) { text, value in
      text.replacing("%\(value.offset + 1)", with: value.element)
    }
  }
}
