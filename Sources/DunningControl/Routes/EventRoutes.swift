import Dunning
import DunningAPI
import DunningStore
import Hummingbird

/// The journal as it grows, as server-sent events.
struct EventRoutes: Sendable {
  let desk: ControlDesk
  let timer: any Clock<Duration>

  /// Sends what came after `since`, and then what comes; with `follow=false` it ends after what is there.
  func stream(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let text = request.lastEventID.flatMap { $0.isEmpty ? nil : $0 } ?? query["since"] ?? "0"
    guard let since = Int64(text), since >= 0 else {
      throw Problem(
        .invalidValue, detail: "since cannot be \(quoted(text))", field: "since", hint: "the number of an event")
    }
    let follows = try query["follow"] == nil || query.flag("follow")
    let cursor = EventCursor(desk: desk, peer: context.peer, last: since, follows: follows)
    return .events(AsyncThrowingStream { try await cursor.next() }, for: request, clock: timer)
  }
}

/// Walks along the journal, page by page, and waits at its end. One task uses it.
private actor EventCursor {
  private let desk: ControlDesk
  private let peer: PeerCredential
  private let follows: Bool
  private var last: Int64
  private var page: [RecordedEvent] = []
  private var growth: AsyncStream<Void>.Iterator?

  init(desk: ControlDesk, peer: PeerCredential, last: Int64, follows: Bool) {
    self.desk = desk
    self.peer = peer
    self.last = last
    self.follows = follows
  }

  func next() async throws -> ServerSentEvent? {
    var growth = growth ?? desk.docket.journal.stream().makeAsyncIterator()
    defer { self.growth = growth }
    while page.isEmpty {
      page = try await desk.docket.events(after: last).reversed()
      if page.isEmpty {
        guard follows, await growth.next(isolation: self) != nil else { return nil }
      }
    }
    // A stream may last for years, and a role may be taken away meanwhile.
    guard desk.allows(peer, .auditor), let event = page.popLast() else { return nil }
    last = event.id
    let rulebook = desk.rulebook()
    let response = Responses(rulebook: rulebook, now: desk.now()).event(event, zone: rulebook.operationZone)
    return try ServerSentEvent(id: "\(event.id)", event: event.event, data: response)
  }
}
