/// What a message that came in says, as read from its bytes: nothing is decided about it yet.
///
/// Anybody can write anything into a mail. What is read here is believed only as far as its ties reach: a Message-ID or
/// envelope identifier that nobody but the debtor and the relays on the way can know.
package struct IncomingMessage: Sendable, Hashable, Codable {
  /// What sort of message it is; the raw value is the word of the wire.
  package enum Kind: String, Sendable, CaseIterable, Codable {
    /// It says that a message will not arrive.
    case bounce
    /// It says that a message has not arrived yet.
    case delay
    /// It says that a message has arrived.
    case delivered
    /// It says that a message was handed on to where no word of its arrival comes from.
    case relayed
    /// A machine's answer: out of office, received, and the like.
    case autoReply = "auto-reply"
    /// A person's words.
    case reply
    /// Somebody has called a message unwanted.
    case complaint
    /// None of these, or not to be read.
    case unknown
  }

  package let kind: Kind
  /// The recipients that a report speaks of; empty for what is no report.
  package let recipients: [ReportedRecipient]
  package let ties: NoticeTies
  /// Whether a machine has sent it, by its signs: no sender, or a mail server's address and no envelope that says otherwise.
  package let isByMachine: Bool
  /// The author's address, and nothing that stands beside it; nil when there is none, or more than one.
  package let from: String?
  /// The subject, one line in Unicode; empty when there is none.
  package let subject: String
  /// The beginning of what a person has written, in Unicode; empty for what a machine has.
  package let words: String
  /// The Message-ID without brackets; nil when there is none.
  package let messageID: String?

  /// Whether what it says counts only where it comes from an address of whom it was written to: anybody can forge a
  /// report or answer for somebody else. A machine's word counts, for servers on the way have addresses of their own.
  package var countsFromDebtorAlone: Bool {
    switch kind {
    case .reply: true
    // It changes nothing.
    case .autoReply: false
    case .bounce, .delay, .delivered, .relayed, .complaint, .unknown: !isByMachine
    }
  }

  /// Whether the message says that an address does not exist or takes no mail any more.
  package var isAddressDead: Bool { !dead.isEmpty }

  /// The addresses that do not exist or take no mail any more, in lower case, as far as the message names them.
  package var deadAddresses: [String] { dead.map { $0.address.lowercased() }.filter { $0.contains("@") } }

  private var dead: [ReportedRecipient] {
    kind == .bounce ? recipients.filter { $0.cause == .address && $0.isPermanent } : []
  }
}
