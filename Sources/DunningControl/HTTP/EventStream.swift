import DunningAPI
import HTTPTypes
package import HummingbirdCore
import NIOCore
import ServiceLifecycle

/// One server-sent event (HTML, section 9.2).
package struct ServerSentEvent: Equatable, Sendable {
  /// What the client sends back as Last-Event-ID to go on after this event; without line breaks.
  package let id: String?
  /// The type of the event; without line breaks.
  package let event: String?
  /// The payload, which is JSON and therefore one line.
  package let data: [UInt8]

  /// Makes an event with a value as JSON.
  ///
  /// - Throws: `EncodingError` if the value has a number that JSON cannot carry.
  package init(id: String?, event: String?, data: some Encodable) throws {
    self.id = id
    self.event = event
    self.data = try WireCoding.encode(data)
  }

  var buffer: ByteBuffer {
    var buffer = ByteBuffer()
    if let id { buffer.writeString("id: \(id)\n") }
    if let event { buffer.writeString("event: \(event)\n") }
    buffer.writeString("data: ")
    buffer.writeBytes(data)
    buffer.writeString("\n\n")
    return buffer
  }
}

extension Request {
  /// The id of the last event that a reconnecting client has seen.
  package var lastEventID: String? {
    guard let name = HTTPField.Name("Last-Event-ID") else { return nil }
    return headers[name]
  }
}

extension Response {
  /// An answer that sends events as they come, and ends when they end, when the client goes, or when the server stops.
  ///
  /// A comment line is sent every `keepAlive`, so that a client that is gone is noticed. The connection of `request`
  /// serves no other one afterwards.
  package static func events<Events: AsyncSequence & Sendable>(
    _ events: Events, for request: Request, keepAlive: Duration = ControlLimits.keepAlive, clock: any Clock<Duration>
  ) -> Response where Events.Element == ServerSentEvent {
    let body = ResponseBody { writer in
      // The one public stream with back-pressure that takes several producers; that it is meant for requests is chance.
      let (lines, source) = RequestBody.makeStream()
      try await withGracefulShutdownHandler {
        try await request.body.consumeWithInboundCloseHandler { _ in
          try await withThrowingTaskGroup { tasks in
            tasks.addTask {
              for try await event in events { await source.yield(event.buffer) }
              source.finish()
            }
            tasks.addTask {
              while true {
                try await clock.sleep(for: keepAlive)
                await source.yield(ByteBuffer(string: ": keep-alive\n\n"))
              }
            }
            for try await line in lines { try await writer.write(line) }
            tasks.cancelAll()
          }
        } onInboundClosed: {
          source.finish()
        }
      } onGracefulShutdown: {
        source.finish()
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok,
      headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .connection: "close"], body: body)
  }
}
