import Dunning
import DunningAPI
import HTTPTypes
import Testing

@testable import DunningControl

@Suite("the journal over the socket", .serialized)
struct RouteTestsEvents {
  /// One event as it came over the wire.
  struct Line: Equatable {
    var id = ""
    var event = ""
    var data = ""
  }

  /// The events in the text of an answer, once its chunks are put together.
  private static func events(_ answer: String) -> [Line] {
    let body = answer.components(after: "\r\n\r\n")
    let text = body.split(separator: "\r\n", omittingEmptySubsequences: true)
      .filter { Int($0, radix: 16) == nil }.joined()
    return text.split(separator: "\n\n").map { block in
      block.split(separator: "\n").reduce(into: Line()) { line, field in
        if field.hasPrefix("id: ") { line.id = String(field.dropFirst(4)) }
        if field.hasPrefix("event: ") { line.event = String(field.dropFirst(7)) }
        if field.hasPrefix("data: ") { line.data = String(field.dropFirst(6)) }
      }
    }
  }

  private func read(_ path: String, _ query: String, headers: String = "") async throws -> String {
    try await blocking {
      let client = try UnixClient(path)
      try client.send("GET /v1/events\(query) HTTP/1.1\r\nHost: d\r\n\(headers)\r\n")
      return try client.receiveUntilClosed()
    }
  }

  @Test("what is there is sent in order, with its number, its name and its content")
  func all() async throws {
    try await withDesk { desk in
      try await desk.enqueue()
      _ = try await desk.call(.post, "/v1/claims/c1/pause", #"{"reason":"x"}"#)
      try await desk.serving { path in
        let answer = try await read(path, "?follow=false")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.lowercased().contains("content-type: text/event-stream\r\n"))
        let events = Self.events(answer)
        #expect(events.map(\.id) == ["1", "2", "3"])
        #expect(events.map(\.event) == ["docket-created", "claim-registered", "claim-paused"])
        #expect(
          events.last?.data == #"""
            {"actor":"uid 1000","at":"2026-11-23T10:00:00+01:00","claim":"c1","data":{"reason":"x"},\#
            "event":"claim-paused","id":3,"notice":null}
            """#)
        for (index, event) in events.enumerated() {
          #expect(try WireCoding.decode(EventResponse.self, from: event.data.utf8).id == Int64(index + 1))
        }
      }
    }
  }

  @Test("a client goes on where it was: by since, or by the header that a browser sends, which comes first")
  func resume() async throws {
    try await withDesk { desk in
      for number in 1...4 { try await desk.enqueue(["reference": "\(number)"]) }
      try await desk.serving { path in
        for (query, headers, ids) in [
          ("?follow=false&since=3", "", ["4", "5"]), ("?follow=false&since=99", "", []),
          ("?follow=false", "Last-Event-ID: 4\r\n", ["5"]),
          ("?follow=false&since=1", "Last-Event-ID: 4\r\n", ["5"]),
          ("?follow=false&since=4", "Last-Event-ID: \r\n", ["5"]),
        ] {
          let events = Self.events(try await read(path, query, headers: headers))
          #expect(events.map(\.id) == ids)
        }
      }
    }
  }

  @Test("more events than a page has are sent without a gap")
  func pages() async throws {
    try await withDesk { desk in
      let lines = try (1...1_200).map { try Desk.claim(["reference": "R-\($0)"]) }.joined(separator: "\n")
      _ = try await desk.call(.post, "/v1/claims/batch", lines)
      try await desk.serving { path in
        let ids = Self.events(try await read(path, "?follow=false")).map(\.id)
        #expect(ids == (1...1_201).map(String.init))
      }
    }
  }

  @Test("a client that follows gets what happens later")
  func follow() async throws {
    try await withDesk { desk in
      try await desk.serving { path in
        let client = try await blocking {
          let client = try UnixClient(path)
          try client.send("GET /v1/events?since=1 HTTP/1.1\r\nHost: d\r\n\r\n")
          try #require(try client.receive().hasPrefix("HTTP/1.1 200"))
          return client
        }
        try await desk.enqueue()
        let text = try await blocking {
          var text = ""
          while !text.contains("\n\n") {
            let part = try client.receive()
            try #require(!part.isEmpty)
            text += part
          }
          return text
        }
        #expect(text.contains("id: 2\nevent: claim-registered\n"))
      }
    }
  }

  @Test(
    "a number that is none is refused",
    arguments: ["since=x", "since=-1", "since=1.5", "since=99999999999999999999", "follow=maybe", "sinec=1"])
  func bad(_ query: String) async throws {
    try await withDesk { desk in
      let reply = try await desk.call(.get, "/v1/events?\(query)")
      #expect(reply.status == 422)
      #expect(try reply.problem.field == String(query.prefix { $0 != "=" }))
    }
  }
}

extension String {
  /// What stands after the first `mark`.
  fileprivate func components(after mark: String) -> Substring {
    guard let range = self.ranges(of: mark).first else { return "" }
    return self[range.upperBound...]
  }
}
