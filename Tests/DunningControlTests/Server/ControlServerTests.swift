import DunningAPI
import Foundation
import Glibc
import Hummingbird
import Testing

@testable import DunningControl

@Suite("the control server")
struct ControlServerTests {
  @Test("the peer of a connection is known to the route")
  func peer() async throws {
    let answer = try await withServer {
      $0.get("/v1/me") { _, context in "\(context.peer.uid) \(context.peer.gid) \(context.peer.pid)" }
    } _: { path, _ in
      try await blocking { try UnixClient(path).request("GET", "/v1/me") }
    }
    #expect(answer.status == 200)
    #expect(answer.body == "\(geteuid()) \(getegid()) \(getpid())")
  }

  @Test("curl gets an answer")
  func curl() async throws {
    let output = try await withServer { path, _ in
      try await blocking {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["curl", "-sS", "-w", " %{http_code}", "--unix-socket", path, "http://d/v1/ping"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
      }
    }
    #expect(output == "pong 200")
  }

  @Test("one connection serves several requests")
  func keepAlive() async throws {
    try await withServer { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        for _ in 1...3 {
          try client.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
          #expect(try client.answer().body == "pong")
        }
      }
    }
  }

  @Test("a client that has closed its half after the request gets its answer")
  func halfClosed() async throws {
    try await withServer { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
        client.finishSending()
        #expect(try client.receiveUntilClosed().hasSuffix("pong"))
      }
    }
  }

  @Test("200 clients at once are all served")
  func crowd() async throws {
    var limits = ControlLimits()
    limits.connectionsPerUserMax = 1000
    try await withServer(limits: limits) { path, _ in
      let clients = try await blocking { try (1...200).map { _ in try UnixClient(path) } }
      let answers = try await withThrowingTaskGroup { tasks in
        for client in clients { tasks.addTask { try await blocking { try client.request("GET", "/v1/ping") } } }
        return try await tasks.reduce(into: [String]()) { $0.append($1.body) }
      }
      #expect(answers == Array(repeating: "pong", count: 200))
    }
  }

  @Test("connections above the limit of a user are told to come back, and a closed one makes room")
  func perUser() async throws {
    var limits = ControlLimits()
    limits.connectionsPerUserMax = 2
    try await withServer(limits: limits) { path, _ in
      try await blocking {
        var clients = try (1...2).map { _ in try UnixClient(path) }
        for client in clients {
          try client.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
          #expect(try client.answer().status == 200)
        }
        let refused = try UnixClient(path).request("GET", "/v1/ping")
        #expect(refused.status == 503)
        #expect(refused.headers["retry-after"] == "1")
        #expect(try problem(refused).code == "too-many-connections")
        clients.removeLast()
        // The server learns of the closed connection in its own time.
        while try UnixClient(path).request("GET", "/v1/ping").status != 200 {}
      }
    }
  }

  @Test("above the limit of all connections, clients wait and are served")
  func backPressure() async throws {
    var limits = ControlLimits()
    limits.connectionsMax = 2
    limits.lingerTimeout = .milliseconds(10)
    try await withServer(limits: limits) { path, _ in
      try await blocking {
        let clients = try (1...5).map { _ in try UnixClient(path) }
        for client in clients { #expect(try client.request("GET", "/v1/ping").status == 200) }
      }
    }
  }

  @Test("a client that sends no complete head in time gets a 408, while others are served")
  func slowHead() async throws {
    var limits = ControlLimits()
    limits.headTimeout = .milliseconds(300)
    try await withServer(limits: limits) { path, _ in
      try await blocking {
        let slow = try UnixClient(path)
        try slow.send("GET /v1/ping HT")
        #expect(try UnixClient(path).request("GET", "/v1/ping").status == 200)
        let answer = try slow.answer()
        #expect(answer.status == 408)
        #expect(try problem(answer).code == "request-timeout")
        #expect(try slow.receiveUntilClosed() == "")
      }
    }
  }

  @Test("a client that stalls in a body gets a 408, while others are served")
  func slowBody() async throws {
    var limits = ControlLimits()
    limits.stallTimeout = .milliseconds(300)
    try await withServer(limits: limits, routes: echo) { path, _ in
      try await blocking {
        let slow = try UnixClient(path)
        try slow.send("POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Length: 10\r\n\r\nabc")
        #expect(try UnixClient(path).request("POST", "/v1/echo", body: "x").body == "x")
        let answer = try slow.answer()
        #expect(answer.status == 408)
        #expect(try problem(answer).code == "request-timeout")
        #expect(try slow.receiveUntilClosed() == "")
      }
    }
  }

  @Test("a connection that is kept open without a request is closed without a word")
  func idle() async throws {
    var limits = ControlLimits()
    limits.headTimeout = .milliseconds(300)
    try await withServer(limits: limits) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\n\r\n")
        #expect(try client.answer().status == 200)
        #expect(try client.receiveUntilClosed() == "")
      }
    }
  }

  @Test("a client that does not take its answer is let go")
  func slowReader() async throws {
    var limits = ControlLimits()
    limits.stallTimeout = .milliseconds(300)
    let (ended, ending) = AsyncStream<Bool>.makeStream()
    try await withServer(limits: limits) { router in
      router.get("/v1/flood") { _, _ in
        Response(
          status: .ok,
          body: .init { writer in
            do {
              for _ in 1...1000 { try await writer.write(ByteBuffer(repeating: 0x61, count: 1 << 20)) }
              ending.yield(false)
            } catch {
              ending.yield(true)
              throw error
            }
          })
      }
    } _: { path, _ in
      let client = try await blocking {
        let client = try UnixClient(path)
        try client.send("GET /v1/flood HTTP/1.1\r\nHost: d\r\n\r\n")
        return client
      }
      #expect(await ended.first { _ in true } == true)
      withExtendedLifetime(client) {}
    }
  }

  @Test("an answer that breaks off is logged and never looks whole")
  func brokenOff() async throws {
    struct Disk: Error {}
    let log = Log()
    try await withServer(log: log) {
      $0.get("/v1/half") { _, _ in
        Response(
          status: .ok,
          body: .init { writer in
            try await writer.write(ByteBuffer(string: "half"))
            throw Disk()
          })
      }
    } _: { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("GET /v1/half HTTP/1.1\r\nHost: d\r\n\r\n")
        let text = try client.receiveUntilClosed()
        #expect(text.hasSuffix("4\r\nhalf\r\n"))
      }
    }
    #expect(log.text.contains { $0.hasPrefix("error answer broken off") && $0.contains("Disk") })
  }

  @Test("a body of 100 MB is refused before it is sent")
  func hugeBody() async throws {
    try await withServer(routes: echo) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Length: 104857600\r\n\r\n0123456789")
        let answer = try client.answer()
        #expect(answer.status == 413)
        #expect(answer.headers["connection"] == "close")
        #expect(try problem(answer).code == "body-too-large")
      }
    }
  }

  @Test("a body of 100 MB is refused even to a client that sends all of it before it reads")
  func hugeBodySent() async throws {
    try await withServer(routes: echo) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("POST /v1/echo HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n")
        let chunk = Array("100000\r\n".utf8) + [UInt8](repeating: 0x61, count: 1 << 20) + Array("\r\n".utf8)
        for _ in 1...100 { try client.send(chunk) }
        try client.send("0\r\n\r\n")
        #expect(try problem(try client.answer()).code == "body-too-large")
      }
    }
  }

  @Test("a client that waits for leave to send its body gets it, or the refusal")
  func expectContinue() async throws {
    try await withServer(routes: echo) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        #expect(try client.answer().status == 100)
        try client.send("abc")
        #expect(try client.answer().body == "abc")

        let large = try UnixClient(path)
        try large.send("POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Length: 3000000\r\nExpect: 100-continue\r\n\r\n")
        #expect(try large.answer().status == 413)
      }
    }
  }

  @Test("what is not HTTP, and headers that are too large, are refused with a problem")
  func malformed() async throws {
    try await withServer { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("HELO localhost\r\n\r\n")
        let answer = try client.answer()
        #expect(answer.status == 400)
        #expect(try problem(answer).code == "malformed-request")
        #expect(try client.receiveUntilClosed() == "")

        let large = try UnixClient(path)
        try large.send("GET /v1/ping HTTP/1.1\r\nHost: d\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n")
        #expect(try problem(try large.answer()).code == "headers-too-large")
      }
    }
  }

  @Test("a body that ends early never reaches the route as a whole one")
  func truncated() async throws {
    try await withServer(routes: echo) { path, _ in
      try await blocking {
        let client = try UnixClient(path)
        try client.send("POST /v1/echo HTTP/1.1\r\nHost: d\r\nContent-Length: 10\r\n\r\nabc")
        client.finishSending()
        #expect(try problem(try client.answer()).code == "malformed-request")
      }
    }
  }
}
