/// Who owes.
package struct Debtor: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case business
    case consumer
  }

  /// The creditor's own number for the debtor; without one, name and address together tell debtors apart.
  package let key: String
  package let name: String
  /// Where reminders go; nil where only letters do.
  package var email: EmailAddress?
  /// All further addresses.
  package var contacts: [Contact] = []
  /// A language tag, e.g. `zh-Hans`; nil is the creditor's.
  package var language: String?
  /// An IANA zone; nil is the creditor's.
  package var timeZone: String?
  package var calendar: String?
  package var kind: Kind?
  /// ISO 3166-1 alpha-2.
  package var country: String?
  /// The postal address, line by line.
  package var address: [String]
  /// The number for value added tax.
  package var vatID: String?

  package init(
    key: String?, name: String, email: EmailAddress?, language: String? = nil, timeZone: String? = nil,
    calendar: String? = nil, kind: Kind? = nil, country: String? = nil, address: [String] = []
  ) {
    self.key = key ?? Self.key(name: name, email: email, address: address)
    self.name = name
    self.email = email
    self.language = language
    self.timeZone = timeZone
    self.calendar = calendar
    self.kind = kind
    self.country = country
    self.address = address
  }

  /// The same under another key.
  package func with(key: String) -> Debtor {
    guard key != self.key else { return self }
    var debtor = Debtor(
      key: key, name: name, email: email, language: language, timeZone: timeZone, calendar: calendar, kind: kind,
      country: country, address: address)
    (debtor.contacts, debtor.vatID) = (contacts, vatID)
    return debtor
  }

  /// False where name and address make the key, as they do without a number of the creditor's.
  package var hasKeyOfItsOwn: Bool { key != Self.key(name: name, email: email, address: address) }

  /// Whether a key is one that was made of this name, with an e-mail address or a postal one, since there is no number.
  package static func isMade(_ key: String, of name: String) -> Bool {
    key.hasPrefix("\(name.lowercased()) <".composed) && key.hasSuffix(">")
  }

  private static func key(name: String, email: EmailAddress?, address: [String]) -> String {
    let place = email?.text ?? address.joined(separator: ", ")
    return "\(name.lowercased()) <\(place.lowercased())>".composed
  }
}

extension Debtor {
  /// What may be known of a debtor besides names and addresses: one table for all that writes it down or reads it back.
  ///
  /// The raw value is the name on the wire, in the journal and of the docket's column.
  package enum Detail: String, CaseIterable, Sendable {
    case language
    case timeZone = "time_zone"
    case calendar
    case kind
    case country
    case vatID = "vat_id"
  }

  /// The text of a detail; nil where it is not known. What is no kind is not taken.
  package subscript(_ detail: Detail) -> String? {
    get {
      switch detail {
      case .language: language
      case .timeZone: timeZone
      case .calendar: calendar
      case .kind: kind?.rawValue
      case .country: country
      case .vatID: vatID
      }
    }
    set {
      switch detail {
      case .language: language = newValue
      case .timeZone: timeZone = newValue
      case .calendar: calendar = newValue
      case .kind: kind = newValue.flatMap(Kind.init(rawValue:))
      case .country: country = newValue
      case .vatID: vatID = newValue
      }
    }
  }
}
