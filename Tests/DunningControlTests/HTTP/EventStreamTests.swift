import Foundation
import Hummingbird
import ServiceLifecycle
import Testing

@testable import DunningControl

@Suite("event streams")
struct EventStreamTests {
  /// A stream of the events that `source` yields.
  private func route(
    _ events: AsyncStream<ServerSentEvent>, keepAlive: Duration = .seconds(60)
  ) -> @Sendable (Router<ControlContext>) -> Void {
    { router in
      router.get("/v1/events") { request, _ in
        Response.events(events, for: request, keepAlive: keepAlive, clock: ContinuousClock())
      }
    }
  }

  private func subscribe(_ path: String) async throws -> UnixClient {
    try await blocking {
      let client = try UnixClient(path)
      try client.send("GET /v1/events HTTP/1.1\r\nHost: d\r\n\r\n")
      return client
    }
  }

  private func read(_ client: UnixClient, until text: String) async throws {
    try await blocking {
      var all = ""
      while !all.contains(text) {
        let part = try client.receive()
        try #require(!part.isEmpty, "the stream ended after \(all)")
        all += part
      }
    }
  }

  @Test("events come one by one, and the stream ends when they end")
  func events() async throws {
    let (events, source) = AsyncStream<ServerSentEvent>.makeStream()
    try await withServer(routes: route(events)) { path, _ in
      let client = try await subscribe(path)
      source.yield(try ServerSentEvent(id: "7", event: "notice", data: ["claim": "a/b"]))
      try await read(client, until: "id: 7\nevent: notice\ndata: {\"claim\":\"a/b\"}\n\n")
      source.yield(try ServerSentEvent(id: nil, event: nil, data: 1))
      try await read(client, until: "data: 1\n\n")
      source.finish()
      #expect(try await blocking { try client.receiveUntilClosed().hasSuffix("0\r\n\r\n") })
    }
  }

  @Test("a silent stream sends comments")
  func keepAlive() async throws {
    let (events, source) = AsyncStream<ServerSentEvent>.makeStream()
    try await withServer(routes: route(events, keepAlive: .milliseconds(10))) { path, _ in
      let client = try await subscribe(path)
      try await read(client, until: ": keep-alive\n\n")
      withExtendedLifetime(source) {}
    }
  }

  @Test("a stream ends properly when the server stops")
  func shutdown() async throws {
    let (events, source) = AsyncStream<ServerSentEvent>.makeStream()
    try await withServer(routes: route(events)) { path, services in
      let client = try await subscribe(path)
      source.yield(try ServerSentEvent(id: nil, event: nil, data: 1))
      try await read(client, until: "data: 1\n\n")
      await services.triggerGracefulShutdown()
      #expect(try await blocking { try client.receiveUntilClosed().hasSuffix("0\r\n\r\n") })
      withExtendedLifetime(source) {}
    }
  }

  @Test("a stream ends when its client goes")
  func clientGone() async throws {
    let (events, source) = AsyncStream<ServerSentEvent>.makeStream()
    let (ended, end) = AsyncStream<Void>.makeStream()
    source.onTermination = { _ in end.finish() }
    try await withServer(routes: route(events)) { path, _ in
      var client: UnixClient? = try await subscribe(path)
      source.yield(try ServerSentEvent(id: nil, event: nil, data: 1))
      if let client { try await read(client, until: "data: 1\n\n") }
      client = nil
      for await _ in ended {}
    }
  }

  @Test("the id of the last event that a client has seen is read")
  func lastEventID() async throws {
    try await withServer {
      $0.get("/v1/events") { request, _ in request.lastEventID ?? "none" }
    } _: { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("GET /v1/events HTTP/1.1\r\nHost: d\r\nLast-Event-ID: 41\r\n\r\n")
        #expect(try client.answer().body == "41")
      }
    }
  }
}
