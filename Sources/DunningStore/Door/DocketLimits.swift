/// What the docket takes at once.
package enum DocketLimits {
  /// Rows of one page of a list.
  package static let pageMax = 1_000
  /// Transactions that share a commit; the first of them waits for the last.
  static let jobsPerCommit = 200
  /// Claims that one call on a debtor may change.
  package static let debtorClaimsMax = 10_000
  /// Debtors of one name that are looked at when one comes in.
  package static let namesakesMax = 100
  /// Claims re-planned in one transaction, so that a reload never holds the docket for long.
  static let replanBatch = 500
  /// Claims judged in one transaction while what is due is taken; the rest comes in the next.
  static let judgedPerTaking = 500
  /// Notes that come back to creditors in one transaction, and so at most in one message.
  static let notesPerMessage = 200
  /// Days after which the next look at what was kept long enough only tells of it: a clock that jumps, or a daemon that
  /// was away for long, must not erase anything unseen.
  static let retentionGapDaysMax = 31
  /// Registers of a month that go to creditors in one transaction; each is written with all of its entries in memory.
  static let registersPerTaking = 2
  /// Mails with word of what happens that are taken in one transaction.
  static let wordsPerTaking = 20
  /// Entries of the journal that one look for word of what happens goes through.
  package static let wordPage = 500
  /// Seconds between two mails that tell a creditor of something at once.
  static let atOnceSeconds = 300
  /// Events that one such mail lists at most.
  static let atOnceMax = 200
  /// Deadlines that a calendar holds at most: the nearest.
  package static let calendarMax = 10_000
  /// Bytes of a message that came in up to which it is kept whole; of a larger one the hash alone.
  static let incomingBytesMax = 10 << 20
  /// Events of the journal that one page of a register looks at, each page in a transaction of its own.
  static let registerPage = 1_000
  /// Bytes of the key of a claim's commitments.
  static let caseKeyBytes = 16
  /// Claims that are made known to the matching of payments in one transaction.
  static let indexPage = 5_000
  /// Claims that a plan reads at a time.
  package static let planPage = 200
  /// Claims that the ageing report reads at a time.
  static let ageingPage = 1_000
  /// Entries that are chained, checked or sealed at a time.
  static let chainPage = 2_000
  /// Findings and erasures that a look through the docket lists; beyond it they are counted.
  package static let findingsMax = 1_000
  /// Bytes of a file that are in memory at a time.
  package static let pieceBytes = 64 << 10
  /// Requests with a key that are remembered, each for a day.
  static let answersMax: Int64 = 100_000
  /// Bytes of an answer up to which it is kept to be given again; one about a claim has less than one thousand.
  static let answerBytesMax = 16 << 10
  /// Requests whose day is over that are taken out with each new one.
  static let answersSweptAtOnce = 100
  /// Read connections: enough for the control socket, and each costs memory.
  static let readersMax = 3
  /// Days of which the busiest hour is remembered: a quarter, so that a run at its beginning knows the last one.
  static let usualDays: Int64 = 100
  /// Days for which a refused file is remembered that creditors were told of: a quarter, so that a mail about it that came
  /// back can be sent again.
  static let refusedFileDays = 100
  /// How long a person's word lets go what is planned, in hours: a morning's run can be armed the evening before.
  static let releaseHours = 24
  /// Due notices that are counted ahead; a burst beyond it is met by the count of what has left.
  static let burstCountMax = 10_000
  /// What is due is counted again after so many milliseconds, or after so many notices.
  static let burstCountEvery: (milliseconds: Int64, notices: Int) = (1_000, 20)
  /// Claims that one statement of account tells of.
  static let accountClaimsMax = 1_000
  /// Due notices that are counted for the words of a hold.
  static let burstToldMax = 1_000_000
}
