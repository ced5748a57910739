import Dunning
import DunningInvoices
import DunningStore

/// Credit notes, and invoices that correct an earlier one.
extension InvoiceTaking {
  func credit(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let record = try await preceding(creditor) else { return noPreceding(verdict) }
    guard record.claim.draft.amount.currency.code == invoice.currency else { return otherCurrency }
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
  func correct(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let record = try await preceding(creditor) else { return noPreceding(verdict) }
    let claim = record.claim
    guard claim.draft.amount.currency.code == invoice.currency else { return otherCurrency }
    if try await wasTaken(record) { return takenBefore(record) }
    let correction = correction(of: claim.draft, creditor, verdict)
    do {
      let draft = try correction.corrected(claim.draft)
      if draft.isWorth(claim.draft) { return InvoiceOutcome(.known, Self.words(claim.id, draft), claim: claim.id) }
      if !keeping {
        return InvoiceOutcome(.corrected, "claim \(claim.id) would be \(Self.words(draft))", claim: claim.id)
      }
      let corrected = try await docket.correct(
        ClaimName(claim.id.description), correction, reason: "corrected by invoice \(reference)", by: actor,
        rulebook: rulebook, now: now)
      return InvoiceOutcome(.corrected, Self.words(claim.id, corrected.claim.draft), claim: claim.id)
    } catch let error as DocketError {
      guard error.code == .wrongState else { throw error }
      return InvoiceOutcome(.question, error.message)
    } catch {
      return InvoiceOutcome(.question, "\(error)")
    }
  }

  /// One that asks for nothing any more takes its claim back, which a person does.
  func correctToNothing(_ creditor: Creditor, _ verdict: InvoiceVerdict) async throws(DocketError) -> InvoiceOutcome {
    guard let record = try await preceding(creditor), record.claim.state.isOpen else {
      return InvoiceOutcome(.nothingOwed, verdict.because)
    }
    let id = record.claim.id
    return InvoiceOutcome(
      .question, "it corrects \(record.claim.draft.reference) to nothing, and claim \(id) is open",
      "`dunningctl withdraw \(id) --reason R`, if nothing is owed")
  }

  private var otherCurrency: InvoiceOutcome {
    InvoiceOutcome(.question, "it is in \(invoice.currency ?? "no currency"), and its claim is not")
  }

  private func correction(of draft: ClaimDraft, _ creditor: Creditor, _ verdict: InvoiceVerdict) -> ClaimCorrection {
    var correction = ClaimCorrection()
    // The days of an invoice are those that the debtor was told.
    correction.areDaysAccepted = true
    correction.amount = InvoiceRequest.amount(invoice.amount ?? "", invoice.currency)
    // What is no day is asked for with the claim.
    if let due = due(creditor, verdict), let day = try? CivilDate(parsing: due.day) { correction.due = .day(day) }
    if let discount = InvoiceTerms(invoice).discount {
      (correction.discount, correction.discountUntil) = (.set(discount.amount.decimal), discount.until)
    } else if draft.discount != nil {
      correction.discount = .cleared
    }
    // Whoever pays goes by the number of the newest paper, and the letters do as well.
    if draft.paymentReference == nil, creditor.paymentReference == .reference {
      correction.paymentReference = .set(reference)
    }
    return correction
  }

  /// `claim c1 is 99.00 EUR due 2026-12-31`
  private static func words(_ id: ClaimID, _ draft: ClaimDraft) -> String { "claim \(id) is \(words(draft))" }

  private static func words(_ draft: ClaimDraft) -> String {
    "\(draft.amount.decimal) \(draft.amount.currency.code) due \(draft.due.text(in: .utc))"
  }
}

extension ClaimDraft {
  /// Whether it is the same sum, by the same day, with the same discount, paid under the same number.
  fileprivate func isWorth(_ other: ClaimDraft) -> Bool {
    amount == other.amount && due == other.due && discount == other.discount
      && paymentReference == other.paymentReference
  }
}
