package import Dunning

/// A message that came in, as far as the docket has to know it.
package struct IncomingMail: Sendable, Hashable {
  /// The raw value is the word of the wire and of the `kind` column.
  package enum Kind: String, Sendable, CaseIterable {
    case bounce
    case delay
    case delivered
    case relayed
    case autoReply = "auto-reply"
    case reply
    case complaint
    case unknown
  }

  package let kind: Kind
  /// What may tie it to a notice: Message-IDs and their parts before the @, the surest first.
  package let ties: [String]
  /// Whether it says that the address does not exist.
  package let isAddressDead: Bool
  /// The addresses of which it says so, in lower case; empty when it names none.
  package let deadAddresses: [String]
  /// What a report says, in the server's words; nil for what is none.
  package let words: String?
  package let from: String?
  package let subject: String
  /// The beginning of what a person has written; empty for what a machine has.
  package let text: String
  package let messageID: String?
  /// Whether it may change something only where it comes from an address of the debtor: false for what a machine's
  /// report says, which comes from servers on the way.
  package let countsFromDebtorAlone: Bool
  package let bytes: [UInt8]

  package init(
    kind: Kind, ties: [String], isAddressDead: Bool = false, deadAddresses: [String] = [], words: String? = nil,
    from: String? = nil, subject: String = "", text: String = "", messageID: String? = nil,
    countsFromDebtorAlone: Bool = false,
    bytes: [UInt8]
  ) {
    self.kind = kind
    self.ties = ties
    self.isAddressDead = isAddressDead
    self.deadAddresses = deadAddresses
    self.words = words
    self.from = from
    self.subject = subject
    self.text = text
    self.messageID = messageID
    self.countsFromDebtorAlone = countsFromDebtorAlone
    self.bytes = bytes
  }
}

/// What was done about a message that came in.
package struct IncomingOutcome: Sendable, Hashable {
  /// Under which number it is kept; nil when it is about nothing here.
  package let id: IncomingMailID?
  package let notice: NoticeID?
  /// The references of the claims that the notice is about.
  package let references: [String]
  /// What was done, in words for a person.
  package let action: String
  /// Whether the docket was changed by it.
  package let isNew: Bool
}
