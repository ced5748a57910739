import HTTPTypes

extension Act {
  /// Everything that can be done at the desk: the one list.
  static let all = ofBoth(.claim) + ofBoth(.debtor) + ofClaims + ofBook + ofDebtors + ofNotices + ofPayments + ofHouse

  private static let reason = Field(name: "reason", label: .fieldReason, isNeeded: true)
  private static let reasonIfAny = Field(name: "reason", label: .fieldReason)
  private static let cause = Field(
    name: "cause", label: .fieldCause, kind: .choice(["technical", "personal", "third-party", "disputed", "unknown"]))

  /// What people say, of one claim or of all of a debtor.
  private static func ofBoth(_ subject: Subject) -> [Act] {
    [
      Act(
        subject: subject, name: "promise", title: .actPromise, says: .actPromiseSays, undoSays: .undoByResume,
        undo: "resume",
        fields: [
          Field(name: "date", label: .fieldPromiseDay, kind: .day, isNeeded: true, hint: .hintInstalmentsFrom),
          Field(name: "amount", label: .fieldAmount, kind: .amount, hint: .hintAmountAll),
          Field(name: "count", label: .fieldInstalments, kind: .count, hint: .hintInstalments),
          Field(name: "every", label: .fieldEvery, kind: .span(["1w", "2w", "1mo", "3mo"]), hint: .hintEvery),
          reasonIfAny, cause,
        ]),
      Act(
        subject: subject, name: "pause", title: .actPause, says: .actPauseSays, undoSays: .undoByResume, undo: "resume",
        fields: [Field(name: "until", label: .fieldUntil, kind: .day, hint: .hintUntil), reason, cause]),
      Act(
        subject: subject, name: "dispute", title: .actDispute, says: .actDisputeSays, undoSays: .undoByResume,
        undo: "resume", fields: [reason]),
      Act(
        subject: subject, name: "stop", title: .actStop, says: .actStopSays, undoSays: .undoByResume, undo: "resume",
        fields: [
          Field(
            name: "because", label: .fieldBecause,
            kind: .choice(["insolvency", "representation", "deceased", "cease-request", "other"]), isNeeded: true),
          reason,
        ], isGrave: true),
      Act(
        subject: subject, name: "resume", title: .actResume, says: .actResumeSays, undoSays: .undoByPause,
        undo: "pause",
        fields: [reasonIfAny]),
      Act(
        subject: subject, name: "note", title: .actNote, says: .actNoteSays, undoSays: .undoNever,
        fields: [
          Field(name: "text", label: .fieldNote, kind: .lines, isNeeded: true),
          Field(name: "remind_on", label: .fieldRemindOn, kind: .day, hint: .hintRemindOn),
        ], verb: "notes"),
      Act(
        subject: subject, name: "withdraw", title: .actWithdraw, says: .actWithdrawSays, undoSays: .undoByReopen,
        undo: subject == .claim ? "reopen" : nil, fields: [reason], isGrave: true),
      Act(
        subject: subject, name: "write-off", title: .actWriteOff, says: .actWriteOffSays, undoSays: .undoByReopen,
        undo: subject == .claim ? "reopen" : nil, fields: [reason, cause], isGrave: true),
    ]
  }

  private static let ofClaims = [
    Act(
      subject: .claim, name: "pay", title: .actPay, says: .actPaySays, undoSays: .undoPayment,
      fields: [
        Field(name: "amount", label: .fieldAmount, kind: .amount, isNeeded: true),
        Field(name: "date", label: .fieldPaidOn, kind: .day, hint: .hintToday),
        Field(name: "kind", label: .fieldKind, kind: .choice(["payment", "credit-note", "refund", "chargeback"])),
        Field(name: "id", label: .fieldBankNumber, hint: .hintBankNumber),
      ], verb: "payments"),
    Act(
      subject: .claim, name: "correct", title: .actCorrect, says: .actCorrectSays, undoSays: .undoByCorrecting,
      fields: [
        Field(name: "amount", label: .fieldAmount, kind: .amount), Field(name: "due", label: .fieldDue, kind: .day),
        Field(name: "issued", label: .fieldIssued, kind: .day), Field(name: "policy", label: .fieldPolicy),
        Field(name: "contract", label: .fieldContract), Field(name: "payment_link", label: .fieldPaymentLink), reason,
      ], verb: "", method: .patch),
    Act(
      subject: .claim, name: "reopen", title: .actReopen, says: .actReopenSays, undoSays: .undoByWithdraw,
      undo: "withdraw", fields: [reason]),
  ]

  /// What makes a claim.
  private static let ofBook = [
    Act(
      subject: .book, name: "new", title: .actNewClaim, says: .actNewClaimSays, undoSays: .bringUndo,
      fields: [
        Field(name: "creditor", label: .creditor, kind: .creditor),
        Field(name: "debtor", label: .debtor, isNeeded: true),
        Field(name: "debtor_id", label: .fieldDebtorNumber, hint: .hintDebtorNumber),
        Field(name: "email", label: .fieldEmail, kind: .line, hint: .hintEmail),
        Field(name: "address", label: .fieldAddress, kind: .lines, hint: .hintAddress),
        Field(name: "kind", label: .fieldDebtorKind, kind: .choice(["business", "consumer"])),
        Field(name: "reference", label: .fieldReference, isNeeded: true),
        Field(name: "amount", label: .fieldAmount, kind: .amount, isNeeded: true),
        Field(name: "currency", label: .currency, kind: .currency, isNeeded: true),
        Field(name: "due", label: .fieldDue, kind: .day, isNeeded: true),
        Field(name: "issued", label: .fieldIssued, kind: .day),
        Field(name: "policy", label: .fieldPolicy, kind: .policy),
        Field(name: "accept", label: .fieldAccept, kind: .flag),
      ], verb: "claims")
  ]

  private static let ofDebtors = [
    Act(
      subject: .debtor, name: "pay", title: .actPay, says: .actPayDebtorSays, undoSays: .undoPayment,
      fields: [
        Field(name: "debtor", label: .debtor, kind: .hidden, isNeeded: true),
        Field(name: "creditor", label: .creditor, kind: .hidden, isNeeded: true),
        Field(name: "amount", label: .fieldAmount, kind: .amount, isNeeded: true),
        Field(name: "date", label: .fieldPaidOn, kind: .day, hint: .hintToday),
        Field(name: "kind", label: .fieldKind, kind: .choice(["payment", "credit-note", "refund", "chargeback"])),
        Field(name: "id", label: .fieldBankNumber, hint: .hintBankNumber),
      ], api: "/v1/payments"),
    Act(
      subject: .debtor, name: "correct", title: .actCorrectDebtor, says: .actCorrectDebtorSays,
      undoSays: .undoByCorrecting,
      fields: [
        Field(name: "name", label: .fieldName), Field(name: "email", label: .fieldEmail),
        Field(name: "cc", label: .fieldCopies),
        Field(name: "address", label: .fieldAddress, kind: .lines, hint: .hintAddress),
        Field(name: "language", label: .fieldLanguage, hint: .hintLanguage),
        Field(name: "kind", label: .fieldDebtorKind, kind: .choice(["business", "consumer"])), reason,
      ], verb: "", method: .patch),
    Act(
      subject: .debtor, name: "merge", title: .actMerge, says: .actMergeSays, undoSays: .undoByUnmerge,
      undo: "unmerge", undoTitle: .actUnmerge,
      fields: [
        Field(name: "other", label: .fieldOtherDebtor, isNeeded: true, hint: .hintOtherDebtor), reason,
        Field(name: "accept", label: .fieldMergeAccept, kind: .flag),
      ]),
    Act(
      subject: .debtor, name: "unmerge", title: .actUnmerge, says: .actUnmergeSays, undoSays: .undoByMerge,
      fields: [reason]),
    Act(
      subject: .debtor, name: "apart", title: .actApart, says: .actApartSays, undoSays: .undoByMerge,
      fields: [Field(name: "other", label: .fieldOtherDebtor, isNeeded: true, hint: .hintTheOther)]),
  ]

  private static let ofNotices = [
    Act(
      subject: .notice, name: "approve", title: .actApprove, says: .actApproveSays, undoSays: .undoByHold, undo: "hold",
      undoTitle: .actHold,
      fields: [Field(name: "sha256", label: .fieldSeen, kind: .hidden, isNeeded: true), reasonIfAny]),
    Act(
      subject: .notice, name: "hold", title: .actHold, says: .actHoldSays, undoSays: .undoByRelease, undo: "release",
      fields: [reasonIfAny]),
    Act(
      subject: .notice, name: "release", title: .actRelease, says: .actReleaseSays, undoSays: .undoByHold, undo: "hold",
      fields: [reasonIfAny]),
    Act(
      subject: .notice, name: "retry", title: .actRetry, says: .actRetrySays, undoSays: .undoByHold, undo: "hold",
      fields: [reasonIfAny]),
    Act(
      subject: .notice, name: "resolve", title: .actResolve, says: .actResolveSays, undoSays: .undoNever,
      fields: [
        Field(name: "as", label: .fieldResolution, kind: .choice(["sent", "not-sent"]), isNeeded: true), reason,
      ]),
  ]

  private static let ofPayments = [
    Act(
      subject: .payment, name: "assign", title: .actAssign, says: .actAssignSays, undoSays: .undoPayment, undo: "undo",
      fields: [Field(name: "to", label: .fieldClaims, kind: .shares, isNeeded: true, hint: .hintShares)]),
    Act(
      subject: .payment, name: "ignore", title: .actIgnore, says: .actIgnoreSays, undoSays: .undoIgnored, undo: "undo",
      fields: [reason]),
    Act(
      subject: .payment, name: "undo", title: .actUndo, says: .actUndoSays, undoSays: .undoByAssign, undo: nil,
      fields: [reason], isGrave: true),
    Act(subject: .followUp, name: "done", title: .actDone, says: .actDoneSays, undoSays: .undoNever),
  ]

  private static let ofHouse = [
    Act(subject: .house, name: "arm", title: .actArm, says: .actArmSays, undoSays: .undoByHoldAll, undo: "hold"),
    Act(
      subject: .house, name: "hold", title: .actHoldAll, says: .actHoldAllSays, undoSays: .undoByArm, undo: "arm",
      fields: [reasonIfAny], isGrave: true),
  ]
}
