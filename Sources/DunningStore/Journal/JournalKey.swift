/// A member of what an entry of the journal says. The raw value is hashed with the entry and stands in the docket, in
/// case files and on the wire for good: a name is added here, and none is ever changed.
package enum JournalKey: String, CaseIterable, Sendable {
  // MARK: What was done, and why

  /// Why, in the words of whoever said so.
  case reason
  /// Why a step comes next, in the words of the rules.
  case because
  /// Why the money did not come.
  case cause
  /// What became of what was in doubt: `sent` or `not-sent`.
  case outcome = "as"
  /// The first day on which dunning goes on.
  case until
  case kind
  case date
  case due
  /// The grade of a debtor that chose the policy.
  case grade

  // MARK: A claim and its debtor, as they were enqueued

  case creditor
  case reference
  case amount
  case currency
  case policy
  case issued
  case contract
  case paymentLink = "payment_link"
  /// What the debtor is to quote, as it came with the claim.
  case paymentReference = "payment_reference"
  /// How the due day came about.
  case dueBasis = "due_basis"
  /// The day on which the debtor received the invoice.
  case received
  /// The day of the contract.
  case contracted
  /// What the debtor may keep back who pays in time, and the last day for it.
  case discount
  case discountUntil = "discount_until"
  /// What the creditor forgoes of that which is owed beside the sum: `all`, or how much.
  case waived
  /// By which the claim is known again when it is told again, hexadecimal: what ``ClaimDigest`` is.
  case digest
  case debtor
  case debtorID = "debtor_id"
  case email
  case language
  case timeZone = "time_zone"
  case calendar
  case country
  case address
  /// All further addresses of a debtor, a line for each.
  case contacts
  /// Those of one claim alone.
  case ownContacts = "own_contacts"
  case vatID = "vat_id"

  // MARK: What a person corrected

  /// What was there, and what is there now: JSON objects whose members have these names; an empty text is nothing.
  case before
  case after
  /// The other of two debtors.
  case other

  // MARK: What stood in a claim before it was corrected

  case amountBefore = "amount_before"
  case dueBefore = "due_before"
  case policyBefore = "policy_before"
  case issuedBefore = "issued_before"
  case contractBefore = "contract_before"
  case paymentLinkBefore = "payment_link_before"
  case waivedBefore = "waived_before"
  case discountBefore = "discount_before"
  case discountUntilBefore = "discount_until_before"
  case paymentReferenceBefore = "payment_reference_before"

  // MARK: What is left of a claim that was erased

  case claim
  case paid
  case state
  case enqueuedAt = "enqueued_at"

  // MARK: Payments and promises

  /// The number that a bank or wallet gave a payment.
  case externalID = "id"
  /// The number of a payment in the docket.
  case payment
  /// How much of a payment is set against no claim.
  case unallocated
  /// The number of a statement in the docket, how many entries of it are kept, and a hash over what they say.
  case statement
  case contentSHA256 = "content_sha256"
  /// The number of an entry of a statement.
  case entry
  /// The number of a list of what is open.
  case list
  /// Claims that were found later than the entry, a line for each.
  case candidates
  /// The place in the chain of the entry by which money was set against the claim.
  case ofEntry = "of_entry"
  /// The terms of a promise, as they were said.
  case by
  case instalments
  case paidBefore = "paid_before"

  // MARK: Notices

  case to
  /// All whom a message goes to, where there are several, a line for each.
  case recipients
  /// Those of them who were not reached, with the server's words.
  case missed
  case total
  case tone
  case step
  case outstanding
  /// What a demand asks for beside the sum, with what is forgone of it; and that it stays owed: `all`.
  case beyond
  case settles
  /// How many notices had gone out about earlier deadlines, before this one was put off.
  case earlier
  /// What stays owed of the last demand, with what is forgone of it.
  case demanded
  case approval
  /// Why a demand asks for no interest although its policy has a rule for it.
  case withoutInterest = "without_interest"
  case payBy = "pay_by"
  /// How many of the invoices do not go with it.
  case leftOut = "left_out"
  case messageID = "message_id"
  /// Of a statement of account: since which moment it tells of money, in milliseconds, and what the debtor had.
  case since
  case credit
  /// The month of a register.
  case register
  case reply
  case channel
  /// Of the message; of a mail, an attachment or a seal where the entry is about one.
  case sha256
  case letterSHA256 = "letter_sha256"
  /// Under four eyes, who had made or changed what a notice goes by since it was last approved so: `nobody`, or users with
  /// a comma between them.
  case makers
  /// The number of an attempt, and the hash over its row.
  case attempt
  case attemptSHA256 = "attempt_sha256"

  // MARK: Letters on their way

  case carrier
  case tracking

  // MARK: Notes, mails and attachments

  case note
  case text
  case contact
  case staffNumber = "staff_number"
  case replyBy = "reply_by"
  case remindOn = "remind_on"
  case followUp = "follow_up"
  case mail
  case from
  case subject
  case words
  case name
  case mediaType = "media_type"
  case size
  case kept

  // MARK: The journal itself

  /// What there was before there were chains.
  case entries
  case messages
  case mails
  case seal
  case server
}

extension JournalKey: Comparable {
  package static func < (left: JournalKey, right: JournalKey) -> Bool { left.rawValue < right.rawValue }
}

extension [String: String] {
  /// A member of an entry as it was written; entries of other versions may say less, or more.
  subscript(key: JournalKey) -> String? { self[key.rawValue] }
}
