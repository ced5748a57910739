package import Dunning
package import DunningStore

/// A notice on both its ways, as the daemon carries it: the letter before the e-mail.
extension DocketFixture {
  /// The bytes of a notice, the same at every try.
  package static func parcel(of notice: DueNotice) -> Parcel {
    if notice.message != nil || notice.letter != nil {
      return Parcel(message: notice.message, letter: notice.letter)
    }
    let hasLetter = notice.step.hasLetter && notice.notes.isEmpty
    return Parcel(
      message: notice.step.channels.contains(.email)
        ? Array("Subject: \(notice.step.name)\r\n\r\n\(notice.id)\r\n".utf8) : nil,
      letter: hasLetter ? Array("%PDF-1.7 \(notice.id)".utf8) : nil)
  }

  /// Writes a notice, and hands it over by each way that it was taken for, as far as the verdicts say.
  ///
  /// - Parameter rulebook: the rules of this moment; nil for those of the fixture.
  package func carry(
    _ notice: DueNotice, mail: AttemptResult.Verdict = .accepted, letter: AttemptResult.Verdict = .accepted,
    rulebook: Rulebook? = nil
  ) async throws {
    let rulebook = rulebook ?? self.rulebook
    if notice.message == nil, notice.letter == nil {
      let gate = try await docket.store(Self.parcel(of: notice), for: notice, rulebook: rulebook, now: now)
      guard gate == .open else { return }
    }
    for (attempt, channel, verdict) in [
      (notice.postAttempt, Step.Channel.letter, letter), (notice.attempt, .email, mail),
    ] {
      guard let attempt else { continue }
      guard try await hand(over: notice, attempt, by: channel, verdict, rulebook) else { return }
    }
  }

  /// - Returns: false when the notice was overtaken, so that nothing more of it may leave.
  private func hand(
    over notice: DueNotice, _ attempt: Int64, by channel: Step.Channel, _ verdict: AttemptResult.Verdict,
    _ rulebook: Rulebook
  ) async throws -> Bool {
    var outcome = verdict
    if verdict == .accepted || verdict == .inDoubt {
      switch try await docket.dotSent(notice, by: channel, rulebook: rulebook, now: now) {
      case .open: break
      case .overtaken: return false
      case .held: outcome = .deferred(until: now)
      }
    }
    let server = channel == .email ? "relay.example" : "print-spool"
    let result = AttemptResult(verdict: outcome, server: server, reply: "words", dialogue: ["S: words"])
    try await docket.record(result, attempt: attempt, of: notice.id, by: channel, rulebook: rulebook, now: now)
    return true
  }
}
