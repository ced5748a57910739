import Dunning

// Which of the addresses that come with a claim are its own, and which are those of its debtor.

extension ClaimDraft {
  /// All addresses that reminders about it were to go to when it was told.
  private var told: [Addressee] {
    let told = contacts.addressees(.reminders)
    return told.isEmpty ? debtor.email.map { [Addressee(address: $0)] } ?? [] : told
  }

  /// The addresses of its own that a claim which is told again would have, where reminders would go elsewhere than they do;
  /// nil where it says nothing of them, or the same.
  func otherContacts(than known: ClaimDraft) -> [Contact]? {
    let former = Set(known.debtor.contacts.addressees(.former).keys)
    // What came in with an address that was replaced goes to the one in its place.
    let isAsKnown = Set(told.keys) == Set(known.contacts.addressees(.reminders).keys)
    let saysWhere = !isAsKnown && told.contains { !former.contains($0.address.text.lowercased()) }
    let copies = contacts.filter { $0.purpose == .cc }
    guard saysWhere || !copies.isEmpty else { return nil }
    var debtor = known.debtor
    var own = ownContacts(besides: &debtor, isByKey: self.debtor.key == known.debtor.key)
    if debtor.addressees != known.debtor.addressees { own = told.map { Contact(.reminders, $0) } + copies }
    if !saysWhere { own = known.contacts.filter { $0.purpose == .reminders } + copies }
    if copies.isEmpty { own += known.contacts.filter { $0.purpose == .cc } }
    func places(_ contacts: [Contact]) -> [Set<String>] {
      let to = contacts.addressees(.reminders)
      return [Set((to.isEmpty ? known.debtor.addressees : to).keys), Set(contacts.addressees(.cc).keys)]
    }
    return places(own) == places(known.contacts) ? nil : own
  }

  /// The addresses that are the claim's own, where they are others than those of a known debtor. The first that are told
  /// of a contract are those of the contract, for its claims that come without any.
  ///
  /// - Parameters:
  ///   - known: gets what is newly known.
  ///   - isByKey: whether name and address were the debtor's when they came, so that the address is no other, whatever a
  ///     person has put in its place.
  func ownContacts(besides known: inout Debtor, isByKey: Bool) -> [Contact] {
    // Nearly every claim comes with the one address that is known.
    if contacts.isEmpty, known.contacts.isEmpty, let email = debtor.email, email == known.email { return [] }
    let isByKey = isByKey && !debtor.hasKeyOfItsOwn
    let copies = contacts.filter { $0.purpose == .cc }
    let ofContract = known.inPlace(of: contract.map { known.contacts.addressees(.reminders, contract: $0) } ?? [])
    let own = ofContract.map { Contact(.reminders, $0) } + copies
    if told.isEmpty { return own }
    let living = known.inPlace(of: told, main: isByKey ? debtor.email : nil)
    if living.isEmpty { return isByKey ? copies : own }
    if known.addressees.isEmpty, ofContract.isEmpty {
      known.email = living.first?.address
      known.contacts += living.dropFirst().map { Contact(.reminders, $0) }
      return copies
    }
    guard Set(living.keys) != Set(known.addressees.keys) else { return copies }
    if let contract, ofContract.isEmpty {
      known.contacts += living.map { Contact(.reminders, $0, contract: contract) }
    }
    return living.map { Contact(.reminders, $0) } + copies
  }
}

extension Debtor {
  /// Where what was to go to some addresses goes: to themselves, or to those that took the place of one, each once.
  ///
  /// - Parameter main: the one that was the debtor's main address when they came, whatever is now.
  /// - Returns: empty where all that is known is that it is the debtor's main addresses.
  fileprivate func inPlace(of told: [Addressee], main: EmailAddress? = nil) -> [Addressee] {
    var (found, isMain): ([Addressee], Bool) = ([], false)
    var asked: Set<String> = []
    var left = told
    while !left.isEmpty {
      let next = left.removeFirst()
      guard asked.insert(next.address.text.lowercased()).inserted else { continue }
      if main?.isLike(next.address) == true {
        isMain = true
      } else if let former = contacts.first(where: {
        $0.purpose == .former && $0.addressee.address.isLike(next.address)
      }) {
        isMain = isMain || former.successors.isEmpty
        left = former.successors.map { Addressee(address: $0) } + left
      } else {
        found.append(next)
      }
    }
    guard isMain, !found.isEmpty else { return found }
    let keys = Set(found.keys)
    return addressees.filter { !keys.contains($0.address.text.lowercased()) } + found
  }
}
