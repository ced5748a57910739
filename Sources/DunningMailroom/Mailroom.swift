package import Dunning
package import DunningInbound
package import DunningStore

/// Opens what came in: reads it, and has the docket do what it asks for. Nothing is ever answered.
package struct Mailroom: Sendable {
  private let docket: Docket
  private let rulebook: @Sendable () -> Rulebook
  private let now: @Sendable () -> Instant
  private let holdsOnReply: Bool
  private let reader: any MailReader

  /// - Parameters:
  ///   - holdsOnReply: whether a person's answer holds the claims that it is about, or is only noted.
  ///   - reader: what reads the messages.
  package init(
    docket: Docket, reader: any MailReader, rulebook: @escaping @Sendable () -> Rulebook,
    now: @escaping @Sendable () -> Instant,
    holdsOnReply: Bool
  ) {
    self.docket = docket
    self.reader = reader
    self.rulebook = rulebook
    self.now = now
    self.holdsOnReply = holdsOnReply
  }

  /// What a message is, and what was done about it.
  package struct Result: Sendable {
    package let message: IncomingMessage
    /// Why no more of it was read than the plain lines of its header; nil when all of it was.
    package let trouble: String?
    package let outcome: IncomingOutcome
  }

  /// Reads one message and does what it asks for.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  /// - Throws: ``DocketError``.
  package func open(
    _ bytes: [UInt8], keeping: Bool = true, by actor: Actor
  ) async throws(DocketError) -> Result {
    let reading = await reader.read(bytes)
    let message = reading.message
    let outcome = try await docket.receive(
      IncomingMail(message, bytes: bytes), holdsOnReply: holdsOnReply, keeping: keeping, by: actor,
      rulebook: rulebook(), now: now())
    return Result(message: message, trouble: reading.trouble, outcome: outcome)
  }
}

extension IncomingMail {
  fileprivate init(_ message: IncomingMessage, bytes: [UInt8]) {
    let (ties, first) = (message.ties, message.recipients.first)
    let words = [first?.status, first?.diagnostic].compactMap { $0 }.joined(separator: " ")
    self.init(
      kind: Kind(message.kind), ties: ties.envelopeIDs + ties.returned + ties.addressTags + ties.answered,
      isAddressDead: message.isAddressDead, deadAddresses: message.deadAddresses,
      words: words.isEmpty ? nil : words, from: message.from, subject: message.subject, text: message.words,
      messageID: message.messageID,
      countsFromDebtorAlone: message.countsFromDebtorAlone, bytes: bytes)
  }
}

extension IncomingMail.Kind {
  fileprivate init(_ kind: IncomingMessage.Kind) {
    self =
      switch kind {
      case .bounce: .bounce
      case .delay: .delay
      case .delivered: .delivered
      case .relayed: .relayed
      case .autoReply: .autoReply
      case .reply: .reply
      case .complaint: .complaint
      case .unknown: .unknown
      }
  }
}
