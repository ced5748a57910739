/// How a creditor's letters look on paper, beside the words.
package struct Letterhead: Hashable, Sendable {
  /// Where address, date and reference stand on the sheet, by the custom of a country.
  package enum Sheet: String, Hashable, Sendable, CaseIterable {
    /// A4, window left, block of references right, fold marks: DIN 5008 form B.
    case din5008
    /// A4, window right: NF Z 11-001.
    case fr
    /// A4, window right: SN 010130.
    case swissRight = "ch-right"
    /// A4, window left: SN 010130.
    case swissLeft = "ch-left"
    /// A4, window left: BS 4264.
    case uk
    /// US Letter, window of a #10 envelope.
    case us
    /// A4, the document's name in the middle, signature and date at the lower right.
    case cn
    case jp
    case nl
    case es
    case it

    /// The custom of a country (ISO 3166-1 alpha-2); DIN 5008 where none is known, since most windows are at the left.
    package init(country: String?) {
      switch country {
      case "FR", "BE", "LU", "MC": self = .fr
      case "CH", "LI": self = .swissRight
      case "GB", "IE": self = .uk
      case "US", "CA": self = .us
      case "CN": self = .cn
      case "JP": self = .jp
      case "NL": self = .nl
      case "ES", "PT": self = .es
      case "IT": self = .it
      default: self = .din5008
      }
    }
  }

  /// The person who deals with a debtor's questions.
  package struct Contact: Hashable, Sendable {
    package let name: String
    /// Nil for the creditor's.
    package let phone: String?
    /// Nil for the address that notices come from.
    package let email: EmailAddress?

    package init(name: String, phone: String? = nil, email: EmailAddress? = nil) {
      self.name = name
      self.phone = phone
      self.email = email
    }
  }

  /// A PNG.
  package let logo: [UInt8]?
  /// Lines at the foot of the pages, set in up to three columns: register number, managing directors, tax number.
  package let foot: [String]
  /// Nil for the custom of the creditor's country.
  package let sheet: Sheet?
  /// Where letters are dated from, e.g. `Berlin`.
  package let place: String?
  /// Who signs.
  package let signatory: String?
  /// With what authority: `Head of Receivables`.
  package let authority: String?
  /// Whom to ask; nil when letters name nobody.
  package let contact: Contact?

  package init(
    logo: [UInt8]? = nil, foot: [String] = [], sheet: Sheet? = nil, place: String? = nil, signatory: String? = nil,
    authority: String? = nil, contact: Contact? = nil
  ) {
    self.logo = logo
    self.foot = foot
    self.sheet = sheet
    self.place = place
    self.signatory = signatory
    self.authority = authority
    self.contact = contact
  }
}
