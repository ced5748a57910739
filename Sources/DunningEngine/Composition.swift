import Crypto
import Dunning
import DunningBytes
import DunningLetters
import DunningMail
import DunningStore

/// Turns a notice into the bytes that leave and the envelope they leave in: the same for the same notice.
struct Composition: Sendable {
  let notice: DueNotice
  let rules: Rules

  /// All that leaves: the message, the PDF, or both, of which the message then carries the PDF.
  ///
  /// - Parameter docket: whence the register of a month is read.
  /// - Throws: ``TemplateError`` when the templates cannot say it, ``MailError`` when the mail cannot carry it,
  ///   ``LetterError`` when no letter can be written, ``DocketError`` when a register cannot be read.
  func parcel(from docket: Docket) async throws -> Parcel {
    switch notice.subject {
    case .claims(let claims): try await parcel(about: claims, from: docket)
    case .account(let account): Parcel(message: try message(account).encoded(), letter: nil)
    case .notes(let notes): Parcel(message: try message(notes).encoded(), letter: nil)
    case .refused(let files): Parcel(message: try message(files).encoded(), letter: nil)
    case .register(let month): Parcel(message: try await message(month, from: docket).encoded(), letter: nil)
    case .word(let mailing): Parcel(message: try await message(mailing, from: docket).encoded(), letter: nil)
    }
  }

  private func parcel(about claims: DueNotice.Claims, from docket: Docket) async throws -> Parcel {
    var pdf: [UInt8]?
    if notice.step.hasLetter {
      pdf = try await letter(claims)
      guard notice.step.channels.contains(.email), !notice.mailing.isEmpty else {
        return Parcel(message: nil, letter: pdf)
      }
    }
    var invoices = InvoiceEnclosure.nothing
    if notice.step.encloses.contains(.invoice) {
      invoices = try await InvoiceEnclosure(of: claims.records, beside: pdf?.count ?? 0, from: docket)
    }
    var message = try message(claims, letter: pdf)
    message.attachments += invoices.attachments
    return Parcel(message: try message.encoded(), letter: pdf, leftOut: invoices.leftOut)
  }

  /// The PDF.
  private func letter(_ claims: DueNotice.Claims) async throws -> [UInt8] {
    guard let press = rules.press else { throw LetterError(message: "letters cannot be set here") }
    let facts = try facts(claims)
    // With a print spool it goes by post, and needs somewhere to go.
    guard rules.spool == nil || !facts.debtor.address.isEmpty else {
      throw LetterError(
        message: "the debtor has no postal address",
        hint: "`dunningctl correct --debtor … --address …`, then `dunningctl notice retry \(notice.id)`")
    }
    return try await press.pdf(facts)
  }

  /// What goes into the print spool beside a letter.
  func slip(_ pdf: [UInt8]) throws -> [UInt8] {
    let debtor = try lead(notice.claims).draft.debtor
    return try PostSlip(
      notice: notice.id.description, file: "\(notice.id).pdf", sha256: Hex.text(SHA256.hash(data: pdf)),
      pages: PostSlip.pages(of: pdf), service: notice.step.post.rawValue, creditor: notice.creditor.id,
      address: [debtor.name] + debtor.address, country: debtor.country
    ).encoded()
  }

  /// What a debtor gets, with the PDF where there is one.
  private func message(_ claims: DueNotice.Claims, letter pdf: [UInt8]? = nil) throws -> MailMessage {
    let facts = try facts(claims)
    let letter = try rules.renderer.render(facts)
    var message = try message(letter, to: facts.debtor)
    message.inReplyTo = claims.references.last
    message.references = claims.references
    if let pdf {
      let name = LetterFileName.name(
        language: letter.language, tone: facts.tone, references: facts.items.map(\.reference), number: facts.number)
      message.attachments = [MailAttachment(filename: name, contentType: "application/pdf", bytes: pdf)]
    }
    return message
  }

  /// What a debtor is told of their account.
  private func message(_ account: DebtorAccount) throws -> MailMessage {
    try message(try rules.renderer.render(try facts(account)), to: account.debtor)
  }

  private func message(_ letter: NoticeText, to debtor: Debtor) throws -> MailMessage {
    var message = MailMessage(
      from: try sender(), to: try readers(notice.mailing.to, else: debtor.name), subject: letter.subject,
      date: date, messageID: notice.messageID, text: letter.text)
    message.cc = try readers(notice.mailing.cc, else: nil)
    message.replyTo = try notice.creditor.replyTo.map { try Mailbox(address: $0.text, name: notice.creditor.name) }
    message.html = letter.html
    message.images = letter.code.map { [InlineImage(contentID: $0.contentID, png: $0.png)] } ?? []
    message.language = letter.language
    message.headers = headers
    return message
  }

  /// What comes back to the creditor's own side.
  private func message(_ notes: [CreditorNote]) throws -> MailMessage {
    let facts = notes.map { note in
      CreditorNoteFacts(
        note: note.followUp.note, day: note.followUp.day, contact: note.followUp.contact,
        staffNumber: note.followUp.staffNumber, replyBy: note.followUp.replyBy, number: note.followUp.id.description,
        claim: note.record.claim, zone: rules.rulebook.zone(for: note.record.claim) ?? .utc)
    }
    let letter = rules.renderer.render(facts, language: notice.creditor.language)
    return try ownMessage(subject: letter.subject, text: letter.text, language: letter.language)
  }

  /// What could not be taken in, for the creditor.
  private func message(_ files: [RefusedFile]) throws -> MailMessage {
    let facts = files.map { file in
      RefusedFileFacts(
        kind: file.kind == .invoice ? .invoice : .statement, name: file.name, reason: file.reason, folder: file.folder)
    }
    let letter = rules.renderer.render(facts, language: notice.creditor.language)
    return try ownMessage(subject: letter.subject, text: letter.text, language: letter.language)
  }

  /// The register of a month, for its creditor.
  private func message(_ month: RegisterMonth, from docket: Docket) async throws -> MailMessage {
    let enclosure = try await RegisterEnclosure(
      month, of: notice.creditor, from: docket, rules, madeAt: notice.openedAt)
    let letter = rules.renderer.render(enclosure.facts, language: notice.creditor.language)
    var message = try ownMessage(subject: letter.subject, text: letter.text, language: letter.language)
    message.attachments = enclosure.attachments
    return message
  }

  /// Word of what happens, for the creditor.
  private func message(_ mailing: WordMailing, from docket: Docket) async throws -> MailMessage {
    let report = try await docket.report(
      mailing, to: notice.creditor, rulebook: rules.rulebook, now: notice.openedAt)
    let letter = rules.renderer.render(
      report, to: notice.creditor, isMorning: mailing.kind == .morning,
      zone: rules.rulebook.almanac.zone(notice.creditor.timeZone) ?? .utc, desk: rules.rulebook.notify.desk)
    return try ownMessage(subject: letter.subject, text: letter.text, language: letter.language)
  }

  /// A message to the creditor's own side.
  private func ownMessage(subject: String, text: String, language: String) throws -> MailMessage {
    var message = MailMessage(
      from: try sender(), to: try readers(notice.mailing.to, else: notice.creditor.name),
      subject: subject, date: date, messageID: notice.messageID, text: text)
    message.language = language
    message.headers = headers
    return message
  }

  private var headers: [MailMessage.Header] {
    [
      // RFC 3834: nobody's autoresponder should answer; the second one is Exchange's way of saying it.
      .init("Auto-Submitted", "auto-generated"), .init("X-Auto-Response-Suppress", "OOF, AutoReply"),
      .init("X-Dunning-Notice", notice.id.description),
    ]
  }

  /// How the message travels. A demand asks for word of its arrival as well (RFC 3461).
  func envelope() throws -> Envelope {
    let (deciding, also) = notice.readers
    return try Envelope(
      sender: Mailbox(address: notice.creditor.returnAddress(envelopeID)), to: readers(deciding, else: nil),
      also: readers(also, else: nil),
      id: envelopeID,
      notify: notice.step.tone == .demand ? [.failure, .delay, .success] : [.failure, .delay])
  }

  /// - Parameter name: what stands beside an address that was given without a name.
  private func readers(_ addressees: [Addressee], else name: String?) throws -> [Mailbox] {
    try addressees.map { try Mailbox(address: $0.address.text, name: $0.name ?? name) }
  }

  /// The part of the Message-ID before the @: it names the envelope, and the file of a Maildir.
  private var envelopeID: String { String(notice.messageID.prefix { $0 != "@" }) }

  private func sender() throws -> Mailbox {
    let from = notice.creditor.from
    return try Mailbox(address: from.address.text, name: from.name ?? notice.creditor.name)
  }

  /// When the notice was opened, by the creditor's clock.
  private var date: MailMessage.Timestamp {
    let zone = rules.rulebook.almanac.zone(notice.creditor.timeZone) ?? .utc
    return MailMessage.Timestamp(
      unixSeconds: notice.openedAt.milliseconds / 1_000,
      utcOffsetMinutes: zone.offsetSeconds(at: notice.openedAt) / 60)
  }

  /// A page on which all of it can be paid: what the claims have in common.
  private func paymentLink(_ claims: DueNotice.Claims) -> String? {
    let links = Set(claims.records.map(\.claim.draft.paymentLink))
    return links.count == 1 ? links.first ?? nil : nil
  }

  /// The claim whose debtor, language and zone are those of the notice.
  private func lead(_ records: [ClaimRecord]) throws -> Claim {
    guard let lead = records.first?.claim else {
      throw DocketError(.failed, "notice \(notice.id) is about no claim")
    }
    return lead
  }

  /// What is told to a debtor about these claims.
  func facts(_ claims: DueNotice.Claims) throws -> NoticeFacts {
    let claim = try lead(claims.records)
    let zone = rules.rulebook.zone(for: claim) ?? .utc
    return NoticeFacts(
      creditor: notice.creditor, debtor: claim.draft.debtor, language: rules.rulebook.language(for: claim),
      step: notice.step.name, tone: notice.step.tone,
      items: claims.records.map { item($0.claim, of: claims) },
      payBy: claims.payBy, now: notice.openedAt, zone: zone, number: notice.id.description,
      paymentLink: paymentLink(claims), previous: previous(claims).map(zone.date),
      debtorNames: claims.records.map(\.claim.draft.debtor.name),
      // A file with an e-mail says of no way that it did not go.
      isRegistered: notice.step.hasLetter && notice.step.post == .registered && rules.spool != nil,
      isContentCertified: notice.step.hasLetter && notice.step.post == .contentCertified,
      groupReference: notice.creditor.quotedReference(for: claims.records.map(\.claim), of: notice.id))
  }

  /// When the debtor was written to before about every one of the claims, and a deadline of it that still holds: what was
  /// about some of them is not said of all.
  private func previous(_ claims: DueNotice.Claims) -> [Instant] {
    let told = claims.records.map {
      Set(rules.rulebook.current(claims.completions(of: $0.claim.id), of: $0.claim).map(\.at))
    }
    return claims.previous.filter { moment in told.allSatisfy { $0.contains(moment) } }
  }

  /// What is told to a debtor about their account.
  private func facts(_ account: DebtorAccount) throws -> NoticeFacts {
    let claim = try lead(account.open.isEmpty ? account.records : account.open)
    let zone = rules.rulebook.zone(for: claim) ?? .utc
    var facts = NoticeFacts(
      creditor: notice.creditor, debtor: account.debtor, language: rules.rulebook.language(for: claim),
      step: notice.step.name, tone: notice.step.tone,
      items: account.open.map { record in
        NoticeFacts.Item(
          record.claim, credited: account.credited[record.claim.id],
          lastDayInTime: rules.rulebook.lastDayInTime(of: record.claim))
      }, now: notice.openedAt, zone: zone, number: notice.id.description,
      debtorNames: account.records.map(\.claim.draft.debtor.name), currency: account.currency)
    facts.account = NoticeFacts.Account(
      outstanding: account.outstanding, credit: account.credit, since: zone.date(at: account.since),
      movements: Self.movements(of: account))
    return facts
  }

  /// Money and what of it went to interest and costs, by the day.
  private static func movements(of account: DebtorAccount) -> [NoticeFacts.Account.Movement] {
    let money = account.movements.map {
      NoticeFacts.Account.Movement(date: $0.date, amount: $0.amount, kind: .money($0.kind))
    }
    let charges = account.charges.map {
      NoticeFacts.Account.Movement(date: $0.date, amount: $0.amount, kind: .charges)
    }
    return (money + charges).enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }
      .map(\.element)
  }

  private func item(_ claim: Claim, of claims: DueNotice.Claims) -> NoticeFacts.Item {
    let limitation = rules.rulebook.limitation(of: claim, history: claims.completions(of: claim.id))
    return NoticeFacts.Item(
      claim, credited: claims.credited[claim.id], lastDayInTime: rules.rulebook.lastDayInTime(of: claim),
      late: claims.late[claim.id],
      limitation: limitation, quoted: notice.creditor.quotedReference(for: claim))
  }
}
