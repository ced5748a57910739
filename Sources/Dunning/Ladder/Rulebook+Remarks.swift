extension Rulebook {
  /// What a person should know who enqueues a claim that is taken all the same, a sentence each; empty for most.
  package func remarks(on draft: ClaimDraft) -> [String] {
    [accountRemark(on: draft), languageRemark(on: draft)].compactMap { $0 }
  }

  /// A notice never names another currency's account.
  private func accountRemark(on draft: ClaimDraft) -> String? {
    guard let creditor = creditors[draft.creditor], creditor.hasAccount, draft.paymentLink == nil,
      !creditor.names(accountFor: draft.amount.currency)
    else { return nil }
    let code = draft.amount.currency.code
    return "creditor \(creditor.id) has no account for \(code), so notices of \(quoted(draft.reference)) name none; "
      + "list one under accounts: of the creditor, with currency: \(code)"
  }

  private func languageRemark(on draft: ClaimDraft) -> String? {
    guard let wanted = draft.debtor.language, language(matching: wanted) == nil else { return nil }
    return "there are no templates in language \(quoted(wanted)), so notices of \(quoted(draft.reference)) are in "
      + "\(language(of: draft)); there are \(languages.joined(separator: ", "))"
  }
}
