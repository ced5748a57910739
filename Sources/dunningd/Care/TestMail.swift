import Dunning
import DunningAPI
import DunningBytes
import DunningEngine
import DunningMail

/// A mail that proves that mail goes out: by the same transport as notices, about nobody's claim.
struct TestMail {
  private let rules: Rules
  private let outside: Outside

  init(_ rules: Rules, _ outside: Outside) { (self.rules, self.outside) = (rules, outside) }

  /// - Parameter creditor: whose address it comes from; nil where there is one alone.
  /// - Throws: ``Problem`` when there is no such creditor.
  func send(to recipient: EmailAddress, creditor name: String?) async throws -> TestMailResponse {
    let creditor = try creditor(name)
    let id = "test-\(Hex.text(outside.randomBytes(8)))"
    let (from, to) = try addresses(of: creditor, recipient)
    let envelope = try Envelope(sender: Mailbox(address: creditor.returnAddress(id)), recipient: to, id: id)
    let message = try message(from: from, to: to, id: id).encoded()
    let outcome = await rules.transport.deliver(message, envelope) {}
    let record = outcome.record
    return TestMailResponse(
      outcome: outcome.word, from: from.address, to: to.address, peer: record.peer, reason: record.reason,
      queueID: record.queueID, dialogue: record.dialogue)
  }

  private func creditor(_ name: String?) throws(Problem) -> Creditor {
    let creditors = rules.rulebook.creditors
    if let name {
      guard let creditor = creditors[name] else {
        throw Problem(
          .unknownCreditor, detail: "there is no creditor \(quoted(name))", field: "creditor",
          hint: "known are \(creditors.keys.sorted().joined(separator: ", "))")
      }
      return creditor
    }
    guard let only = creditors.values.first else {
      throw Problem(
        .unknownCreditor, detail: "the configuration names no creditor, and so no sender",
        hint: "write one with `dunningctl init`, or by hand; see dunningd.yaml(5)")
    }
    guard creditors.count == 1 else {
      throw Problem(
        .missingField, detail: "there are several creditors", field: "creditor",
        hint: "known are \(creditors.keys.sorted().joined(separator: ", "))")
    }
    return only
  }

  private func addresses(of creditor: Creditor, _ recipient: EmailAddress) throws(Problem) -> (Mailbox, Mailbox) {
    do {
      let from = try Mailbox(address: creditor.from.address.text, name: creditor.from.name)
      return (from, try Mailbox(address: recipient.text))
    } catch {
      throw Problem(.invalidAddress, detail: error.message, hint: error.hint)
    }
  }

  private func message(from: Mailbox, to: Mailbox, id: String) -> MailMessage {
    let zone = rules.rulebook.operationZone
    let domain = from.wireAddress.split(separator: "@").last.map(String.init) ?? "localhost"
    let text = """
      This is a test of dunningd, the payment-reminder daemon.

      It was asked for on \(zone.rfc3339(outside.clock.now)) and is about no claim. Reminders to debtors would
      come from this address by the same way. Look at its header: Received says which servers
      it went by, Authentication-Results what the last one thinks of SPF, DKIM and DMARC.

      """
    var message = MailMessage(
      from: from, to: to, subject: "Test of dunningd",
      date: .init(
        unixSeconds: outside.clock.now.milliseconds / 1_000,
        utcOffsetMinutes: zone.offsetSeconds(at: outside.clock.now) / 60),
      messageID: "\(id)@\(domain)", text: text)
    message.language = "en"
    message.headers = [.init("Auto-Submitted", "auto-generated")]
    return message
  }
}

extension MailOutcome {
  fileprivate var word: String {
    switch self {
    case .accepted: "accepted"
    case .deferred, .abandoned: "deferred"
    case .refused: "refused"
    case .inDoubt: "in-doubt"
    }
  }
}
