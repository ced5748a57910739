/// Who is owed, as the configuration states it.
package struct Creditor: Hashable, Sendable {
  /// The name that a claim uses, e.g. `acme`.
  package let id: String
  package let name: String
  /// The postal address, line by line.
  package let address: [String]
  /// ISO 3166-1 alpha-2, e.g. `DE`.
  package let country: String?
  /// The address notices come from, with an optional display name.
  package let from: Sender
  /// Where notes come back to the creditor's own side.
  package let notify: EmailAddress
  package internal(set) var iban: String?
  /// The account as payments there name it, where there are no IBANs, e.g. `Routing 021000021, Account 1234567`.
  package internal(set) var account: String?
  /// The address by which India's Unified Payments Interface pays the creditor, `name@bank`.
  package let upi: String?
  /// The accounts on which money comes in, where they are listed; ``allAccounts`` has the printed one as well.
  package let accounts: [CreditorAccount]
  package internal(set) var bic: String?
  package internal(set) var bankName: String?
  package let phone: String?
  /// The language of notices to debtors whose own is not known.
  package let language: String
  package let timeZone: String
  package let calendar: String?
  /// The policy of claims that name none.
  package let policy: String?
  /// Where reports about notices go, each notice with a tag of its own behind a `+`; nil for the sender's address.
  package let bounces: EmailAddress?
  /// The number for value added tax, by which their own e-invoices are known.
  package var vatID: String?
  /// The days, from that of the invoice, in which what names no day is to be paid; nil where nobody has said.
  package var paymentDays: Int?
  /// Where answers go; nil for ``from``.
  package var replyTo: EmailAddress?
  /// What debtors are asked to quote; ``referenceForm(for:)`` says where.
  package var paymentReference = PaymentReference.Form.reference
  /// Who of the creditor's own gets a copy that no debtor sees.
  package var ownCopies: [OwnCopy] = []
  /// How letters look on paper.
  package let letterhead: Letterhead
  /// How often the register comes by mail, to the address of ``notify``; nil when only on demand.
  package let register: RegisterSchedule?
  /// When debtors get a statement of account without being asked; nil for never.
  package var statementOfAccount: AccountSchedule?
  /// How long what is personal is kept of claims that are over; nil for ever.
  package let retention: Retention?

  package init(
    id: String, name: String, address: [String], country: String?, from: Sender, notify: EmailAddress? = nil,
    iban: String?, account: String? = nil, bic: String? = nil,
    bankName: String? = nil, phone: String? = nil, language: String, timeZone: String, calendar: String? = nil,
    policy: String? = nil, bounces: EmailAddress? = nil, letterhead: Letterhead = Letterhead(), upi: String? = nil,
    register: RegisterSchedule? = nil, retention: Retention? = nil, accounts: [CreditorAccount] = []
  ) {
    self.id = id
    self.name = name
    self.address = address
    self.country = country
    self.from = from
    self.notify = notify ?? from.address
    self.iban = iban
    self.account = account
    self.upi = upi
    self.bic = bic
    self.bankName = bankName
    self.phone = phone
    self.language = language
    self.timeZone = timeZone
    self.calendar = calendar
    self.policy = policy
    self.bounces = bounces
    self.letterhead = letterhead
    self.register = register
    self.retention = retention
    self.accounts = accounts
  }

  /// A copy for the creditor's own file.
  package struct OwnCopy: Hashable, Sendable {
    package let to: EmailAddress
    /// The steps of which there is one; nil for all.
    package let steps: [String]?

    package init(to: EmailAddress, steps: [String]? = nil) {
      self.to = to
      self.steps = steps
    }
  }

  /// Who gets a copy of a step's message.
  package func copies(of step: String) -> [Addressee] {
    ownCopies.filter { $0.steps?.contains(step) ?? true }.map { Addressee(address: $0.to) }
  }

  package struct Sender: Hashable, Sendable {
    package let name: String?
    package let address: EmailAddress

    package init(name: String?, address: EmailAddress) {
      self.name = name
      self.address = address
    }
  }
}
