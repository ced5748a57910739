/// Who a message goes to and who hears of its fate: what a server sees, whatever the header says.
package struct Envelope: Sendable, Hashable {
  /// Which delivery reports the relay is asked for.
  ///
  /// - Source: RFC 3461 4.1.
  package struct Notify: OptionSet, Sendable, Hashable {
    package let rawValue: Int

    /// The set with these bits.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// It could not be delivered.
    package static let failure = Notify(rawValue: 1)
    /// It is late.
    package static let delay = Notify(rawValue: 2)
    /// It was delivered.
    package static let success = Notify(rawValue: 4)
  }

  /// Where reports go; `nil` is the null sender `<>`, to which nobody reports.
  package let sender: Mailbox?
  /// Those who get it, at least one.
  package let recipients: [Mailbox]
  /// How many of them decide: the message is handed over when one of the first so many takes it, and the others get it
  /// along with them.
  package let deciding: Int
  /// Travels as ENVID and names the file in a Maildir; the same on every retry.
  package let id: String
  /// Which reports are wanted, where the server offers DSN.
  package let notify: Notify

  /// The first of those who decide.
  package var recipient: Mailbox { recipients[0] }

  /// Addresses a message.
  ///
  /// - Throws: ``MailError`` with code `.invalidEnvelope` if `id` is not 1 to 100 ASCII letters, digits, `-`, `_` and
  ///   `.`, beginning with a letter or digit.
  package init(
    sender: Mailbox?, recipient: Mailbox, id: String, notify: Notify = [.failure, .delay]
  ) throws(MailError) {
    try self.init(sender: sender, to: [recipient], id: id, notify: notify)
  }

  /// Addresses a message to several.
  ///
  /// - Parameters:
  ///   - to: those who decide whether it was handed over.
  ///   - also: those who get it along with them.
  /// - Throws: ``MailError`` with code `.invalidEnvelope` also if nobody decides.
  package init(
    sender: Mailbox?, to: [Mailbox], also: [Mailbox] = [], id: String, notify: Notify = [.failure, .delay]
  ) throws(MailError) {
    guard !to.isEmpty else { throw MailError(.invalidEnvelope, "an envelope is addressed to nobody") }
    let isPlain = id.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || [0x2D, 0x2E, 0x5F].contains(byte)
    }
    guard (1...MailLimits.envelopeIDBytesMax).contains(id.utf8.count), isPlain, id.first != ".", id.first != "-",
      id.first != "_"
    else {
      throw MailError(.invalidEnvelope, "an envelope id is not 1 to 100 letters, digits, hyphens, dots, underscores")
    }
    self.sender = sender
    (recipients, deciding) = (to + also, to.count)
    self.id = id
    self.notify = notify
  }
}
