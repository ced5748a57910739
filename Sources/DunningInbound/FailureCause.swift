/// Why a message did not arrive, as far as it matters to whoever sent it.
package enum FailureCause: String, Sendable, CaseIterable {
  /// There is no such address, or its domain takes no mail.
  case address
  /// The address is there, but it takes nothing now: full, disabled, suspended.
  case mailbox
  /// The receiver does not want this message or this sender: spam, a block list, authentication.
  case policy
  /// The message itself: too large, malformed, a virus.
  case content
  /// The way there: time-outs, loops, servers that do not answer.
  case route
  /// The report does not say.
  case unstated

  /// Judges by the words first where the code is one that servers use for everything, otherwise by the code.
  ///
  /// - Parameters:
  ///   - status: the enhanced status code, or nil.
  ///   - diagnostic: the words beside it.
  /// - Source: RFC 3463, RFC 7505, RFC 7372.
  package init(status: String?, diagnostic: String) {
    let coded = status.flatMap { Self.byCode[$0.drop { $0 != "." }.dropFirst()] }
    if let coded, !Self.isLoose(status ?? "") { self = coded; return }
    self = Self.said(in: diagnostic) ?? coded ?? .unstated
  }

  /// What the words say; the address of a page only where they say nothing: it may be about all that can go wrong.
  private static func said(in diagnostic: String) -> FailureCause? {
    let line = TextLine(diagnostic)
    let words = line.withoutWebAddresses
    let texts =
      words.utf8.count == line.text.utf8.count ? [line.folded] : [Array(words.lowercased().utf8), line.folded]
    return texts.lazy.compactMap { text in byWords.first { $0.phrases.occur(in: text) }?.cause }.first
  }

  /// Codes that servers give for whatever they refuse.
  private static func isLoose(_ status: String) -> Bool {
    let detail = status.drop { $0 != "." }.dropFirst()
    return loose.contains(detail)
  }

  private static let loose: Set<Substring> = [
    "0.0", "1.0", "1.1", "1.2", "1.3", "2.0", "2.1", "3.0", "4.0", "4.1", "4.4", "5.0", "5.1", "5.4", "7.0", "7.1",
  ]

  private static let byCode: [Substring: FailureCause] = [
    "1.0": .address, "1.1": .address, "1.2": .address, "1.3": .address, "1.4": .address, "1.6": .address,
    "1.7": .policy, "1.8": .policy, "1.9": .policy, "1.10": .address,
    "2.0": .mailbox, "2.1": .mailbox, "2.2": .mailbox, "2.3": .content, "2.4": .mailbox,
    "3.0": .route, "3.1": .route, "3.2": .route, "3.3": .route, "3.4": .content, "3.5": .route,
    "4.0": .route, "4.1": .route, "4.2": .route, "4.3": .route, "4.4": .address, "4.5": .route, "4.6": .route,
    "4.7": .route, "4.14": .route, "4.310": .route, "4.312": .route, "4.316": .route,
    "5.0": .unstated, "5.1": .unstated, "5.2": .unstated, "5.3": .unstated, "5.4": .unstated, "5.6": .route,
    "6.0": .content, "6.1": .content, "6.2": .content, "6.3": .content, "6.4": .content, "6.5": .content,
    "6.6": .content, "6.7": .content, "6.9": .content,
    "7.0": .policy, "7.1": .policy, "7.2": .policy, "7.3": .policy, "7.4": .policy, "7.5": .policy, "7.6": .policy,
    "7.7": .policy, "7.8": .policy, "7.9": .policy, "7.12": .policy, "7.13": .mailbox, "7.17": .address,
    "7.18": .policy,
    "7.20": .policy, "7.21": .policy, "7.22": .policy, "7.23": .policy, "7.24": .policy, "7.25": .policy,
    "7.26": .policy, "7.27": .policy, "7.28": .policy, "7.29": .policy, "7.30": .policy, "7.606": .policy,
    "7.508": .policy, "7.511": .policy, "7.705": .policy,
  ]
}
