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

  var reference: String { invoice.reference ?? "" }

  func run() async throws(DocketError) -> InvoiceOutcome {
    var outcome = try await decide()
    outcome.reference = invoice.reference
    guard keeping else { return outcome }
    for claim in outcome.claims {
      try await attach(to: claim, as: outcome.verdict == .credited ? "credit note" : Attachment.invoiceNote)
    }
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
    case .nothingOwed:
      return isCorrection
        ? try await correctToNothing(creditor, verdict) : InvoiceOutcome(.nothingOwed, verdict.because)
    case .collected where !upload.isAnyway:
      return InvoiceOutcome(.collected, verdict.because, "say --anyway (`anyway=true`) to dun for it all the same")
    case .credit: return try await credit(creditor, verdict)
    case .claim, .dayNeeded, .daysChosen, .collected:
      return isCorrection ? try await correct(creditor, verdict) : try await enqueue(creditor, verdict)
    }
  }

  /// Whether it corrects an earlier invoice.
  ///
  /// - Source: UNTDID 1001.
  private var isCorrection: Bool { invoice.type == "384" }

  // MARK: The day

  /// The day by which it is to be paid and how that is known; nil when only a person knows.
  func due(_ creditor: Creditor, _ verdict: InvoiceVerdict) -> (day: String, because: String)? {
    if let due = upload.due { return (due.iso, "a person has said that it is to be paid by \(due.iso)") }
    if let due = verdict.due { return (due, verdict.because) }
    // Where it names several days, the creditor's custom is none of them.
    guard invoice.terms.allSatisfy({ $0.due == nil }), let days = creditor.paymentDays, let issued else { return nil }
    let due = issued.adding(days: days).iso
    return (due, "\(verdict.because): \(days) days from \(issued.iso), as configured (payment_days), is \(due)")
  }

  // What is no day is said where the claim is checked.
  var issued: CivilDate? { invoice.issued.flatMap { try? CivilDate(parsing: $0) } }

  func dayQuestion(_ verdict: InvoiceVerdict) -> InvoiceOutcome {
    InvoiceOutcome(
      .question, verdict.because, "say the day: `dunningctl import FILE --due DATE`, or payment_days of the creditor")
  }

  // MARK: Claims that are known

  func claim(_ reference: String, of creditor: Creditor) async throws(DocketError) -> ClaimRecord? {
    do throws(DocketError) {
      return try await docket.claim(ClaimName(reference, of: creditor.id)).record
    } catch {
      guard error.code == .notFound else { throw error }
      return nil
    }
  }

  /// Whether this very file is kept with a claim, which may have been corrected since.
  func wasTaken(_ record: ClaimRecord) async throws(DocketError) -> Bool {
    try await docket.isAttached(upload.bytes, to: ClaimName(record.claim.id.description))
  }

  func takenBefore(_ record: ClaimRecord) -> InvoiceOutcome {
    let (id, draft) = (record.claim.id, record.claim.draft)
    return InvoiceOutcome(
      .known,
      "it was taken in before; claim \(id) is \(draft.amount.decimal) \(draft.amount.currency.code) due "
        + "\(draft.due.text(in: .utc)) now", claim: id)
  }

  /// The claim of the one invoice that it is about.
  func preceding(_ creditor: Creditor) async throws(DocketError) -> ClaimRecord? {
    guard invoice.preceding.count == 1, let reference = invoice.preceding.first else { return nil }
    return try await claim(reference, of: creditor)
  }

  func noPreceding(_ verdict: InvoiceVerdict) -> InvoiceOutcome {
    let named = invoice.preceding.joined(separator: ", ")
    let amount = InvoiceRequest.amount(invoice.amount ?? "", invoice.currency).replacing("-", with: "")
    let way =
      verdict.kind == .credit
      ? "record it for its claim: `dunningctl pay CLAIM --amount \(amount) --kind credit-note`"
      : "put what it changes into its claim: `dunningctl correct CLAIM`"
    return InvoiceOutcome(
      .question, verdict.because,
      named.isEmpty ? way : "there is no claim, or not one claim, of \(named): \(way)")
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
