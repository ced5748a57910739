/// What an invoice of EN 16931 says that a payment deadline needs, as it stands in the file.
///
/// The numbers of the business terms (BT) are those of the norm, whatever the syntax calls them. What is not said is nil or
/// empty.
package struct Invoice: Codable, Hashable, Sendable {
  package var syntax: InvoiceSyntax
  /// BT-1.
  package var reference: String?
  /// BT-2, as `2026-12-31`.
  package var issued: String?
  /// BT-3, a code of UNTDID 1001.
  package var type: String?
  /// BT-5, three letters.
  package var currency: String?
  /// BT-115: what is asked for. Digits with a point, perhaps with a minus before them, like all amounts here.
  package var amount: String?
  /// BT-112.
  package var total: String?
  /// BT-113.
  package var prepaid: String?
  /// BT-44 to BT-58.
  package var buyer = InvoiceParty()
  /// BT-27 to BT-43.
  package var seller = InvoiceParty()
  /// BT-9 and BT-20, one of each time to pay by.
  package var terms: [InvoiceTerm] = []
  /// BT-84.
  package var accounts: [String] = []
  /// BT-83.
  package var remittance: String?
  /// BT-81, codes of UNTDID 4461.
  package var means: [String] = []
  /// BT-25.
  package var preceding: [String] = []
  /// Whether the document is a credit note by its kind, whatever its type says.
  package var isCreditNote = false
}

/// A party of an invoice.
package struct InvoiceParty: Codable, Hashable, Sendable {
  package var name: String?
  package var vatID: String?
  package var email: String?
  package var street: String?
  package var postcode: String?
  package var city: String?
  /// Two letters.
  package var country: String?
}

/// A time to pay by.
package struct InvoiceTerm: Codable, Hashable, Sendable {
  /// As `2026-12-31`; nil when it is said in words alone.
  package var due: String?
  /// BT-20, in one piece.
  package var words: String?
  /// What is to be paid then; nil when it is all.
  package var amount: String?
  /// Whether it is the price of paying early.
  package var isDiscount = false
  /// What may be kept back by it, as far as it is said otherwise than in words.
  package var discounts: [InvoiceDiscount] = []

  package init(
    due: String? = nil, words: String? = nil, amount: String? = nil, isDiscount: Bool = false,
    discounts: [InvoiceDiscount] = []
  ) {
    self.due = due
    self.words = words
    self.amount = amount
    self.isDiscount = isDiscount
    self.discounts = discounts
  }
}

/// The syntaxes that are read, and those of which only the name is known.
package enum InvoiceSyntax: Codable, Hashable, Sendable {
  case ubl
  /// UN/CEFACT's, also of ZUGFeRD 1.
  case cii
  /// Another, by its name.
  case other(String)

  package var name: String {
    switch self {
    case .ubl: "UBL"
    case .cii: "CII"
    case .other(let name): name
    }
  }
}
