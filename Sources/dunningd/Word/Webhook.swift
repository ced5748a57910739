import DunningConfiguration
import DunningStore
import DunningWebhook

/// A program that is told of the journal's entries.
struct Webhook: Sendable {
  let sender: WebhookSender
  let events: WebhookEvents
  let circuit = WebhookCircuit()

  /// How the docket names it: its address may hold a secret, which a backup should not.
  var target: String { sender.url.fingerprint }

  /// How it is called where people look.
  var shown: String { sender.url.shown }

  /// - Throws: ``WebhookError`` when it cannot be used.
  init(_ configured: Notify.Webhook, limits: WebhookSender.Limits) throws(WebhookError) {
    guard let url = WebhookURL(configured.url) else { throw WebhookError("notify: webhooks: the url cannot be used") }
    sender = try WebhookSender(
      url: url, secret: configured.secret.value, allowsPrivate: configured.allowsPrivate,
      authorities: configured.authorities, limits: limits)
    events = configured.events.map(WebhookEvents.named) ?? .all
  }
}
