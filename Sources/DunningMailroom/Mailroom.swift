@preconcurrency import Dispatch
package import Dunning
package import DunningInbound
package import DunningStore

/// Opens what came in: reads it, and has the docket do what it asks for. Nothing is ever answered.
package struct Mailroom: Sendable {
  private let docket: Docket
  private let rulebook: @Sendable () -> Rulebook
  private let now: @Sendable () -> Instant
  private let holdsOnReply: Bool

  /// - Parameter holdsOnReply: whether a person's answer holds the claims that it is about, or is only noted.
  package init(
    docket: Docket, rulebook: @escaping @Sendable () -> Rulebook, now: @escaping @Sendable () -> Instant,
    holdsOnReply: Bool
  ) {
    self.docket = docket
    self.rulebook = rulebook
    self.now = now
    self.holdsOnReply = holdsOnReply
  }

  /// What a message is, and what was done about it.
  package struct Result: Sendable {
    package let message: IncomingMessage
    package let outcome: IncomingOutcome
  }

  /// Reads one message and does what it asks for.
  ///
  /// - Parameter keeping: false to tell what would be done and do nothing.
  /// - Throws: ``DocketError``.
  package func open(
    _ bytes: [UInt8], keeping: Bool = true, by actor: Actor
  ) async throws(DocketError) -> Result {
    let message = await Self.read(bytes)
    let outcome = try await docket.receive(
      IncomingMail(message, bytes: bytes), holdsOnReply: holdsOnReply, keeping: keeping, by: actor,
      rulebook: rulebook(), now: now())
    return Result(message: message, outcome: outcome)
  }

  /// Reading takes as long as a stranger has made a message intricate; meanwhile everybody else goes on.
  private static func read(_ bytes: [UInt8]) async -> IncomingMessage {
    await withCheckedContinuation { continuation in
      reading.async { continuation.resume(returning: IncomingMessage(reading: bytes)) }
    }
  }

  private static let reading = DispatchQueue(label: "mail-reading")
}

extension IncomingMail {
  fileprivate init(_ message: IncomingMessage, bytes: [UInt8]) {
    let (ties, first) = (message.ties, message.recipients.first)
    let words = [first?.status, first?.diagnostic].compactMap { $0 }.joined(separator: " ")
    self.init(
      kind: Kind(message.kind), ties: ties.envelopeIDs + ties.returned + ties.addressTags + ties.answered,
      isAddressDead: message.isAddressDead, deadAddresses: message.deadAddresses,
      words: words.isEmpty ? nil : words, from: message.from, subject: message.subject, messageID: message.messageID,
      bytes: bytes)
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
