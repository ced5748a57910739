// By what two debtors may be one: what a person should look at before somebody is written to.

extension Debtor {
  /// What of a debtor another may have as well who is the same: the name without regard to spelling, each address that
  /// messages go or went to, the postal address, the number for value added tax. Two are alike who share one.
  package var traits: Set<String> {
    var traits: Set<String> = []
    let unspelt = NameKey.unspelt(name)
    traits.insert("name \(unspelt.isEmpty ? name.folded : unspelt)")
    let addresses =
      (email.map { [$0] } ?? []) + contacts.filter { $0.purpose != .cc }.map(\.addressee.address)
    for address in addresses { traits.insert("email \(address.text.lowercased())") }
    if let place { traits.insert("place \(place)") }
    if let number = vatID?.vatKey, !number.isEmpty { traits.insert("vat \(number)") }
    return traits
  }

  /// The postal address without regard to spelling; nil where it is no more than a town, where many are.
  private var place: String? {
    let text = address.joined(separator: ", ")
    guard text.contains(","), text.contains(where: \.isNumber) else { return nil }
    return NameKey.unspelt(text)
  }
}

extension String {
  /// A number for value added tax as it is compared: its letters and digits, in whatever case and width they came.
  package var vatKey: String { folded.filter { $0.isLetter || $0.isNumber } }
}
