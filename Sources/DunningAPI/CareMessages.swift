/// `POST /v1/test-mail`.
package struct TestMailRequest: Codable, Hashable, Sendable {
  package static let knownFields = ["to", "creditor"]

  package var to: String
  /// Whose address it comes from; may be left out where there is one creditor.
  package var creditor: String?

  package init(to: String, creditor: String? = nil) {
    self.to = to
    self.creditor = creditor
  }
}

/// What became of a test mail.
package struct TestMailResponse: Codable, Hashable, Sendable {
  /// `accepted`, `deferred`, `refused` or `in-doubt`.
  package var outcome: String
  package var from: String
  package var to: String
  /// Where it was handed over.
  package var peer: String
  /// One sentence: the server's words if it spoke.
  package var reason: String
  /// Under which name the server keeps it.
  @Nullable package var queueID: String?
  /// The lines of the dialogue, ours with `C:`, the server's with `S:`.
  package var dialogue: [String]

  private enum CodingKeys: String, CodingKey {
    case outcome
    case from
    case to
    case peer
    case reason
    case queueID = "queue_id"
    case dialogue
  }

  package init(
    outcome: String, from: String, to: String, peer: String, reason: String, queueID: String?, dialogue: [String]
  ) {
    (self.outcome, self.from, self.to, self.peer) = (outcome, from, to, peer)
    (self.reason, self.queueID, self.dialogue) = (reason, queueID, dialogue)
  }
}

/// `GET /v1/doctor`: what should be looked at.
package struct DoctorResponse: Codable, Hashable, Sendable {
  package struct Check: Codable, Hashable, Sendable {
    /// One word that does not change, such as `backup`.
    package var name: String
    /// `ok`, `warning` or `critical`.
    package var level: String
    package var text: String
    /// What to do about it.
    @Nullable package var hint: String?

    package init(_ name: String, _ level: DoctorLevel, _ text: String, hint: String? = nil) {
      (self.name, self.level, self.text, self.hint) = (name, level.rawValue, text, hint)
    }
  }

  package var checks: [Check]

  package init(checks: [Check]) { self.checks = checks }
}

/// How bad something is.
package enum DoctorLevel: String, Sendable, CaseIterable {
  case ok
  /// Somebody should look at it this week.
  case warning
  /// Notices do not go out, or something may be lost.
  case critical
}
