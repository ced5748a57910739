/// To whom the messages about a claim go.
package struct Mailing: Hashable, Sendable {
  package let to: [Addressee]
  package let cc: [Addressee]
  /// Whether the claim has addresses of its own, and not those of its debtor: then its messages are about no claim that
  /// has others.
  package let isOwn: Bool

  package init(to: [Addressee], cc: [Addressee] = [], isOwn: Bool = false) {
    self.to = to
    self.cc = cc
    self.isOwn = isOwn
  }

  /// Whether no message can go anywhere.
  package var isEmpty: Bool { to.isEmpty }

  /// The addresses that reminders go to, as they are written down with a notice.
  package var text: String { to.text }

  /// What tells notices apart that keep no distance from one another: the claim's own addresses; nil for the debtor's.
  package var scope: String? { isOwn ? text : nil }
}

extension Debtor {
  /// All addresses that reminders go to when a claim has none of its own: the main one first.
  package var addressees: [Addressee] {
    let own = (email.map { [Addressee(address: $0)] } ?? []) + contacts.addressees(.reminders)
    return own.isEmpty ? contacts.addressees(.billing) : own
  }

  /// Whether an address is one of the debtor's, for whatever purpose and whether it still holds or not.
  package func has(_ address: EmailAddress) -> Bool {
    let key = address.text.lowercased()
    return email?.text.lowercased() == key || contacts.contains { $0.addressee.address.text.lowercased() == key }
  }
}

extension ClaimDraft {
  /// To whom the messages about the claim go: its own addresses before those of its debtor, and copies to those of both.
  package var mailing: Mailing {
    let own = contacts.addressees(.reminders)
    let to = own.isEmpty ? debtor.addressees : own
    if contacts.isEmpty, debtor.contacts.isEmpty { return Mailing(to: to) }
    var (known, cc) = (Set(to.keys), [Addressee]())
    for copy in contacts.addressees(.cc) + debtor.contacts.addressees(.cc)
    where known.insert(copy.address.text.lowercased()).inserted {
      cc.append(copy)
    }
    return Mailing(to: to, cc: cc, isOwn: !contacts.isEmpty)
  }
}
