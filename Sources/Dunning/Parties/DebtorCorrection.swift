/// What a person puts in the place of what is known of a debtor; nil leaves it as it is.
package struct DebtorCorrection: Hashable, Sendable {
  package var name: String?
  /// Where reminders go from now on, the main address first; empty: nowhere by e-mail.
  package var email: [Addressee]?
  /// The address that these take the place of, wherever the debtor or one of their claims has it; nil for all to which
  /// reminders go.
  package var replacing: EmailAddress?
  /// The contract whose claims the addresses are for; nil for all.
  package var contract: String?
  package var cc: [Addressee]?
  package var billing: [Addressee]?
  /// Empty for none.
  package var address: [String]?
  /// An empty text takes one away.
  package var details: [Debtor.Detail: String] = [:]

  package init() {}

  /// Whether it says nothing at all.
  package var isEmpty: Bool {
    name == nil && email == nil && cc == nil && billing == nil && address == nil && details.isEmpty
  }
}

extension Debtor {
  /// The debtor as they are known from now on. An address that was replaced is remembered, so that what still comes in
  /// with it goes to the one in its place.
  package func corrected(by correction: DebtorCorrection) -> Debtor {
    var debtor = Debtor(
      key: key, name: correction.name ?? name, email: email, language: language, timeZone: timeZone, calendar: calendar,
      kind: kind, country: country, address: correction.address ?? address)
    (debtor.contacts, debtor.vatID) = (contacts, vatID)
    for (detail, text) in correction.details { debtor[detail] = text.isEmpty ? nil : text }
    if let email = correction.email { debtor.mail(to: email, correction) }
    for (purpose, addressees) in [(Contact.Purpose.cc, correction.cc), (.billing, correction.billing)] {
      guard let addressees else { continue }
      debtor.contacts.removeAll { $0.purpose == purpose && $0.contract == correction.contract }
      debtor.contacts += addressees.map { Contact(purpose, $0, contract: correction.contract) }
    }
    return debtor
  }

  private mutating func mail(to new: [Addressee], _ correction: DebtorCorrection) {
    let known = (email.map { [Addressee(address: $0)] } ?? []) + contacts.addressees(.reminders)
    if let old = correction.replacing {
      contacts = contacts.replacing(old, by: new)
      if email?.isLike(old) == true { set(known.replacing(old, by: new)) }
      forget([old], for: new)
    } else if let contract = correction.contract {
      let old = contacts.addressees(.reminders, contract: contract)
      contacts.removeAll { $0.purpose == .reminders && $0.contract == contract }
      contacts += new.map { Contact(.reminders, $0, contract: contract) }
      forget(old.map(\.address), for: new)
    } else {
      set(new)
      // A contract may have it as well: it is replaced there by and by.
      forget(known.map(\.address), for: new, wherever: true)
    }
  }

  private mutating func set(_ addressees: [Addressee]) {
    email = addressees.first?.address
    contacts.removeAll { $0.purpose == .reminders && $0.contract == nil }
    contacts += addressees.dropFirst().map { Contact(.reminders, $0) }
  }

  /// Remembers what nothing goes to any more, and what is there instead; and forgets that of what something goes to again.
  ///
  /// - Parameter wherever: whether it is over also where a contract still has it.
  private mutating func forget(_ old: [EmailAddress], for new: [Addressee], wherever: Bool = false) {
    let gone = old.filter { address in
      !new.contains { $0.address.isLike(address) } && (wherever || !uses(address))
    }
    contacts.removeAll { contact in
      contact.purpose == .former && (new.map(\.address) + gone).contains { $0.isLike(contact.addressee.address) }
    }
    contacts += gone.map { Contact(former: $0, successors: new.map(\.address)) }
  }

  /// Whether something goes to an address.
  private func uses(_ address: EmailAddress) -> Bool {
    email?.isLike(address) == true
      || contacts.contains { $0.purpose != .former && $0.addressee.address.isLike(address) }
  }
}

extension EmailAddress {
  /// Whether it is the same address, in whatever case it is written.
  package func isLike(_ other: EmailAddress) -> Bool { text.lowercased() == other.text.lowercased() }
}

extension [Addressee] {
  /// The same with others in the place of one, each once.
  fileprivate func replacing(_ old: EmailAddress, by new: [Addressee]) -> [Addressee] {
    guard contains(where: { $0.address.isLike(old) }) else { return self }
    var known: Set<String> = []
    return flatMap { $0.address.isLike(old) ? new : [$0] }
      .filter { known.insert($0.address.text.lowercased()).inserted }
  }
}

extension [Contact] {
  /// The same with other addresses in the place of one, whatever it is for.
  package func replacing(_ old: EmailAddress, by new: [Addressee]) -> [Contact] {
    var known: Set<Contact> = []
    return flatMap { contact in
      guard contact.purpose != .former, contact.addressee.address.isLike(old) else { return [contact] }
      return new.map { Contact(contact.purpose, $0, contract: contact.contract) }
    }.filter { known.insert($0).inserted }
  }
}
