import Dunning
import DunningAPI
import DunningIntake
import DunningInvoices
import DunningStore

/// An invoice that asks for money.
extension InvoiceTaking {
  func enqueue(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let due = due(creditor, verdict) else {
      // A person has said the day of one that was taken in.
      if let record = try await claim(reference, of: creditor), try await wasTaken(record) {
        return takenBefore(record)
      }
      return dayQuestion(verdict)
    }
    let instalments = upload.due == nil ? invoice.instalments : []
    let whole = InvoiceRequest.Part(reference: reference, amount: invoice.amount ?? "", due: due.day)
    // One that was taken in as a whole stays so.
    let isKnown = try await claim(reference, of: creditor) != nil
    let parts = instalments.isEmpty || isKnown ? [whole] : parts(instalments)
    let terms = InvoiceTerms(invoice)
    var (drafts, remarks): ([ClaimDraft], [String]) = ([], [])
    do {
      for part in parts {
        let request = InvoiceRequest(invoice, of: creditor, part)
        drafts.append(try request.draft(rulebook, discount: parts.count == 1 ? terms.discount : nil))
        remarks = request.remarks
      }
    } catch {
      guard let problem = error as? Problem else { return InvoiceOutcome(.refused, "\(error)") }
      return InvoiceOutcome(.refused, problem.errors?.joined(separator: "; ") ?? problem.detail)
    }
    return try await register(drafts, creditor, because: due.because, remarks + terms.remarks)
  }

  /// A claim for each instalment, since each is late on a day of its own.
  private func parts(_ instalments: [Instalment]) -> [InvoiceRequest.Part] {
    instalments.enumerated().map { index, instalment in
      InvoiceRequest.Part(
        reference: "\(reference)/\(index + 1)", amount: instalment.amount, due: instalment.due)
    }
  }

  private func register(
    _ drafts: [ClaimDraft], _ creditor: Creditor, because: String, _ remarks: [String]
  ) async throws(DocketError) -> InvoiceOutcome {
    var (new, known): ([ClaimDraft], [InvoiceOutcome]) = ([], [])
    for draft in drafts {
      if let record = try await claim(draft.reference, of: creditor) {
        known.append(try await knownAlready(record, draft))
      } else {
        new.append(try await ofKnownDebtor(draft, creditor))
      }
    }
    if let question = known.first(where: { $0.verdict != .known }) { return question }
    guard !new.isEmpty else {
      var outcome = known[0]
      (outcome.claims, outcome.because) = (known.flatMap(\.claims), known.flatMap(\.because))
      return outcome
    }
    let registered = try await docket.register(new, by: actor, rulebook: rulebook, now: now, dryRun: !keeping)
    return try await outcome(of: registered, new, because, remarks)
  }

  /// The draft with the debtor who has its VAT id already, whatever the invoice calls them.
  private func ofKnownDebtor(_ draft: ClaimDraft, _ creditor: Creditor) async throws(DocketError) -> ClaimDraft {
    guard let vatID = draft.debtor.vatID, let known = try await docket.debtor(ofVATID: vatID, of: creditor.id) else {
      return draft
    }
    var draft = draft
    draft.debtor = known
    draft.contacts = []
    return draft
  }

  private func outcome(
    of registered: [Registration], _ drafts: [ClaimDraft], _ because: String, _ remarks: [String]
  ) async throws(DocketError) -> InvoiceOutcome {
    var outcome = InvoiceOutcome(.enqueued, drafts.count == 1 ? because : "it is to be paid in \(drafts.count) parts")
    for (registration, draft) in zip(registered, drafts) {
      switch registration {
      case .enqueued(let record):
        // A claim that is not kept has no number.
        if keeping { outcome.claims.append(record.claim.id) }
        if drafts.count > 1 { outcome.because.append(Self.words(draft)) }
      case .known(let record), .corrected(let record, _), .differs(let record, _):
        return try await knownAlready(record, draft)
      case .doubted(_, let error): return InvoiceOutcome(.question, error.message)
      case .refused(let error):
        var refused = InvoiceOutcome(
          error.code == .debtorDiffers ? .question : .refused, error.message.replacing("\n", with: " "))
        // The command that puts it right, e.g. a correction of the debtor.
        if let hint = error.hint { refused.because.append(hint.replacing("\n", with: " ")) }
        return refused
      }
    }
    let isWithoutMail = drafts.contains { $0.debtor.email == nil && $0.contacts.isEmpty }
    let mail = "it has no e-mail address: its steps go by letter, where there is a postal address and a spool"
    outcome.because += (isWithoutMail ? [mail] : []) + remarks
    if !keeping { outcome.because.insert(Self.whoPays(drafts), at: 0) }
    return outcome
  }

  /// For whoever looks at it first: `Müller GmbH is to pay 595.00 EUR`.
  private static func whoPays(_ drafts: [ClaimDraft]) -> String {
    let sum = Money(
      minorUnits: drafts.reduce(0) { $0 + $1.amount.minorUnits }, currency: drafts[0].amount.currency)
    return "\(drafts[0].debtor.name) is to pay \(sum.decimal) \(sum.currency.code)"
  }

  /// `RE-1/2: 60.00 EUR due 2026-12-31`
  private static func words(_ draft: ClaimDraft) -> String {
    "\(draft.reference): \(draft.amount.decimal) \(draft.amount.currency.code) due \(draft.due.text(in: .utc))"
  }

  private func knownAlready(_ record: ClaimRecord, _ draft: ClaimDraft) async throws(DocketError) -> InvoiceOutcome {
    let known = record.claim.draft
    if known.amount == draft.amount, known.due == draft.due {
      return InvoiceOutcome(.known, "it is claim \(record.claim.id)", claim: record.claim.id)
    }
    if try await wasTaken(record) { return takenBefore(record) }
    return InvoiceOutcome(
      .question,
      "claim \(record.claim.id) has its number, with \(known.amount.decimal) \(known.amount.currency.code) due "
        + "\(known.due.text(in: .utc)), and not \(draft.amount.decimal) due \(draft.due.text(in: .utc))",
      "`dunningctl correct \(record.claim.id)`, if it is right")
  }
}
