/// An address of a debtor, or of one claim, with what it is for.
package struct Contact: Hashable, Sendable {
  package enum Purpose: String, Sendable, CaseIterable {
    /// Where reminders go, beside or in place of the debtor's main address.
    case reminders
    /// Where invoices go; reminders go there where nothing else is known.
    case billing
    /// Who gets a copy of every message.
    case cc
    /// One that a person replaced: what comes in with it goes to those in its place.
    case former
  }

  package let purpose: Purpose
  package let addressee: Addressee
  /// The contract whose claims it is for; nil for all.
  package let contract: String?
  /// Of a former one, those that took its place; empty where those are the debtor's, whichever they are.
  package let successors: [EmailAddress]

  package init(_ purpose: Purpose, _ addressee: Addressee, contract: String? = nil) {
    self.purpose = purpose
    self.addressee = addressee
    self.contract = contract
    successors = []
  }

  /// One that others took the place of.
  package init(former address: EmailAddress, successors: [EmailAddress]) {
    (purpose, addressee, contract) = (.former, Addressee(address: address), nil)
    self.successors = successors
  }

  /// As it stands in the docket and in the journal: `cc Petra <petra@x.example> for V-1`, or
  /// `former <old@x.example> now <new@x.example>`.
  package var text: String {
    let name = addressee.name.map { "\($0) " } ?? ""
    let now = successors.isEmpty ? "" : " now" + successors.map { " <\($0.text)>" }.joined()
    return "\(purpose.rawValue) \(name)<\(addressee.address.text)>\(now)" + (contract.map { " for \($0)" } ?? "")
  }

  /// Reads ``text``.
  ///
  /// - Throws: ``RuleError`` `.invalidAddress` when it is written otherwise.
  package init(parsing text: String) throws(RuleError) {
    let malformed = RuleError(.invalidAddress, "\(quoted(text)) is no contact", hint: nil)
    guard let blank = text.firstIndex(of: " "), let purpose = Purpose(rawValue: String(text[..<blank])),
      let open = text.firstIndex(of: "<"), let close = text.firstIndex(of: ">"), open < close, blank < open
    else { throw malformed }
    let name = text[text.index(after: blank)..<open]
    let rest = text[text.index(after: close)...]
    let address = try EmailAddress(parsing: String(text[text.index(after: open)..<close]))
    if purpose == .former, rest.hasPrefix(" now <"), rest.hasSuffix(">") {
      var successors: [EmailAddress] = []
      for successor in rest.dropFirst(" now <".count).dropLast().split(separator: "> <") {
        successors.append(try EmailAddress(parsing: String(successor)))
      }
      self.init(former: address, successors: successors)
      return
    }
    guard rest.isEmpty || rest.hasPrefix(" for ") else { throw malformed }
    self.init(
      purpose,
      Addressee(
        address: address,
        name: name.isEmpty ? nil : String(name.dropLast())),
      contract: rest.isEmpty ? nil : String(rest.dropFirst(" for ".count)))
  }
}

extension [Contact] {
  /// A line for each; empty for none.
  package var text: String { map(\.text).joined(separator: "\n") }

  /// Reads ``text``.
  package init(parsing text: String) throws(RuleError) {
    var contacts: [Contact] = []
    for line in text.split(separator: "\n") { contacts.append(try Contact(parsing: String(line))) }
    self = contacts
  }

  /// The addressees of a purpose, of those that are for all claims or for one contract.
  package func addressees(_ purpose: Contact.Purpose, contract: String? = nil) -> [Addressee] {
    filter { $0.purpose == purpose && $0.contract == contract }.map(\.addressee)
  }
}
