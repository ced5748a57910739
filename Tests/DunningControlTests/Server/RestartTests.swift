import Foundation
import Glibc
import Hummingbird
import ServiceLifecycle
import Testing

@testable import DunningControl

@Suite("stopping and restarting")
struct RestartTests {
  /// A socket as systemd keeps it: each server gets a copy.
  private func withListener<T>(_ body: (String, () throws -> ControlSocket) async throws -> T) async throws -> T {
    try await withDirectory { directory in
      let path = directory + "/s"
      let descriptor = try ControlSocket.openStream()
      defer { close(descriptor) }
      _ = try withUnixAddress(path) { bind(descriptor, $0, $1) }
      Glibc.listen(descriptor, 64)
      return try await body(path) { try ControlSocket.adopted(dup(descriptor)) }
    }
  }

  @Test("a client that was not yet accepted is answered by the next server")
  func backlog() async throws {
    try await withListener { path, socket in
      let client = try UnixClient(path)
      try client.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
      var limits = ControlLimits()
      limits.connectionsMax = 0
      try await withServer(on: try socket(), limits: limits) { _ in }
      let body = try await withServer(on: try socket()) { _ in try await blocking { try client.answer().body } }
      #expect(body == "pong")
    }
  }

  @Test("100 requests in a row lose nothing while the server is restarted again and again")
  func restarts() async throws {
    try await withListener { path, socket in
      let (answers, answered) = AsyncStream<Int>.makeStream()
      try await withThrowingTaskGroup { tasks in
        tasks.addTask {
          defer { answered.finish() }
          try await blocking {
            for number in 1...100 {
              let status = try UnixClient(path).request("GET", "/v1/ping").status
              #expect(status == 200)
              answered.yield(number)
            }
          }
        }
        var iterator = answers.makeAsyncIterator()
        var number = 0
        var servers = 0
        while number < 100 {
          servers += 1
          try await withServer(on: try socket()) { _ in
            let last = number + 7
            while number < last, let next = await iterator.next() { number = next }
            if number < last { number = 100 }
          }
        }
        #expect(servers > 5)
        try await tasks.waitForAll()
      }
    }
  }

  @Test("the backlog is as long as ours, not as NIO's")
  func backlogLength() async throws {
    try await withListener { path, socket in
      var limits = ControlLimits()
      limits.connectionsMax = 1
      try await withServer(on: try socket(), limits: limits) { _ in
        try await blocking {
          // 128 would be full; connecting to a full one blocks.
          let clients = try (1...200).map { _ in try UnixClient(path) }
          withExtendedLifetime(clients) {}
        }
      }
    }
  }

  @Test("a connection that was accepted before the stop has its first request answered after it")
  func firstRequest() async throws {
    try await withServer { path, services in
      let client = try UnixClient(path)
      // Connections are accepted in order, so that an answer to the second means that the first was accepted.
      _ = try await blocking { try UnixClient(path).request("GET", "/v1/ping") }
      await services.triggerGracefulShutdown()
      try await blocking {
        while try ControlSocket.status(path) != nil { sched_yield() }
        try client.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.body == "pong")
        #expect(answer.headers["connection"] == "close")
        #expect(try client.receiveUntilClosed() == "")
      }
    }
  }

  @Test("a running request is finished, and an idle connection closed, when the server stops")
  func running() async throws {
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let (released, release) = AsyncStream<Void>.makeStream()
    try await withServer { router in
      router.get("/v1/ping") { _, _ in "pong" }
      router.get("/v1/slow") { _, _ in
        begin.finish()
        for await _ in released {}
        return "done"
      }
    } _: { path, services in
      let idle = try UnixClient(path)
      let busy = try UnixClient(path)
      try await blocking {
        try idle.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
        #expect(try idle.answer().status == 200)
        try busy.send("GET /v1/slow HTTP/1.1\r\nHost: d\r\n\r\n")
      }
      for await _ in begun {}
      await services.triggerGracefulShutdown()
      #expect(try await blocking { try idle.receiveUntilClosed() } == "")
      release.finish()
      #expect(try await blocking { try busy.answer().body } == "done")
    }
  }

  @Test("a request that does not end is given up after the grace")
  func bounded() async throws {
    var limits = ControlLimits()
    limits.stopGrace = .milliseconds(200)
    let (begun, begin) = AsyncStream<Void>.makeStream()
    let client = try await withServer(limits: limits) { router in
      router.get("/v1/forever") { _, _ in
        begin.finish()
        for await _ in AsyncStream<Void>.makeStream().stream {}
        return "never"
      }
    } _: { path, _ in
      let client = try UnixClient(path)
      try client.send("GET /v1/forever HTTP/1.1\r\nHost: d\r\n\r\n")
      for await _ in begun {}
      return client
    }
    #expect(try await blocking { try client.receiveUntilClosed() } == "")
  }

  @Test("the file of our own socket is gone after the stop, and the next server takes its place")
  func ownSocket() async throws {
    try await withDirectory { directory in
      let path = directory + "/s"
      for _ in 1...3 {
        let socket = try ControlSocket.bound(path: path)
        let status = try await withServer(on: socket) { _ in
          try await blocking { try UnixClient(path).request("GET", "/v1/ping").status }
        }
        #expect(status == 200)
        #expect(try ControlSocket.status(path) == nil)
      }
    }
  }
}
