/// A report of a mail server in its own prose, as most of them wrote before there was a form for it, and some still do.
struct ProseReport {
  private(set) var recipients: [ReportedRecipient] = []
  /// Whether it says in so many words that a message was not delivered, or not yet.
  let isAnnounced: Bool
  /// Whether some line gives a reason that servers give.
  let givesReason: Bool
  /// Whether some line gives a code that servers give.
  let givesCode: Bool
  /// Whether it begins with what nobody but a mail server says; who passes a report on says something before it.
  let hasFormula: Bool
  let isDelay: Bool

  private let lines: ArraySlice<TextLine>
  /// The first line that gives a reason.
  private let reason: Int?
  /// The first enhanced status code.
  private let status: String?
  private let own: Set<String>

  /// - Parameters:
  ///   - lines: the notification.
  ///   - own: addresses in lower case that are not those of a failed recipient: who reports, and who gets the report.
  init(_ lines: [TextLine], own: Set<String>) {
    let words = lines.prefix { !Self.beginsOriginal($0) && !Self.isTrace($0) }
    self.lines = words
    self.own = own
    let text = Array(words.map(\.folded).joined(separator: [0x20]))
    isAnnounced = Self.announcements.occur(in: text)
    isDelay = Self.delays.occur(in: text) && !Self.finals.occur(in: text)
    hasFormula = words.lazy.filter { !$0.isBlank }.prefix(2).contains { Self.formulas.occur(in: $0.folded) }
    givesCode = words.contains { line in
      EnhancedStatus.replyClass(in: line.text) != nil || EnhancedStatus.first(in: line.text) != nil
    }
    givesReason = words.contains { line in
      FailureCause.addressWords.occur(in: line.folded) || EnhancedStatus.replyClass(in: line.text) != nil
    }
    reason = words.firstIndex(where: Self.isReason)
    status = words.lazy.compactMap { EnhancedStatus.first(in: $0.text) }.first
    recipients = Self.withoutHelpers(listed() ?? mentioned() ?? alone() ?? [])
  }

  /// All foreign addresses that the words name, whatever they say of them.
  var addresses: [String] {
    var seen: Set<String> = []
    return lines.filter { !Self.isAside($0) }.flatMap(foreign).filter { seen.insert($0.lowercased()).inserted }
  }

  /// The recipients that are listed, where an announcement says that a list is to be expected.
  private func listed() -> [ReportedRecipient]? {
    guard isAnnounced else { return nil }
    return gathered(candidates)
  }

  /// The recipients of whom some line says what is wrong with them.
  private func mentioned() -> [ReportedRecipient]? {
    gathered { line in Self.isReason(line) ? foreign(line) : [] }
  }

  /// The one recipient that stands alone on a line.
  private func alone() -> [ReportedRecipient]? {
    let found = gathered { line in line.folded.contains(0x20) ? [] : foreign(line) }
    return found?.count == 1 ? found : nil
  }

  /// Without those whom the reader is sent to for help, unless there is nobody else.
  private static func withoutHelpers(_ recipients: [ReportedRecipient]) -> [ReportedRecipient] {
    let others = recipients.filter { recipient in
      !helpers.contains(recipient.address.lowercased().prefix { $0 != "@" })
    }
    return others.isEmpty ? recipients : others
  }

  /// The recipients that lines stand for, each where it stands first.
  private func gathered(_ addresses: (TextLine) -> [String]) -> [ReportedRecipient]? {
    var found: [ReportedRecipient] = []
    var seen: Set<String> = []
    for index in lines.indices where !Self.isAside(lines[index]) {
      let new = addresses(lines[index]).filter { seen.insert($0.lowercased()).inserted }
      guard !new.isEmpty else { continue }
      // Once a line, for a line may name a hundred.
      let words = diagnostic(at: index)
      found += new.map { recipient($0, words) }
      if found.count >= IncomingLimits.recipientsMax { break }
    }
    return found.isEmpty ? nil : found
  }

  /// A recipient that is known from elsewhere, with what the report says of it.
  func recipient(_ address: String) -> ReportedRecipient {
    if let known = recipients.first(where: { $0.address.lowercased() == address.lowercased() }) { return known }
    return recipient(address, reason.map(diagnostic))
  }

  private func recipient(_ address: String, _ words: String?) -> ReportedRecipient {
    ReportedRecipient(
      address: address, action: isDelay ? .delayed : .failed, status: words.flatMap(EnhancedStatus.first) ?? status,
      diagnostic: words)
  }

  private static func isReason(_ line: TextLine) -> Bool {
    FailureCause.byWords.contains { $0.cause != .policy && $0.phrases.occur(in: line.folded) }
      || EnhancedStatus.replyClass(in: line.text) != nil || labels.contains { $0.begins(line.folded) }
  }

  /// The addresses of a line that stands for recipients: it begins with one, or with a word that names one.
  private func candidates(_ line: TextLine) -> [String] {
    guard let at = line.folded.firstIndex(of: UInt8(ascii: "@")) else { return [] }
    let isLabelled = Self.labels.contains { $0.begins(line.folded) } || startsWithCode(line)
    if isLabelled || Self.announcements.occur(in: line.folded) { return foreign(line) }
    // Up to the @ there is nothing but the address itself, and marks before it.
    let isAtStart = !line.folded[..<at].contains(0x20) || Self.bullets.contains(line.folded[0])
    return isAtStart ? Array(foreign(line).prefix(1)) : []
  }

  private func foreign(_ line: TextLine) -> [String] {
    AddressScanner.addresses(in: line.withoutWebAddresses).filter { !own.contains($0.lowercased()) }
  }

  /// Whether a line names other people.
  private static func isAside(_ line: TextLine) -> Bool { asides.occur(in: line.folded) }

  /// Whether the returned message follows.
  private static func beginsOriginal(_ line: TextLine) -> Bool {
    // Exchange gives the number of the original message below each recipient.
    originals.occur(in: line.folded) && !originalNumber.occurs(in: line.folded)
  }

  private static let originalNumber: Phrase = "mts-id of"

  /// What stands beside an address and below it, up to the next recipient; of what says nothing, the reason elsewhere.
  private func diagnostic(at index: Int) -> String {
    var words = lines[index].text
    for line in lines[(index + 1)...].prefix(12) {
      if words.utf8.count >= IncomingLimits.lineBytesMax { break }
      if line.isBlank, FailureCause(status: nil, diagnostic: words) != .unstated { break }
      // The next recipient's reason is another one.
      if let next = candidates(line).first, !lines[index].text.contains(next), !startsWithCode(line) { break }
      if !line.isBlank { words += " " + line.text }
    }
    if let reason, FailureCause(status: nil, diagnostic: words) == .unstated {
      words = lines[reason].text + " " + words
    }
    return String(words.prefix(IncomingLimits.diagnosticCharactersMax))
  }

  private func startsWithCode(_ line: TextLine) -> Bool { line.folded.prefix(3).allSatisfy(Self.isDigit) }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static let bullets = Set("*>-•".utf8)

  /// A line of the returned message's own header.
  private static func isTrace(_ line: TextLine) -> Bool {
    traces.contains { $0.begins(line.folded) }
  }

  private static let traces: [Phrase] = [
    "received: ", "received:from ", "return-path:", "dkim-signature:", "x-received:",
  ]
}
