import Dunning
import DunningControl
import DunningEngine
import DunningStore
import DunningWebhook
import Logging
import ServiceLifecycle

/// Tells webhooks of the journal's entries, in order and each receiver by itself: the next one only when this one was
/// taken. How far a receiver has come is written down after it has taken an entry, so that none is lost; one that was
/// taken just before the daemon died is told again, under the same id.
struct WebhookKeeper: Service {
  let webhooks: [Webhook]
  let docket: Docket
  let rules: CurrentRules
  let outside: Outside
  /// Before the next look when the docket was busy.
  private static let pause = Duration.seconds(10)
  /// Entries that are not for a receiver are gone over again after a restart, up to so many: a commit is dearer.
  private static let skippedMax: Int64 = 1_000

  init(_ webhooks: [Webhook], _ ground: Groundwork) {
    self.webhooks = webhooks
    (docket, rules, outside) = (ground.docket, ground.rules, ground.outside)
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for webhook in webhooks { group.addTask { await tell(webhook) } }
      }
    }
  }

  /// Tells one receiver of what comes, until the daemon ends.
  private func tell(_ webhook: Webhook) async {
    var growth = docket.journal.stream().makeAsyncIterator()
    var written: Int64 = 0
    while !Task.isCancelled {
      do {
        if try await tellPage(webhook, &written) { _ = await growth.next(isolation: #isolation) }
      } catch let error as WebhookError {
        // What the end of the daemon has cut off says nothing about the receiver.
        if !Task.isCancelled { await rest(webhook, error) }
      } catch is CancellationError {
        return
      } catch {
        outside.logger.warning("a webhook waits: \(error)", metadata: ["event": "webhook-delayed"])
        // Ends early only with the daemon.
        try? await outside.timer.sleep(for: Self.pause)
      }
    }
  }

  /// - Parameter written: the position that stands in the docket.
  /// - Returns: whether there is nothing more to tell now.
  private func tellPage(_ webhook: Webhook, _ written: inout Int64) async throws -> Bool {
    let circuit = webhook.circuit
    if circuit.current.through == nil {
      written = try await docket.webhookPosition(webhook.target, now: outside.clock.now)
      circuit.looked(through: written)
    }
    let position = circuit.current.through ?? written
    let page = try await docket.webhookPage(after: position, of: webhook.events)
    for (index, entry) in page.entries.enumerated() {
      let now = outside.clock.now
      try await webhook.sender.send(try parcel(entry), second: now.milliseconds / 1_000)
      // Two things may be told of one entry: it is behind only after both.
      if page.entries.dropFirst(index + 1).first?.event.id == entry.event.id { continue }
      try await docket.webhookTook(webhook.target, through: entry.event.id, now: now)
      written = entry.event.id
      circuit.took(through: written)
    }
    if page.through - written >= Self.skippedMax {
      try await docket.webhookTook(webhook.target, through: page.through, now: outside.clock.now)
      written = page.through
    }
    circuit.looked(through: page.through)
    return page.isLast
  }

  private func parcel(_ entry: WebhookEntry) throws -> WebhookSender.Parcel {
    let zone = rules.value.rulebook.operationZone
    return WebhookSender.Parcel(id: entry.name, body: try entry.event.json(zone: zone, proposed: entry.proposed))
  }

  /// Leaves a receiver alone for a while.
  private func rest(_ webhook: Webhook, _ error: WebhookError) async {
    let seconds = webhook.circuit.failed(error, at: outside.clock.now)
    outside.logger.warning(
      "a webhook was not told: \(error.message)",
      metadata: [
        "event": "webhook-failed", "webhook": "\(webhook.shown)", "again_in": "\(seconds) s",
      ])
    // Ends early only with the daemon.
    try? await outside.timer.sleep(for: .seconds(seconds))
  }
}
