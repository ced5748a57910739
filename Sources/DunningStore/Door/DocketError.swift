/// Why the docket did not do what it was asked.
package struct DocketError: Error, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    /// There is no such claim, debtor or notice.
    case notFound = "not-found"
    /// A reference or a name fits several.
    case ambiguous
    /// The reference is taken by a claim with other content.
    case referenceTaken = "reference-taken"
    /// What a claim says of its debtor contradicts what is known.
    case debtorDiffers = "debtor-differs"
    /// The external number belongs to a payment with other content, or on another claim.
    case paymentTaken = "payment-taken"
    /// The claim or notice is in a state in which this makes no sense.
    case wrongState = "wrong-state"
    /// The bytes are not those that the caller has seen.
    case contentChanged = "content-changed"
    /// A value that cannot be so.
    case invalid
    /// A payment in another currency than the claim's.
    case wrongCurrency = "wrong-currency"
    /// Something happened meanwhile, so the notice must not go out.
    case overtaken
    /// Another daemon holds the docket.
    case inUse = "in-use"
    /// The disk is full or the file is locked; nothing was changed and it may work later.
    case busy
    /// A write or sync failed, or the file is damaged: nothing may be trusted until the daemon was restarted.
    case failed
  }

  package let code: Code
  package let message: String
  package let hint: String?

  package init(_ code: Code, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}
