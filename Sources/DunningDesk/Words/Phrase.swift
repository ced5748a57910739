/// What the desk says, by what it is for; the catalogue of each language has all of it, or does not compile.
///
/// What begins with `term-` is a word of the daemon's, such as a state or the name of an event.
enum Phrase: String, CaseIterable, Sendable {
  case account
  case accountForm
  case accountSays
  case accounts
  case actApart
  case actApartSays
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
  case actMerge
  case actMergeSays
  case actNewClaim
  case actNewClaimSays
  case actNote
  case actNoteSays
  case actPause
  case actPauseSays
  case actPay
  case actPayDebtorSays
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
  case actUnmerge
  case actUnmergeSays
  case actWithdraw
  case actWithdrawSays
  case actWriteOff
  case actWriteOffSays
  case addAddress
  case addressWithoutDot
  case afterPayment
  case ageing
  case ageingCSV
  case allRights
  case amount
  case andLetter
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
  case askedParts
  case asks
  case attempts
  case balance
  case balances
  case bankText
  case bookedNow
  case books
  case bringClaims
  case bringFile
  case bringFileSays
  case bringOne
  case bringOneSays
  case bringTake
  case bringUndo
  case bringWill
  case cancel
  case candidates
  case caseFile
  case caseFilePDF
  case caseFileZip
  case claim
  case claims
  case closeDesk
  case closedSays
  case closedTitle
  case columnAlways
  case columnDays
  case columnDecimal
  case columnOpenBalance
  case columnsCommon
  case columnsMissing
  case columnsNoWay
  case columnsSays
  case columnsTitle
  case columnTwice
  case comesNext
  case compensation
  case completed
  case configuration
  case correctAddress
  case credit
  case creditor
  case currency
  case daemonItself
  case dataChange
  case day
  case daysOver90
  case daysUpTo30
  case daysUpTo60
  case daysUpTo90
  case debtor
  case debtors
  case dialogue
  case done
  case doubles
  case doublesNone
  case doublesSays
  case downloadMail
  case downloadRegister
  case due
  case dueBefore
  case earliest
  case email
  case enclosed
  case endedSays
  case endedTitle
  case entries
  case everyState
  case everything
  case failedSays
  case failedTitle
  case fails
  case fieldAccept
  case fieldAddress
  case fieldAmount
  case fieldBankNumber
  case fieldBecause
  case fieldCause
  case fieldClaims
  case fieldContract
  case fieldCopies
  case fieldDebtorKind
  case fieldDebtorNumber
  case fieldDue
  case fieldEmail
  case fieldEvery
  case fieldInstalments
  case fieldIssued
  case fieldKind
  case fieldLanguage
  case fieldMergeAccept
  case fieldName
  case fieldNote
  case fieldOtherDebtor
  case fieldPaidOn
  case fieldPaymentLink
  case fieldPolicy
  case fieldPromiseDay
  case fieldReason
  case fieldReference
  case fieldRemindOn
  case fieldResolution
  case fieldSeen
  case fieldUntil
  case file
  case filter
  case findDebtor
  case followUps
  case forServer
  case from
  case fromAccount
  case gaps
  case goOn
  case grade
  case health
  case hintAddress
  case hintAmountAll
  case hintBankNumber
  case hintDebtorNumber
  case hintEmail
  case hintEvery
  case hintInstalments
  case hintInstalmentsFrom
  case hintLanguage
  case hintOtherDebtor
  case hintRemindOn
  case hintShares
  case hintTheOther
  case hintToday
  case hintUntil
  case holdsUntil
  case horizons
  case instalmentsComing
  case interest
  case isItOneOfThese
  case isMissing
  case keptAndBroken
  case keyAgain
  case kind
  case knownUntil
  case ladder
  case languages
  case lastReload
  case leaveAtOnce
  case leavesAtOnce
  case leavesFrom
  case leavesHeld
  case leavesNot
  case leavesSoon
  case leftNot
  case letter
  case limitation
  case line
  case linkUsedSays
  case linkUsedTitle
  case listAnd
  case listMore
  case loadedAt
  case lookAtFile
  case mail
  case mailServer
  case mailServerAway
  case mapForm
  case mapNone
  case mapRead
  case mapSays
  case mapSeveral
  case mapTitle
  case misdirectedSays
  case misdirectedTitle
  case mode
  case money
  case month
  case moreRows
  case moreThanOpen
  case name
  case nameOrAddress
  case needAddress
  case needApprovals
  case needCovered
  case needFailed
  case needHeld
  case needInDoubt
  case needInterest
  case needNamesakes
  case needProposals
  case needStatements
  case needStranded
  case needUnreadable
  case needsSecond
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
  case noSuchClaim
  case noSuchDebtor
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
  case nothingThere
  case nothingWaits
  case notices
  case ofItCharges
  case ofItCredit
  case oldest
  case openAfter
  case openButton
  case openClaims
  case openLetter
  case openNow
  case openSays
  case openTitle
  case opened
  case opens
  case optional
  case outstanding
  case overdue
  case overdueOnly
  case ownAccount
  case ownPlan
  case paid
  case payBy
  case payment
  case payments
  case paymentsSince
  case placeOf
  case plan
  case planSays
  case plannedNow
  case policy
  case postalAddress
  case previewFindings
  case previewLink
  case previewNone
  case previewSays
  case previewTitle
  case printSpool
  case problemDetails
  case problemField
  case problemUnknown
  case promisedOn
  case promisedUntil
  case promises
  case purpose
  case quietNoClaims
  case quietTitle
  case quietWatching
  case readAgain
  case recipient
  case refusedSays
  case refusedTitle
  case registerCSV
  case rejected
  case restUnassigned
  case rowAtOnce
  case rowIsNew
  case rowIsTaken
  case rowIsWrong
  case rowsKnown
  case rowsNew
  case rowsPassed
  case rowsTaken
  case rowsWrong
  case runsSince
  case search
  case searchFor
  case searchNone
  case searchTitle
  case sections
  case seeNotice
  case sentBefore
  case setAgainst
  case settled
  case show
  case sinceWhen
  case skip
  case skipToContent
  case spanAfter
  case spanAt
  case spanBefore
  case spanDays
  case spanHours
  case spanMinutes
  case spanMonths
  case spanSeconds
  case spanWeeks
  case spanWorkingDays
  case spoolAway
  case state
  case statements
  case staysCredit
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
  case uidOther
  case unallocated
  case underWay
  case undoByArm
  case undoByAssign
  case undoByCorrecting
  case undoByHold
  case undoByHoldAll
  case undoByMerge
  case undoByPause
  case undoByRelease
  case undoByReopen
  case undoByResume
  case undoByUnmerge
  case undoByWithdraw
  case undoIgnored
  case undoLink
  case undoNever
  case undoPayment
  case undone
  case unknownAccount
  case unreadableMail
  case until
  case uploadGone
  case uploadsFull
  case version
  case waitingList
  case waitsForYou
  case whatHolds
  case why
  case willGoOver
  case willHappen
  case withInterest
  case withoutAddressOnly
  case works
  case writeAnew
  case yes
  case you
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
  case termEventNoticeRest = "term-event-notice-rest"
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
  case termAnchorDue = "term-anchor-due"
  case termAnchorPrevious = "term-anchor-previous"
  case termAnchorPayBy = "term-anchor-pay-by"
  case termDayMon = "term-day-mon"
  case termDayTue = "term-day-tue"
  case termDayWed = "term-day-wed"
  case termDayThu = "term-day-thu"
  case termDayFri = "term-day-fri"
  case termDaySat = "term-day-sat"
  case termDaySun = "term-day-sun"
  case termUnmatched = "term-unmatched"
  case termEventDocketCreated = "term-event-docket-created"
  case termEventArmed = "term-event-armed"
  case termEventHeld = "term-event-held"
  case termEventDebtorAdded = "term-event-debtor-added"
  case termEventDebtorErased = "term-event-debtor-erased"
  case termEventDebtorMerged = "term-event-debtor-merged"
  case termEventDebtorParted = "term-event-debtor-parted"
  case termEventDebtorsApart = "term-event-debtors-apart"
  case termEventStatementTaken = "term-event-statement-taken"
  case termEventEntryDecided = "term-event-entry-decided"
  case termEventListTaken = "term-event-list-taken"
  case termEventEntriesNamed = "term-event-entries-named"
  case termEventFollowUpPlanned = "term-event-follow-up-planned"
  case termEventClaimSetAside = "term-event-claim-set-aside"
  case termEventDeliveryDropped = "term-event-delivery-dropped"
  case termEventNoticeDelayed = "term-event-notice-delayed"
  case termEventNoticeRelayed = "term-event-notice-relayed"
  case termEventReplyReceived = "term-event-reply-received"
  case termEventAutoReplyReceived = "term-event-auto-reply-received"
  case termEventComplaintReceived = "term-event-complaint-received"
  case termEventJournalChained = "term-event-journal-chained"
  case termEventSealTimestamped = "term-event-seal-timestamped"
  case termEventAttachmentAdded = "term-event-attachment-added"
  case termEventLegalHoldSet = "term-event-legal-hold-set"
  case termEventLegalHoldLifted = "term-event-legal-hold-lifted"
  case termEventClaimErased = "term-event-claim-erased"
  case termDataCause = "term-data-cause"
  case termDataAs = "term-data-as"
  case termDataGrade = "term-data-grade"
  case termDataPaymentLink = "term-data-payment_link"
  case termDataPaymentReference = "term-data-payment_reference"
  case termDataDueBasis = "term-data-due_basis"
  case termDataReceived = "term-data-received"
  case termDataContract = "term-data-contract"
  case termDataContracted = "term-data-contracted"
  case termDataDiscount = "term-data-discount"
  case termDataCredit = "term-data-credit"
  case termDataMakers = "term-data-makers"
  case termDataSince = "term-data-since"
  case termDataDemanded = "term-data-demanded"
  case termDataSettles = "term-data-settles"
  case termDataBeyond = "term-data-beyond"
  case termDataEarlier = "term-data-earlier"
  case termDataDiscountUntil = "term-data-discount_until"
  case termDataWaived = "term-data-waived"
  case termDataTimeZone = "term-data-time_zone"
  case termDataCalendar = "term-data-calendar"
  case termDataCountry = "term-data-country"
  case termDataContacts = "term-data-contacts"
  case termDataOwnContacts = "term-data-own_contacts"
  case termDataVatId = "term-data-vat_id"
  case termDataOther = "term-data-other"
  case termDataAmountBefore = "term-data-amount_before"
  case termDataDueBefore = "term-data-due_before"
  case termDataPolicyBefore = "term-data-policy_before"
  case termDataIssuedBefore = "term-data-issued_before"
  case termDataContractBefore = "term-data-contract_before"
  case termDataPaymentLinkBefore = "term-data-payment_link_before"
  case termDataWaivedBefore = "term-data-waived_before"
  case termDataDiscountBefore = "term-data-discount_before"
  case termDataDiscountUntilBefore = "term-data-discount_until_before"
  case termDataPaymentReferenceBefore = "term-data-payment_reference_before"
  case termDataClaim = "term-data-claim"
  case termDataPaid = "term-data-paid"
  case termDataState = "term-data-state"
  case termDataEnqueuedAt = "term-data-enqueued_at"
  case termDataUnallocated = "term-data-unallocated"
  case termDataCandidates = "term-data-candidates"
  case termDataBy = "term-data-by"
  case termDataInstalments = "term-data-instalments"
  case termDataPaidBefore = "term-data-paid_before"
  case termDataRecipients = "term-data-recipients"
  case termDataMissed = "term-data-missed"
  case termDataWithoutInterest = "term-data-without_interest"
  case termDataPayBy = "term-data-pay_by"
  case termDataLeftOut = "term-data-left_out"
  case termDataRegister = "term-data-register"
  case termDataChannel = "term-data-channel"
  case termDataCarrier = "term-data-carrier"
  case termDataTracking = "term-data-tracking"
  case termDataNote = "term-data-note"
  case termDataContact = "term-data-contact"
  case termDataStaffNumber = "term-data-staff_number"
  case termDataReplyBy = "term-data-reply_by"
  case termDataRemindOn = "term-data-remind_on"
  case termDataMail = "term-data-mail"
  case termDataFrom = "term-data-from"
  case termDataSubject = "term-data-subject"
  case termDataWords = "term-data-words"
  case termDataName = "term-data-name"
  case termDataSize = "term-data-size"
  case termDataServer = "term-data-server"
  case termToneHeadsUp = "term-tone-heads-up"
  case termToneCourtesy = "term-tone-courtesy"
  case termStatementOfAccount = "term-statement-of-account"
  case termAll = "term-all"
  case termLadderOver = "term-ladder-over"
  case termToneReminder = "term-tone-reminder"
  case termToneDemand = "term-tone-demand"
  case termFollowUp = "term-follow-up"
  case termMorning = "term-morning"
  case termAtOnce = "term-at-once"
  case termRegister = "term-register"
  case termEmail = "term-email"
  case termLetter = "term-letter"
  case termProblemAmbiguous = "term-problem-ambiguous"
  case termProblemBodyTooLarge = "term-problem-body-too-large"
  case termProblemConfigurationRejected = "term-problem-configuration-rejected"
  case termProblemConflict = "term-problem-conflict"
  case termProblemDebtorDiffers = "term-problem-debtor-differs"
  case termProblemDuplicateField = "term-problem-duplicate-field"
  case termProblemHeadersTooLarge = "term-problem-headers-too-large"
  case termProblemInternal = "term-problem-internal"
  case termProblemInvalidAddress = "term-problem-invalid-address"
  case termProblemInvalidAmount = "term-problem-invalid-amount"
  case termProblemInvalidCalendar = "term-problem-invalid-calendar"
  case termProblemInvalidDate = "term-problem-invalid-date"
  case termProblemInvalidInstant = "term-problem-invalid-instant"
  case termProblemInvalidText = "term-problem-invalid-text"
  case termProblemInvalidValue = "term-problem-invalid-value"
  case termProblemInvalidZone = "term-problem-invalid-zone"
  case termProblemKeyReused = "term-problem-key-reused"
  case termProblemLineTooLong = "term-problem-line-too-long"
  case termProblemMalformedJson = "term-problem-malformed-json"
  case termProblemMalformedRequest = "term-problem-malformed-request"
  case termProblemMethodNotAllowed = "term-problem-method-not-allowed"
  case termProblemMissingField = "term-problem-missing-field"
  case termProblemNoSuchRoute = "term-problem-no-such-route"
  case termProblemNotAllowed = "term-problem-not-allowed"
  case termProblemNotFound = "term-problem-not-found"
  case termProblemNotSupported = "term-problem-not-supported"
  case termProblemPaymentTaken = "term-problem-payment-taken"
  case termProblemReferenceTaken = "term-problem-reference-taken"
  case termProblemRequestTimeout = "term-problem-request-timeout"
  case termProblemStopping = "term-problem-stopping"
  case termProblemStoreBusy = "term-problem-store-busy"
  case termProblemStoreFailed = "term-problem-store-failed"
  case termProblemTooDeep = "term-problem-too-deep"
  case termProblemTooManyConnections = "term-problem-too-many-connections"
  case termProblemTooMuchAtOnce = "term-problem-too-much-at-once"
  case termProblemUnknownCreditor = "term-problem-unknown-creditor"
  case termProblemUnknownCurrency = "term-problem-unknown-currency"
  case termProblemUnknownField = "term-problem-unknown-field"
  case termProblemUnknownLanguage = "term-problem-unknown-language"
  case termProblemUnknownPolicy = "term-problem-unknown-policy"
  case termProblemUnsuitableRule = "term-problem-unsuitable-rule"
  case termProblemUnsupportedEncoding = "term-problem-unsupported-encoding"
  case termProblemWrongCurrency = "term-problem-wrong-currency"
  case termProblemWrongState = "term-problem-wrong-state"
  case termProblemWrongType = "term-problem-wrong-type"
  case termGradeNew = "term-grade-new"
  case termApproval = "term-approval"
  case termGone = "term-gone"
  case termLimitation = "term-limitation"
  case termNote = "term-note"
  case termPromise = "term-promise"
  case termNobody = "term-nobody"
  case termAgreed = "term-agreed"
  case termSet = "term-set"
  case termLaw = "term-law"
  case termBusinesses = "term-businesses"
  case termConsumers = "term-consumers"
  case termAnybody = "term-anybody"
  case termInvoiceEnqueued = "term-invoice-enqueued"
  case termInvoiceKnown = "term-invoice-known"
  case termInvoiceCorrected = "term-invoice-corrected"
  case termInvoiceCredited = "term-invoice-credited"
  case termInvoiceQuestion = "term-invoice-question"
  case termInvoiceCollected = "term-invoice-collected"
  case termInvoiceNothingOwed = "term-invoice-nothing-owed"
  case termInvoiceRefused = "term-invoice-refused"
}
