import Dunning
import DunningAPI
import DunningBytes
import DunningStore

/// Says what the docket holds in the words of the wire.
struct Responses {
  let rulebook: Rulebook
  let now: Instant
  /// The notices that are known to wait for approval: a claim that one stands in the way of says so.
  var waiting: Set<NoticeID> = []

  func claim(_ record: ClaimRecord) -> ClaimResponse {
    let (claim, draft) = (record.claim, record.claim.draft)
    let zone = rulebook.zone(for: claim) ?? .utc
    var response = ClaimResponse(
      id: claim.id.description, reference: draft.reference, creditor: draft.creditor, debtor: draft.debtor.name,
      debtorId: draft.debtor.key, email: draft.mailing.text, state: claim.state.rawValue,
      due: draft.due.text(in: zone), overdue: claim.state.isOpen && record.dueEnd <= now, amount: draft.amount.decimal,
      paid: claim.paid.decimal, outstanding: claim.outstanding.decimal, overpaid: claim.overpaid.decimal,
      currency: draft.amount.currency.code, policy: draft.policy, language: rulebook.language(for: claim),
      timeZone: zone.name,
      next: record.next.map { ClaimResponse.Next(step: $0.step, at: zone.rfc3339($0.at)) },
      nothingBecause: record.next == nil ? nothingBecause(record) : nil, pausedUntil: claim.pausedUntil?.iso,
      reason: record.reason, cause: record.cause?.rawValue, enqueuedAt: zone.rfc3339(claim.enqueued),
      revision: record.revision)
    response.waived = draft.waiver.isAll ? true : nil
    response.waivedAmount = draft.waiver.part?.decimal
    response.chargesOwed = claim.beyond.isPositive ? claim.beyond.decimal : nil
    response.discount = draft.discount?.amount.decimal
    response.discountUntil = draft.discount?.until.iso
    response.paymentReference =
      rulebook.creditors[draft.creditor]?.quotedReference(for: claim).printed ?? draft.paymentReference
      ?? draft.reference
    return response
  }

  private func nothingBecause(_ record: ClaimRecord) -> String? {
    guard let notice = record.claim.openNotice, waiting.contains(notice), record.nothingBecause != nil else {
      return record.nothingBecause
    }
    return Decision.Reason.waits(forApprovalOf: notice)
  }

  func detail(_ file: ClaimFile) -> ClaimDetail {
    let zone = rulebook.zone(for: file.record.claim) ?? .utc
    let today = zone.date(at: now)
    let late = rulebook.late(file.record.claim, payments: file.payments, history: file.history, asOf: today)
    var knowing = self
    knowing.waiting = Set(file.notices.filter { $0.state == .awaitingApproval }.map(\.id))
    return ClaimDetail(
      claim: knowing.claim(file.record), late: late.map { lateSum($0, file) },
      payments: file.payments.map { payment in
        PaymentResponse(
          payment: payment.number?.description, kind: payment.kind.rawValue, amount: payment.amount.decimal,
          currency: payment.amount.currency.code,
          date: payment.date.iso,
          id: payment.externalID, recordedAt: zone.rfc3339(payment.recordedAt))
      }, promises: file.promises.map { promise($0, zone: zone) }, followUps: file.followUps.map(followUp),
      notices: file.notices.map(notice), events: file.events.map { event($0, zone: zone) })
  }

  func verification(_ result: Verification) -> VerificationResponse {
    VerificationResponse(
      claims: result.claims, entries: result.entries, messages: result.messages, mails: result.mails,
      attachments: result.attachments, seals: result.seals, timestamps: result.timestamps, unsealed: result.unsealed,
      erased: result.erased,
      erasures: result.erasures.map { .init(claim: $0.claim.description, at: rulebook.operationZone.rfc3339($0.at)) },
      publicKeys: result.publicKeys,
      findings: result.findings.map {
        .init(chain: $0.chain, seq: $0.seq, what: $0.what, stored: $0.stored, computed: $0.computed)
      }, findingCount: result.findingCount)
  }

  func attachment(_ attachment: Attachment, of claim: String) -> AttachmentResponse {
    AttachmentResponse(
      claim: claim, name: attachment.name, mediaType: attachment.mediaType, size: attachment.size,
      sha256: attachment.sha256, note: attachment.note, addedAt: rulebook.operationZone.rfc3339(attachment.addedAt))
  }

  func followUp(_ followUp: FollowUp) -> FollowUpResponse {
    FollowUpResponse(
      id: followUp.id.description, claim: followUp.claim.description, reference: followUp.reference,
      creditor: followUp.creditor, debtor: followUp.debtor, kind: followUp.kind.rawValue,
      state: followUp.state.rawValue, day: followUp.day.iso, note: followUp.note, contact: followUp.contact,
      staffNumber: followUp.staffNumber, replyBy: followUp.replyBy?.iso)
  }

  func ageingRow(_ row: Ageing.Row) -> AgeingResponse.Row {
    AgeingResponse.Row(
      creditor: row.creditor, debtor: row.debtor?.name, debtorId: row.debtor?.key, currency: row.currency.code,
      notDue: row[.notDue].decimal, upTo30: row[.upTo30].decimal, upTo60: row[.upTo60].decimal,
      upTo90: row[.upTo90].decimal, over90: row[.over90].decimal, total: row.total.decimal,
      credit: row.credit.decimal, balance: row.balance.decimal)
  }

  func debtor(_ file: DebtorFile) -> DebtorResponse {
    let record = file.record
    var response = DebtorResponse(
      debtorId: file.debtor.key, debtor: file.debtor.name, email: file.debtor.addressees.text, creditor: file.creditor,
      state: file.state?.rawValue, until: file.stateUntil?.iso, reason: file.reason, grade: file.grade.rawValue,
      gradeBecause: TrustGrade.reason(record), settled: record.settled, daysLateOnAverage: record.daysLateOnAverage,
      daysLateNow: record.daysLateNow, promisesKept: record.promisesKept, promisesBroken: record.promisesBroken,
      writtenOff: record.writtenOff,
      exposure: file.balance.values.sorted { $0.currency < $1.currency }.map { balance in
        let nothing = Money(minorUnits: 0, currency: balance.currency)
        return DebtorResponse.Exposure(
          currency: balance.currency.code, outstanding: (record.exposure[balance.currency] ?? nothing).decimal,
          overdue: (record.overdue[balance.currency] ?? nothing).decimal,
          credit: (file.credit[balance.currency] ?? nothing).decimal, balance: balance.decimal)
      }, claims: file.open.map(claim))
    if !file.debtor.address.isEmpty { response.address = file.debtor.address }
    return response
  }

  func account(_ asked: AskedAccount) -> AccountAsked.Entry {
    let account = asked.account
    return AccountAsked.Entry(
      creditor: asked.creditor, debtorId: account.debtor.key, debtor: account.debtor.name,
      currency: account.currency.code, outstanding: account.outstanding.decimal, credit: account.credit.decimal,
      balance: account.balance.decimal, open: account.open.count,
      at: creditorZone(asked.creditor).rfc3339(asked.at))
  }

  func payment(_ record: PaymentRecord, from entry: EntryRecord? = nil) -> PaymentDetail {
    let (payment, zone) = (record.payment, creditorZone(record.creditor))
    return PaymentDetail(
      payment: record.id.description, creditor: record.creditor, debtor: record.debtor?.name,
      debtorId: record.debtor?.key, kind: payment.kind.rawValue, amount: payment.amount.decimal,
      currency: payment.amount.currency.code, date: payment.date.iso, id: payment.externalID,
      recordedAt: zone.rfc3339(payment.recordedAt), undoneAt: record.undoneAt.map(zone.rfc3339),
      unallocated: record.unallocated.decimal, credit: record.credit.decimal,
      allocations: record.allocations.map {
        PaymentDetail.Allocation(
          claim: $0.claim.description, reference: $0.reference, amount: $0.amount.decimal,
          madeAt: zone.rfc3339($0.madeAt), undoneAt: $0.undoneAt.map(zone.rfc3339))
      }, bank: entry.map(bank))
  }

  /// What would become of money.
  func assignment(_ look: Assignment) -> PaymentDetail {
    var detail = payment(look.payment)
    (detail.unallocated, detail.credit) = (look.unallocated.decimal, look.credit.decimal)
    detail.shares = look.shares.map {
      PaymentDetail.Share(
        claim: $0.claim.description, reference: $0.reference, booked: $0.booked.decimal, charges: $0.charges.decimal,
        outstanding: $0.outstanding.decimal)
    }
    return detail
  }

  /// An entry that counts for nobody yet.
  func payment(_ record: EntryRecord) -> PaymentDetail {
    let creditors = rulebook.owners(ofAccount: record.account)?.creditors ?? []
    let zone = creditors.first.map(creditorZone) ?? .utc
    let (entry, counts) = (record.entry, record.counts)
    let amount = Money(minorUnits: abs(counts.minorUnits), currency: counts.currency).decimal
    return PaymentDetail(
      payment: record.id.description, creditor: creditors.joined(separator: ", "), debtor: nil, debtorId: nil,
      kind: record.kind.rawValue, amount: amount, currency: counts.currency.code,
      date: (entry.day ?? zone.date(at: record.takenAt)).iso, id: entry.bankReference ?? entry.endToEnd,
      recordedAt: zone.rfc3339(record.takenAt), undoneAt: nil, unallocated: amount,
      credit: Money(minorUnits: 0, currency: counts.currency).decimal, allocations: [], bank: bank(record))
  }

  private func bank(_ record: EntryRecord) -> EntryDetail {
    var detail = EntryDetail(
      entry: record.id.description, verdict: record.verdict?.rawValue, file: record.file, line: record.line,
      account: record.account, name: record.entry.name,
      text: [record.entry.structured, record.entry.text].compactMap { $0 }.first { !$0.isEmpty },
      holdUntil: record.isUnsettled && record.decidedAt == nil ? record.holdUntil?.iso : nil,
      candidates: record.candidates.map {
        TakenPart.Candidate(claim: $0.claim.description, reference: $0.reference, because: $0.because)
      }, because: record.because)
    detail.otherAccount = record.entry.account
    return detail
  }

  func mail(_ mail: CaseFile.IncomingRecord) -> DebtorExport.Mail {
    DebtorExport.Mail(
      id: mail.id.description, notice: mail.notice.description, kind: mail.kind.rawValue,
      receivedAt: rulebook.operationZone.rfc3339(mail.receivedAt), sender: mail.sender, subject: mail.subject)
  }

  func person(_ person: DebtorPapers.Person) -> DebtorExport.Person {
    let debtor = person.debtor
    return DebtorExport.Person(
      creditor: person.creditor, debtorId: debtor.key, name: debtor.name, email: debtor.addressees.text,
      details: Dictionary(uniqueKeysWithValues: Debtor.Detail.allCases.map { ($0.rawValue, debtor[$0]) }),
      address: debtor.address)
  }

  private func promise(_ recorded: RecordedPromise, zone: ZoneRules) -> PromiseResponse {
    PromiseResponse(
      state: recorded.state.rawValue, madeAt: zone.rfc3339(recorded.madeAt),
      instalments: zip(recorded.promise.instalments, recorded.outcomes).map { instalment, outcome in
        PromiseResponse.Instalment(
          due: instalment.due.iso, amount: instalment.amount.decimal, outcome: outcome?.rawValue)
      })
  }

  private func lateSum(_ late: InterestStatement, _ file: ClaimFile) -> LateResponse {
    let (sure, later) = (
      rulebook.limitation(of: file.record.claim, history: file.history),
      rulebook.limitationIfReceived(of: file.record.claim, history: file.history)
    )
    return LateResponse(
      rule: late.terms.rule.id, asOf: late.asOf.iso, interest: late.interest.decimal,
      compensation: late.compensation.decimal, total: late.total.decimal, provisional: late.isProvisional,
      limitation: sure?.iso, limitationIfReceived: later == sure ? nil : later?.iso)
  }

  func notice(_ notice: Notice) -> NoticeResponse {
    let zone = creditorZone(notice.creditor)
    return NoticeResponse(
      id: notice.id.description, claims: notice.references, claimIds: notice.claims.map(\.description),
      creditor: notice.creditor, debtor: notice.debtor, recipient: notice.recipient, policy: notice.policy,
      step: notice.step, tone: notice.tone, state: notice.state.rawValue, openedAt: zone.rfc3339(notice.openedAt),
      outstanding: notice.total.decimal, currency: notice.total.currency.code, payBy: notice.payBy?.iso,
      messageId: notice.messageID, attempts: notice.attempts, nextAttemptAt: notice.nextAttemptAt.map(zone.rfc3339),
      completedAt: notice.completedAt.map(zone.rfc3339), lastReply: notice.lastReply)
  }

  func detail(_ file: NoticeFile) -> NoticeDetail {
    let zone = creditorZone(file.notice.creditor)
    var detail = NoticeDetail(
      notice: notice(file.notice),
      attempts: file.attempts.map { attempt in
        NoticeDetail.Attempt(
          number: attempt.number, phase: attempt.phase.rawValue, channel: attempt.channel.rawValue,
          transport: attempt.transport,
          startedAt: zone.rfc3339(attempt.startedAt), endedAt: attempt.endedAt.map(zone.rfc3339),
          server: attempt.server, reply: attempt.reply, dialogue: attempt.dialogue)
      },
      deliveries: file.deliveries.map { delivery in
        NoticeDetail.Delivery(
          channel: delivery.channel.rawValue, state: delivery.state.rawValue,
          completedAt: delivery.completedAt.map(zone.rfc3339), lastReply: delivery.lastReply)
      }, message: file.parcel.message.map(part), letter: file.parcel.letter.map(part),
      posting: file.posting.map { posting in
        PostingRequest(
          date: posting.postedOn.iso, carrier: posting.carrier, tracking: posting.tracking,
          delivered: posting.deliveredOn?.iso)
      },
      recipients: file.recipients.map { recipient in
        NoticeDetail.Recipient(
          part: recipient.part.rawValue, address: recipient.addressee.address.text, name: recipient.addressee.name,
          fate: recipient.fate.rawValue, words: recipient.words)
      })
    detail.leftOut = file.leftOut > 0 ? file.leftOut : nil
    return detail
  }

  private func part(_ part: ParcelFacts.Part) -> NoticeDetail.Part {
    NoticeDetail.Part(sha256: Hex.text(part.sha256), bytes: part.size)
  }

  func event(_ event: RecordedEvent, zone: ZoneRules) -> EventResponse { EventResponse(event, zone: zone) }

  func explanation(of claim: Claim, _ explanation: Explanation) -> ExplanationResponse {
    let zone = rulebook.zone(for: claim) ?? .utc
    return ExplanationResponse(
      claim: claim.id.description, reference: claim.draft.reference, state: claim.state.rawValue,
      next: explanation.next.flatMap { next in next.at.map { .init(step: next.step, at: zone.rfc3339($0)) } },
      gates: explanation.gates.map { gate in
        .init(
          gate: gate.name.rawValue, holds: gate.holds, opensAt: gate.opensAt.map(zone.rfc3339), because: gate.because)
      },
      ladder: explanation.ladder.map { rung in
        .init(step: rung.step, at: rung.at.map(zone.rfc3339), state: rung.state.rawValue, because: rung.because)
      }, sentences: explanation.sentences)
  }

  func planned(_ notice: NoticePlan) -> PlannedNotice {
    let (claim, planned) = (notice.lead.claim, notice.lead.planned)
    let zone = rulebook.zone(for: claim) ?? .utc
    let payBy = rulebook.payBy(notice)
    let provisional = rulebook.provisional(for: claim, days: [zone.date(at: notice.at), payBy].compactMap { $0 })
    return PlannedNotice(
      at: zone.rfc3339(notice.at), claim: claim.id.description, reference: claim.draft.reference,
      references: notice.parts.map(\.claim.draft.reference), debtor: claim.draft.debtor.name, step: planned.step.name,
      tone: planned.step.tone.rawValue, outstanding: notice.outstanding.decimal,
      currency: claim.draft.amount.currency.code, payBy: payBy?.iso,
      because: (planned.because + provisional.map { "provisional: \($0)" }).joined(separator: "; "))
  }

  func planned(_ mailing: RegisterMailing, at moment: Instant) -> PlannedNotice {
    PlannedNotice(
      at: creditorZone(mailing.creditor).rfc3339(moment), claim: nil, reference: nil, references: [], debtor: nil,
      step: Step.register.name, tone: Step.register.tone.rawValue, outstanding: nil, currency: nil, payBy: nil,
      because: "the register of \(mailing.month) goes to \(mailing.creditor) on the first working day after it")
  }

  func creditorZone(_ creditor: String) -> ZoneRules {
    rulebook.creditors[creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
  }
}

extension Responses {
  /// The same, knowing which of the notices that stand in the way of these claims wait for approval.
  ///
  /// - Throws: ``DocketError``.
  func knowing(_ docket: Docket, _ records: [ClaimRecord]) async throws -> Responses {
    var responses = self
    responses.waiting = try await docket.waitingForApproval(among: Set(records.compactMap(\.claim.openNotice)))
    return responses
  }
}

extension Claim {
  /// The notice that is not finished and stands in the way; nil where none does.
  fileprivate var openNotice: NoticeID? {
    if case .noticeOpen(let notice) = obstacle { notice } else { nil }
  }
}
