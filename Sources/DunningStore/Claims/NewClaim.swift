import Dunning

/// A claim on its way into the docket.
struct NewClaim: Sendable {
  let draft: ClaimDraft
  let digest: ClaimDigest
  /// The key of the commitments in its chain.
  let key: [UInt8]

  /// The same about what is known of the debtor, on the ladder that was chosen.
  ///
  /// - Parameter contacts: the addresses that are its own.
  func of(_ debtor: Debtor, contacts: [Contact], policy: String) -> NewClaim {
    var draft = draft.of(debtor, policy: policy)
    draft.contacts = contacts
    return NewClaim(draft: draft, digest: digest, key: key)
  }
}

extension Debtor {
  /// What the journal says of the debtor with each claim.
  var registered: [JournalKey: String] {
    var data: [JournalKey: String] = [.debtor: name, .debtorID: key]
    data[.email] = email?.text
    data[.language] = language
    data[.timeZone] = timeZone
    data[.calendar] = calendar
    data[.kind] = kind?.rawValue
    data[.country] = country
    if !address.isEmpty { data[.address] = address.joined(separator: "\n") }
    if !contacts.isEmpty { data[.contacts] = contacts.text }
    data[.vatID] = vatID
    return data
  }

  /// All that ``registered`` can hold.
  static let registeredKeys: [JournalKey] = [
    .debtor, .debtorID, .email, .language, .timeZone, .calendar, .kind, .country, .address, .contacts, .vatID,
  ]
}

extension ClaimDraft {
  /// What the journal says of a claim that is enqueued: all of its row that never changes.
  var registered: [JournalKey: String] {
    var data: [JournalKey: String] = [
      .creditor: creditor, .reference: reference, .amount: amount.decimal, .currency: amount.currency.code,
      .due: due.text(in: .utc), .policy: policy,
    ]
    data[.issued] = issued?.iso
    data[.contract] = contract
    data[.paymentLink] = paymentLink
    data[.paymentReference] = paymentReference
    data[.dueBasis] = dueBasis?.rawValue
    data[.received] = received?.iso
    data[.contracted] = contracted?.iso
    data[.waived] = waiver.word
    data[.discount] = discount?.amount.decimal
    data[.discountUntil] = discount?.until.iso
    if !contacts.isEmpty { data[.ownContacts] = contacts.text }
    return data.merging(debtor.registered) { own, _ in own }
  }

  /// The same about what is known of the debtor, on the ladder that was chosen.
  func of(_ debtor: Debtor, policy: String) -> ClaimDraft {
    var draft = self
    (draft.debtor, draft.policy) = (debtor, policy)
    return draft.asGiven
  }
}

extension Waiver {
  /// What the journal says of it; nil where nothing is forgone.
  var word: String? {
    switch self {
    case .nothing: nil
    case .part(let part): part.decimal
    case .all: "all"
    }
  }
}
