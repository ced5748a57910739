import Dunning

/// A field in which a claim that is told again differs from the one that is known under its reference.
package struct ClaimDifference: Sendable, Hashable {
  /// Its name on the wire, e.g. `due`.
  package let field: String
  /// What the docket has; nil when nothing.
  package let known: String?
  /// What was told; nil where nothing was.
  package let given: String?
  /// Whether it belongs to the debtor, and so to all of their claims.
  package let isOfDebtor: Bool
}

extension ClaimDifference {
  /// The fields of which other things are told than are known. What is not told says nothing of its field, nor does a
  /// policy that the configuration fills in.
  static func between(_ told: ClaimDraft, and known: ClaimDraft, _ rulebook: Rulebook) -> [ClaimDifference] {
    var given = told.registered
    if told.given.policy.map(rulebook.policies(leadingTo: known.policy).contains) ?? true { given[.policy] = nil }
    if !told.debtor.hasKeyOfItsOwn { given[.debtorID] = nil }
    let names = given.keys.filter { !addressKeys.contains($0) }.sorted()
    let fields = differences(in: names, known.registered, given)
    return fields + (told.otherContacts(than: known).map { ofAddresses(known, $0) } ?? [])
  }

  /// The same where what is not told counts as well.
  static func strictly(between told: ClaimDraft, and known: ClaimDraft) -> [ClaimDifference] {
    let names = JournalKey.allCases.filter { !addressKeys.contains($0) }
    let email = told.debtor.email.map { [Contact(.reminders, Addressee(address: $0))] } ?? []
    return differences(in: names, known.registered, told.registered)
      + ofAddresses(known, told.contacts.isEmpty ? email : told.contacts)
  }

  /// The members about e-mail addresses: people know them by whom the reminders go to.
  private static let addressKeys: Set<JournalKey> = [.email, .contacts, .ownContacts]

  /// Where the reminders and their copies go, and where they would go with other addresses of the claim's own.
  private static func ofAddresses(_ known: ClaimDraft, _ own: [Contact]) -> [ClaimDifference] {
    let debtors = known.debtor.addressees
    func to(_ contacts: [Contact]) -> [Addressee] {
      let own = contacts.addressees(.reminders)
      return own.isEmpty ? debtors : own
    }
    let pairs = [
      (JournalKey.email.rawValue, to(known.contacts), to(own)),
      ("cc", known.contacts.addressees(.cc), own.addressees(.cc)),
    ]
    return pairs.filter { Set($0.1.keys) != Set($0.2.keys) }.map { field, known, given in
      ClaimDifference(
        field: field, known: known.isEmpty ? nil : known.text, given: given.isEmpty ? nil : given.text,
        isOfDebtor: field == JournalKey.email.rawValue)
    }
  }

  private static func differences(
    in names: [JournalKey], _ known: [JournalKey: String], _ given: [JournalKey: String]
  ) -> [ClaimDifference] {
    names.filter { known[$0]?.composed != given[$0]?.composed }.map { name in
      ClaimDifference(
        field: name.rawValue, known: known[name], given: given[name],
        isOfDebtor: Debtor.registeredKeys.contains(name))
    }
  }
}

extension ClaimCorrection {
  /// What makes the known claim what was told, as far as a correction of the claim can.
  init(_ differences: [ClaimDifference], telling draft: ClaimDraft) {
    self.init()
    for difference in differences {
      switch JournalKey(rawValue: difference.field) {
      case .amount: amount = draft.amount.decimal
      case .due: due = draft.due
      case .policy: policy = draft.policy
      case .issued: issued = draft.issued.map(Choice.set)
      case .contract: contract = draft.contract.map(Choice.set)
      case .paymentLink: paymentLink = draft.paymentLink.map(Choice.set)
      case .discount, .discountUntil:
        discount = (draft.discount?.amount.decimal).map(Choice.set)
        discountUntil = draft.discount?.until
      case .paymentReference: paymentReference = draft.paymentReference.map(Choice.set)
      default: break
      }
    }
    // What was told of another sum was told of its discount too.
    if amount != nil, discount == nil, let told = draft.discount {
      (discount, discountUntil) = (.set(told.amount.decimal), told.until)
    }
    areDaysAccepted = draft.areDaysAccepted
  }
}

extension [ClaimDifference] {
  /// Whether a correction of the claim itself is enough.
  var canBeCorrected: Bool {
    // Its e-mail addresses become its own.
    let fields = ClaimCorrection.fields.map(\.after.rawValue) + [JournalKey.email.rawValue, "cc"]
    return !isEmpty && allSatisfy { fields.contains($0.field) }
  }
}
