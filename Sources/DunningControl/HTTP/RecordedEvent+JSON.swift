package import Dunning
import DunningAPI
package import DunningStore

extension RecordedEvent {
  /// The entry as `GET /v1/events` and webhooks have it.
  ///
  /// - Parameters:
  ///   - zone: by which its moment is told.
  ///   - proposed: how many parts of a statement wait for a person, where it is told of under that name.
  package func json(zone: ZoneRules, proposed: Int? = nil) throws -> [UInt8] {
    var response = EventResponse(self, zone: zone)
    if let proposed {
      response.event = WebhookEvents.proposed
      response.data[WebhookEvents.proposedCount] = String(proposed)
    }
    return Array(try WireCoding.encode(response))
  }
}

extension EventResponse {
  init(_ event: RecordedEvent, zone: ZoneRules) {
    self.init(
      id: event.id, at: zone.rfc3339(event.at), event: event.event, claim: event.claim?.description,
      notice: event.notice?.description, actor: event.actor, data: event.data)
  }
}
