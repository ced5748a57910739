/// What the desk says, by what it is for; the catalogue of each language has all of it, or does not compile.
///
/// What begins with `term-` is a word of the daemon's, such as a state or the name of an event.
enum Phrase: String, CaseIterable, Sendable {
  case account
  case accounts
  case actApprove
  case actApproveSays
  case actArm
  case actArmSays
  case actAssign
  case actAssignSays
  case actCorrect
  case actCorrectDebtor
  case actCorrectDebtorSays
  case actCorrectSays
  case actDispute
  case actDisputeSays
  case actDone
  case actDoneSays
  case actHold
  case actHoldAll
  case actHoldAllSays
  case actHoldSays
  case actIgnore
  case actIgnoreSays
  case actNote
  case actNoteSays
  case actPause
  case actPauseSays
  case actPay
  case actPaySays
  case actPromise
  case actPromiseSays
  case actRelease
  case actReleaseSays
  case actReopen
  case actReopenSays
  case actResolve
  case actResolveSays
  case actResume
  case actResumeSays
  case actRetry
  case actRetrySays
  case actStop
  case actStopSays
  case actUndo
  case actUndoSays
  case actWithdraw
  case actWithdrawSays
  case actWriteOff
  case actWriteOffSays
  case ageing
  case ageingCSV
  case allRights
  case amount
  case answer
  case approve
  case approveAgain
  case approveEnd
  case approveNone
  case approveNotYours
  case approveSays
  case approveUndo
  case asOf
  case asThingsStand
  case attempts
  case balances
  case bankText
  case books
  case cancel
  case candidates
  case claim
  case claims
  case closeDesk
  case closedSays
  case closedTitle
  case comesNext
  case compensation
  case completed
  case configuration
  case credit
  case creditor
  case currency
  case day
  case daysOver90
  case daysUpTo30
  case daysUpTo60
  case daysUpTo90
  case debtor
  case debtors
  case dialogue
  case done
  case downloadMail
  case due
  case dueBefore
  case email
  case enclosed
  case endedSays
  case endedTitle
  case entries
  case everyState
  case failedSays
  case failedTitle
  case fails
  case fieldAddress
  case fieldAmount
  case fieldBankNumber
  case fieldBecause
  case fieldCause
  case fieldClaims
  case fieldContract
  case fieldCopies
  case fieldDebtorKind
  case fieldDue
  case fieldEmail
  case fieldIssued
  case fieldKind
  case fieldLanguage
  case fieldName
  case fieldNote
  case fieldPaidOn
  case fieldPaymentLink
  case fieldPolicy
  case fieldPromiseDay
  case fieldReason
  case fieldRemindOn
  case fieldResolution
  case fieldSeen
  case fieldUntil
  case file
  case filter
  case followUps
  case from
  case gaps
  case goOn
  case grade
  case health
  case hintAddress
  case hintAmountAll
  case hintBankNumber
  case hintLanguage
  case hintRemindOn
  case hintShares
  case hintToday
  case hintUntil
  case holdsUntil
  case horizons
  case interest
  case isMissing
  case keptAndBroken
  case kind
  case knownUntil
  case ladder
  case languages
  case lastReload
  case letter
  case limitation
  case linkUsedSays
  case linkUsedTitle
  case loadedAt
  case lookAtFile
  case mail
  case mailServer
  case mailServerAway
  case misdirectedSays
  case misdirectedTitle
  case mode
  case money
  case moreRows
  case name
  case nameOrAddress
  case needAddress
  case needApprovals
  case needFailed
  case needHeld
  case needInDoubt
  case needInterest
  case needNamesakes
  case needProposals
  case needStatements
  case needStranded
  case needUnreadable
  case newEntries
  case next
  case nextDeadline
  case nextPage
  case nextTry
  case noAddress
  case noClaims
  case noDebtors
  case noNotices
  case noPayments
  case noSuchPage
  case noSuchPageSays
  case notAChoice
  case notANumber
  case notAnAmount
  case notAnAmountHint
  case notDone
  case notDue
  case notWritten
  case notYours
  case note
  case nothingBefore
  case nothingCorrected
  case nothingLeaves
  case nothingOpen
  case nothingPlanned
  case nothingWaits
  case notices
  case oldest
  case openButton
  case openClaims
  case openLetter
  case openSays
  case openTitle
  case opened
  case opens
  case optional
  case outstanding
  case overdue
  case overdueOnly
  case paid
  case payBy
  case payment
  case payments
  case paymentsSince
  case plan
  case planSays
  case plannedNow
  case policy
  case printSpool
  case promisedOn
  case promises
  case quietNoClaims
  case quietTitle
  case quietWatching
  case recipient
  case refusedSays
  case refusedTitle
  case registerCSV
  case rejected
  case runsSince
  case search
  case searchFor
  case sections
  case sentBefore
  case setAgainst
  case settled
  case show
  case skip
  case skipToContent
  case spoolAway
  case state
  case statements
  case step
  case store
  case strandedSays
  case strandedTitle
  case takeBack
  case takeStatement
  case takeStatementSays
  case takeStatementUndo
  case takeStatementWill
  case takenIn
  case timeline
  case today
  case total
  case unallocated
  case undoByArm
  case undoByAssign
  case undoByCorrecting
  case undoByHold
  case undoByHoldAll
  case undoByPause
  case undoByRelease
  case undoByReopen
  case undoByResume
  case undoByWithdraw
  case undoIgnored
  case undoNever
  case undoPayment
  case undone
  case unknownAccount
  case unreadableMail
  case until
  case uploadGone
  case uploadsFull
  case version
  case waitsForYou
  case whatHolds
  case why
  case willHappen
  case withInterest
  case works
  case youAre
  case termOpen = "term-open"
  case termPaused = "term-paused"
  case termPromised = "term-promised"
  case termDisputed = "term-disputed"
  case termStopped = "term-stopped"
  case termPaid = "term-paid"
  case termWithdrawn = "term-withdrawn"
  case termWrittenOff = "term-written-off"
  case termAwaitingApproval = "term-awaiting-approval"
  case termHeld = "term-held"
  case termPending = "term-pending"
  case termSending = "term-sending"
  case termDeferred = "term-deferred"
  case termSent = "term-sent"
  case termNotSent = "term-not-sent"
  case termFailed = "term-failed"
  case termInDoubt = "term-in-doubt"
  case termDropped = "term-dropped"
  case termArmed = "term-armed"
  case termProposed = "term-proposed"
  case termBooked = "term-booked"
  case termKnown = "term-known"
  case termIgnored = "term-ignored"
  case termRefused = "term-refused"
  case termUndone = "term-undone"
  case termPayment = "term-payment"
  case termCreditNote = "term-credit-note"
  case termRefund = "term-refund"
  case termChargeback = "term-chargeback"
  case termRunning = "term-running"
  case termKept = "term-kept"
  case termPartlyKept = "term-partly-kept"
  case termBroken = "term-broken"
  case termReplaced = "term-replaced"
  case termTechnical = "term-technical"
  case termPersonal = "term-personal"
  case termThirdParty = "term-third-party"
  case termUnknown = "term-unknown"
  case termInsolvency = "term-insolvency"
  case termRepresentation = "term-representation"
  case termDeceased = "term-deceased"
  case termCeaseRequest = "term-cease-request"
  case termOther = "term-other"
  case termBusiness = "term-business"
  case termConsumer = "term-consumer"
  case termAuditor = "term-auditor"
  case termClerk = "term-clerk"
  case termApprover = "term-approver"
  case termAdmin = "term-admin"
  case termCreditor = "term-creditor"
  case termPolicy = "term-policy"
  case termHeadsUp = "term-heads-up"
  case termReminder = "term-reminder"
  case termSecondReminder = "term-second-reminder"
  case termDemand = "term-demand"
  case termRungSent = "term-rung-sent"
  case termRungNext = "term-rung-next"
  case termRungAhead = "term-rung-ahead"
  case termRungSkipped = "term-rung-skipped"
  case termAddsUp = "term-adds-up"
  case termAddsNotUp = "term-adds-not-up"
  case termMailFrom = "term-mail-from"
  case termMailTo = "term-mail-to"
  case termMailCc = "term-mail-cc"
  case termMailSubject = "term-mail-subject"
  case termMailDate = "term-mail-date"
  case termChannelEmail = "term-channel-email"
  case termChannelLetter = "term-channel-letter"
  case termPhaseTaken = "term-phase-taken"
  case termPhaseDotSent = "term-phase-dot-sent"
  case termPhaseAccepted = "term-phase-accepted"
  case termPhaseDeferred = "term-phase-deferred"
  case termPhaseRefused = "term-phase-refused"
  case termPhaseInDoubt = "term-phase-in-doubt"
  case termPhaseAbandoned = "term-phase-abandoned"
  case termHorizonRates = "term-horizon-rates"
  case termHorizonCalendar = "term-horizon-calendar"
  case termEventClaimRegistered = "term-event-claim-registered"
  case termEventDebtorChanged = "term-event-debtor-changed"
  case termEventPaymentRecorded = "term-event-payment-recorded"
  case termEventPaymentAssigned = "term-event-payment-assigned"
  case termEventPaymentReleased = "term-event-payment-released"
  case termEventPaymentUndone = "term-event-payment-undone"
  case termEventChargesPaid = "term-event-charges-paid"
  case termEventChargesOwed = "term-event-charges-owed"
  case termEventClaimPaid = "term-event-claim-paid"
  case termEventClaimPaused = "term-event-claim-paused"
  case termEventClaimResumed = "term-event-claim-resumed"
  case termEventClaimPromised = "term-event-claim-promised"
  case termEventClaimDisputed = "term-event-claim-disputed"
  case termEventClaimStopped = "term-event-claim-stopped"
  case termEventClaimWithdrawn = "term-event-claim-withdrawn"
  case termEventClaimWrittenOff = "term-event-claim-written-off"
  case termEventClaimReopened = "term-event-claim-reopened"
  case termEventClaimCorrected = "term-event-claim-corrected"
  case termEventPromiseKept = "term-event-promise-kept"
  case termEventPromisePartlyKept = "term-event-promise-partly-kept"
  case termEventPromiseBroken = "term-event-promise-broken"
  case termEventNoteAdded = "term-event-note-added"
  case termEventFollowUpDue = "term-event-follow-up-due"
  case termEventFollowUpDone = "term-event-follow-up-done"
  case termEventStepSkipped = "term-event-step-skipped"
  case termEventNoticeOpened = "term-event-notice-opened"
  case termEventNoticeApproved = "term-event-notice-approved"
  case termEventNoticeSeconded = "term-event-notice-seconded"
  case termEventNoticeHeld = "term-event-notice-held"
  case termEventNoticeReleased = "term-event-notice-released"
  case termEventNoticeRetried = "term-event-notice-retried"
  case termEventNoticeSent = "term-event-notice-sent"
  case termEventNoticeDeferred = "term-event-notice-deferred"
  case termEventNoticeFailed = "term-event-notice-failed"
  case termEventNoticeInDoubt = "term-event-notice-in-doubt"
  case termEventNoticeResolved = "term-event-notice-resolved"
  case termEventNoticeDropped = "term-event-notice-dropped"
  case termEventNoticeBounced = "term-event-notice-bounced"
  case termEventNoticeDelivered = "term-event-notice-delivered"
  case termEventLetterPosted = "term-event-letter-posted"
  case termEventLetterDelivered = "term-event-letter-delivered"
  case termDataAmount = "term-data-amount"
  case termDataCurrency = "term-data-currency"
  case termDataDate = "term-data-date"
  case termDataDebtor = "term-data-debtor"
  case termDataDebtorId = "term-data-debtor_id"
  case termDataDue = "term-data-due"
  case termDataEmail = "term-data-email"
  case termDataAddress = "term-data-address"
  case termDataPolicy = "term-data-policy"
  case termDataReference = "term-data-reference"
  case termDataReason = "term-data-reason"
  case termDataStep = "term-data-step"
  case termDataTone = "term-data-tone"
  case termDataTo = "term-data-to"
  case termDataTotal = "term-data-total"
  case termDataOutstanding = "term-data-outstanding"
  case termDataReply = "term-data-reply"
  case termDataPayment = "term-data-payment"
  case termDataKind = "term-data-kind"
  case termDataIssued = "term-data-issued"
  case termDataCreditor = "term-data-creditor"
  case termDataBecause = "term-data-because"
  case termDataUntil = "term-data-until"
  case termDataText = "term-data-text"
  case termDataId = "term-data-id"
  case termDataLanguage = "term-data-language"
  case termDataBefore = "term-data-before"
  case termDataAfter = "term-data-after"
}
