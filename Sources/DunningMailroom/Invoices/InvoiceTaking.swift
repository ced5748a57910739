import Dunning
import DunningAPI
import DunningIntake
import DunningInvoices
import DunningStore

/// Takes in one e-invoice that was read.
struct InvoiceTaking: Sendable {
  let docket: Docket
  let rulebook: Rulebook
  let now: Instant
  let upload: InvoiceUpload
  let invoice: Invoice
  let keeping: Bool
  let actor: Actor

  private var reference: String { invoice.reference ?? "" }

  func run() async throws(DocketError) -> InvoiceOutcome {
    var outcome = try await decide()
    outcome.reference = invoice.reference
    guard keeping, let claim = outcome.claim else { return outcome }
    try await attach(to: claim, as: outcome.verdict == .credited ? "credit note" : Attachment.invoiceNote)
    return outcome
  }

  private func decide() async throws(DocketError) -> InvoiceOutcome {
    let verdict = InvoiceVerdict(invoice)
    if verdict.kind == .refused { return InvoiceOutcome(.refused, verdict.because) }
    let creditor: Creditor
    switch InvoiceSeller(invoice).creditor(in: rulebook) {
    case .success(let known): creditor = known
    case .failure(let stranger): return InvoiceOutcome(.refused, stranger.because)
    }
    switch verdict.kind {
    case .refused: return InvoiceOutcome(.refused, verdict.because)
    case .nothingOwed: return InvoiceOutcome(.nothingOwed, verdict.because)
    case .collected where !upload.isAnyway:
      return InvoiceOutcome(.collected, verdict.because, "say --anyway (`anyway=true`) to dun for it all the same")
    case .credit: return try await credit(creditor, verdict)
    case .claim, .dayNeeded, .daysChosen, .collected:
      return invoice.type == "384" ? try await correct(creditor, verdict) : try await enqueue(creditor, verdict)
    }
  }

  // MARK: The day

  /// The day by which it is to be paid and how that is known; nil when only a person knows.
  private func due(_ creditor: Creditor, _ verdict: InvoiceVerdict) -> (day: String, because: String)? {
    if let due = upload.due { return (due.iso, "a person has said that it is to be paid by \(due.iso)") }
    if let due = verdict.due { return (due, verdict.because) }
    // Where it names several days, the creditor's custom is none of them.
    guard invoice.terms.allSatisfy({ $0.due == nil }), let days = creditor.paymentDays, let issued else { return nil }
    let due = issued.adding(days: days).iso
    return (due, "\(verdict.because): \(days) days from \(issued.iso), as configured (payment_days), is \(due)")
  }

  // What is no day is said where the claim is checked.
  private var issued: CivilDate? { invoice.issued.flatMap { try? CivilDate(parsing: $0) } }

  private func dayQuestion(_ verdict: InvoiceVerdict) -> InvoiceOutcome {
    InvoiceOutcome(
      .question, verdict.because, "say the day: `dunningctl import FILE --due DATE`, or payment_days of the creditor")
  }

  // MARK: A claim

  private func enqueue(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let due = due(creditor, verdict) else { return dayQuestion(verdict) }
    var remarks: [String] = []
    var draft: ClaimDraft
    do {
      draft = try InvoiceRequest(invoice, creditor: creditor.id, due: due.day, &remarks).draft(rulebook)
    } catch {
      guard let problem = error as? Problem else { return InvoiceOutcome(.refused, "\(error)") }
      return InvoiceOutcome(.refused, problem.errors?.joined(separator: "; ") ?? problem.detail)
    }
    draft.areDaysAccepted = true
    if let known = try await claim(reference, of: creditor) { return knownAlready(known, draft) }
    if let vatID = draft.debtor.vatID, let known = try await docket.debtor(ofVATID: vatID, of: creditor.id) {
      draft.debtor = known
      draft.contacts = []
    }
    let registered = try await docket.register([draft], by: actor, rulebook: rulebook, now: now, dryRun: !keeping)
    var outcome: InvoiceOutcome
    switch registered.first {
    case .enqueued(let record):
      outcome = InvoiceOutcome(.enqueued, due.because, claim: keeping ? record.claim.id : nil)
    case .known(let record), .corrected(let record, _), .differs(let record, _):
      return knownAlready(record, draft)
    case .doubted(_, let error): return InvoiceOutcome(.question, error.message)
    case .refused(let error):
      return InvoiceOutcome(error.code == .debtorDiffers ? .question : .refused, error.message)
    case nil: return InvoiceOutcome(.refused, "the docket gave no answer")
    }
    if draft.debtor.email == nil, draft.contacts.isEmpty {
      remarks.append("it has no e-mail address: its steps go by letter, where there is a postal address and a spool")
    }
    outcome.because += remarks + discounts
    return outcome
  }

  /// Terms that a person should know of: they are words of the invoice.
  private var discounts: [String] {
    invoice.terms.filter(\.isDiscount).map { term in
      "for paying early: \([term.due.map { "until \($0)" }, term.words].compactMap { $0 }.joined(separator: ", "))"
    }
  }

  private func knownAlready(_ record: ClaimRecord, _ draft: ClaimDraft) -> InvoiceOutcome {
    let known = record.claim.draft
    if known.amount == draft.amount, known.due == draft.due {
      return InvoiceOutcome(.known, "it is claim \(record.claim.id)", claim: record.claim.id)
    }
    return InvoiceOutcome(
      .question,
      "claim \(record.claim.id) has its number, with \(known.amount.decimal) \(known.amount.currency.code) due "
        + "\(known.due.text(in: .utc)), and not \(draft.amount.decimal) due \(draft.due.text(in: .utc))",
      "`dunningctl correct \(record.claim.id)`, if it is right")
  }

  private func claim(_ reference: String, of creditor: Creditor) async throws(DocketError) -> ClaimRecord? {
    do throws(DocketError) {
      return try await docket.claim(ClaimName(reference, of: creditor.id)).record
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  /// The claim of the one invoice that it is about.
  private func preceding(_ creditor: Creditor) async throws(DocketError) -> ClaimRecord? {
    guard invoice.preceding.count == 1, let reference = invoice.preceding.first else { return nil }
    return try await claim(reference, of: creditor)
  }

  private func noPreceding(_ verdict: InvoiceVerdict) -> InvoiceOutcome {
    let named = invoice.preceding.joined(separator: ", ")
    return InvoiceOutcome(
      .question, verdict.because,
      named.isEmpty ? "it does not say on which invoice (BT-25)" : "there is no claim, or not one claim, of \(named)")
  }

  // MARK: Credit notes and corrections

  private func credit(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let record = try await preceding(creditor) else { return noPreceding(verdict) }
    guard record.claim.draft.amount.currency.code == invoice.currency else {
      return InvoiceOutcome(.question, "it is in \(invoice.currency ?? "no currency"), and its claim is not")
    }
    let amount = InvoiceRequest.amount(invoice.amount ?? "", invoice.currency)
    let telling = PaymentTelling(
      amount: amount.hasPrefix("-") ? String(amount.dropFirst()) : amount, kind: .creditNote, date: issued,
      externalID: reference, isDayAccepted: true)
    let told = try await docket.pay(
      [(ClaimName(record.claim.id.description), telling)], by: actor, rulebook: rulebook, now: now, dryRun: !keeping)
    switch told.first {
    case .recorded:
      return InvoiceOutcome(
        .credited,
        "\(telling.amount) \(invoice.currency ?? "") less is owed on claim \(record.claim.id) "
          + "(\(record.claim.draft.reference))", claim: record.claim.id)
    case .known: return InvoiceOutcome(.known, "it was credited before", claim: record.claim.id)
    case .doubted(let error): return InvoiceOutcome(.question, error.message)
    case .refused(let error): return InvoiceOutcome(.question, error.message)
    case nil: return InvoiceOutcome(.refused, "the docket gave no answer")
    }
  }

  /// A corrected invoice (384) says what its claim is about now.
  private func correct(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let record = try await preceding(creditor) else { return noPreceding(verdict) }
    let claim = record.claim
    var correction = ClaimCorrection()
    correction.amount = InvoiceRequest.amount(invoice.amount ?? "", invoice.currency)
    if let due = due(creditor, verdict), let day = try? CivilDate(parsing: due.day) { correction.due = .day(day) }
    guard claim.draft.amount.currency.code == invoice.currency else {
      return InvoiceOutcome(.question, "it is in \(invoice.currency ?? "no currency"), and its claim is not")
    }
    guard keeping else { return InvoiceOutcome(.corrected, "claim \(claim.id) would be what it says") }
    do {
      let corrected = try await docket.correct(
        ClaimName(claim.id.description), correction, reason: "corrected by invoice \(reference)", by: actor,
        rulebook: rulebook, now: now)
      let isSame = corrected.claim.draft == claim.draft
      return InvoiceOutcome(
        isSame ? .known : .corrected,
        "claim \(claim.id) is \(corrected.claim.draft.amount.decimal) \(corrected.claim.draft.amount.currency.code) "
          + "due \(corrected.claim.draft.due.text(in: .utc))", claim: claim.id)
    } catch let error as DocketError {
      guard error.code == .wrongState else { throw error }
      return InvoiceOutcome(.question, error.message)
    } catch {
      return InvoiceOutcome(.question, "\(error)")
    }
  }

  // MARK: The file

  private func attach(to claim: ClaimID, as note: String) async throws(DocketError) {
    let name = ClaimName(claim.description)
    let content = try await docket.beginAttachment(to: name)
    try content.append(upload.bytes)
    let isPDF = upload.bytes.prefix(1_024).contains(Array("%PDF".utf8))
    _ = try await docket.attach(
      content, name: String(upload.file.split(separator: "/").last ?? "invoice"),
      mediaType: isPDF ? "application/pdf" : "application/xml", note: note, to: name, by: actor, now: now)
  }
}
