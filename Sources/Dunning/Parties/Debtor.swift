/// Who owes.
package struct Debtor: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case business
    case consumer
  }

  /// The creditor's own number for the debtor; without one, name and address together tell debtors apart.
  package let key: String
  package let name: String
  package let email: EmailAddress
  /// A language tag, e.g. `zh-Hans`; nil is the creditor's.
  package let language: String?
  /// An IANA zone; nil is the creditor's.
  package let timeZone: String?
  package let calendar: String?
  package let kind: Kind?
  /// ISO 3166-1 alpha-2.
  package let country: String?
  /// The postal address, line by line.
  package let address: [String]

  package init(
    key: String?, name: String, email: EmailAddress, language: String? = nil, timeZone: String? = nil,
    calendar: String? = nil, kind: Kind? = nil, country: String? = nil, address: [String] = []
  ) {
    self.key = key ?? "\(name.lowercased()) <\(email.text.lowercased())>"
    self.name = name
    self.email = email
    self.language = language
    self.timeZone = timeZone
    self.calendar = calendar
    self.kind = kind
    self.country = country
    self.address = address
  }
}
