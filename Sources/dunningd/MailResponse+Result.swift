import Dunning
import DunningAPI
import DunningInbound
import DunningMailroom
import DunningStore

extension MailResponse {
  /// What is told of a message that was opened.
  init(_ result: Mailroom.Result) {
    self.init(
      file: nil, kind: result.message.kind.rawValue, recipients: result.message.recipients.map(Recipient.init),
      notice: result.outcome.notice?.description, claims: result.outcome.references,
      mail: result.outcome.id?.description, action: result.outcome.action)
  }
}

extension MailResponse.Recipient {
  fileprivate init(_ recipient: ReportedRecipient) {
    self.init(
      address: recipient.address, action: recipient.action.rawValue, status: recipient.status,
      diagnostic: recipient.diagnostic,
      cause: [.failed, .delayed].contains(recipient.action) ? recipient.cause.rawValue : nil)
  }
}
