import DunningMail

/// What the mail server has said of late, one answer after the other: tells a recipient who is gone from a server that says
/// the same to everybody. Such an answer is about us, whatever its code says, and waits for a person.
struct AnswerRun: Sendable {
  /// What an answer comes to beside those before it.
  enum Verdict: Sendable, Hashable {
    /// It stands for itself.
    case alone
    /// Others were put off, or their sender refused, in the same words.
    case toEverybody
    /// So many were refused in the same words that this one is not believed.
    case suspicious(isFirst: Bool)
  }

  /// Recipients in a row who are refused in the same words before the next one is not believed.
  static let refusalsMax = 5
  /// The same where the server says by its status that it is about the recipient: of old addresses several may be gone.
  static let recipientRefusalsMax = 10
  /// Recipients in a row who are put off in the same words before the way counts as blocked.
  static let deferralsMax = 5

  /// Counts the alarms that somebody has heard: what was taken before the last one is judged by it.
  private(set) var alarms = 0
  /// Whether one was raised that nobody has acted upon yet.
  private var isAlarmed = false
  private var words = ""
  private var recipients: Set<String> = []

  init(alarms: Int = 0) { self.alarms = alarms }

  /// - Parameters:
  ///   - recipient: whom the message was for.
  ///   - alarms: how many there were before it was taken.
  mutating func heard(_ outcome: MailOutcome, about recipient: String, takenAfter alarms: Int) -> Verdict {
    switch outcome {
    case .accepted:
      forget()
      return .alone
    case .refused(let record) where record.serverName != nil:
      if alarms < self.alarms || isAlarmed { return .suspicious(isFirst: false) }
      isAlarmed = count("no", record, recipient) >= Self.limit(record)
      return isAlarmed ? .suspicious(isFirst: true) : .alone
    case .deferred(let record, .message):
      return count("later", record, recipient) < Self.deferralsMax ? .alone : .toEverybody
    case .deferred(let record, .sender):
      return count("sender", record, recipient) < Self.deferralsMax ? .alone : .toEverybody
    default: return .alone
    }
  }

  /// Nothing leaves any more until a person has looked; from then on it is counted anew.
  mutating func alarmWasHeard() {
    alarms += 1
    isAlarmed = false
    forget()
  }

  private mutating func forget() { (words, recipients) = ("", []) }

  /// How many were told the same in a row, with this one.
  private mutating func count(_ kind: String, _ record: AttemptRecord, _ recipient: String) -> Int {
    let words = "\(kind) \(Self.normalized(record.reason, recipient: recipient))"
    if words != self.words { (self.words, recipients) = (words, []) }
    // No more are needed than would be counted.
    if recipients.count < Self.recipientRefusalsMax { recipients.insert(recipient) }
    return recipients.count
  }

  private static func limit(_ record: AttemptRecord) -> Int {
    let status = record.reason.split(separator: " ", maxSplits: 2).dropFirst().first ?? ""
    return status.hasPrefix("5.1.") || status.hasPrefix("5.2.") ? recipientRefusalsMax : refusalsMax
  }

  /// The words without what differs from one recipient, connection or hour to the next: addresses, their parts, and whatever
  /// has a digit in it. Words that are nothing else stand as they are.
  static func normalized(_ reason: String, recipient: String) -> String {
    let recipient = recipient.lowercased()
    let parts = Set([recipient] + recipient.split(separator: "@").map(String.init))
    let domain = parts.count > 1 ? "." + (recipient.split(separator: "@").last ?? "") : recipient
    let words = reason.lowercased().split { !($0.isLetter || $0.isNumber || "@.-_+".contains($0)) }
      .map { String($0).trimmed(of: ".-_+") }
      .filter { word in
        !word.isEmpty && !word.contains { $0.isNumber || $0 == "@" } && !parts.contains(word) && !word.hasSuffix(domain)
      }
    return words.isEmpty ? String(reason.prefix(3)) : words.joined(separator: " ")
  }
}

extension String {
  fileprivate func trimmed(of characters: String) -> String {
    String(drop { characters.contains($0) }.reversed().drop { characters.contains($0) }.reversed())
  }
}
