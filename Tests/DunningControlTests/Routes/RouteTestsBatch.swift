import Dunning
import DunningAPI
import DunningStore
import HTTPTypes
import NIOCore
import Testing

@testable import DunningControl

@Suite("enqueueing many claims", .serialized)
struct RouteTestsBatch {
  private func batch(_ desk: Desk, _ body: String, query: String = "") async throws -> [BatchResult] {
    let reply = try await desk.call(.post, "/v1/claims/batch\(query)", body)
    #expect(reply.status == 200)
    #expect(reply.headers[.contentType] == "application/jsonl")
    return try reply.lines()
  }

  @Test("every line has its result in its order; good ones are kept, bad ones say why")
  func mixed() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "old"])
      let results = try await batch(
        desk,
        [
          Desk.claim(["reference": "1"]), Desk.claim(["reference": "2", "amount": "12abc"]), "not JSON",
          Desk.claim(["reference": "old"]), Desk.claim(["reference": "old", "amount": "9"]),
          Desk.claim(["reference": "3", "policy": "standart"]), "[]", Desk.claim(["reference": "1"]),
          Desk.claim(["reference": "1", "amount": "7"]), Desk.claim(["reference": "4"]),
        ].joined(separator: "\n") + "\n")
      #expect(results.map(\.line) == Array(1...10))
      #expect(results.map(\.status) == [201, 422, 400, 200, 409, 422, 422, 200, 409, 201])
      #expect(results.map(\.id) == ["c2", nil, nil, "c1", "c1", nil, nil, "c2", "c2", "c3"])
      #expect(results.map(\.reference) == ["1", nil, nil, "old", "old", nil, nil, "1", "1", "4"])
      #expect(
        results.map(\.problem?.code) == [
          nil, "invalid-amount", "malformed-json", nil, "reference-taken", "unknown-policy", "wrong-type", nil,
          "reference-taken", nil,
        ])
      #expect(results[1].problem?.field == "amount")
      #expect(results[5].problem?.hint == "did you mean standard?")
      #expect(try await desk.claims.map(\.claim.draft.reference) == ["old", "1", "4"])
    }
  }

  @Test("lines may end with CRLF, may be empty, and the last need not end")
  func lineEnds() async throws {
    try await withDesk { desk in
      let lines = try (1...3).map { try Desk.claim(["reference": "\($0)"]) }
      let results = try await batch(desk, "\r\n\n\(lines[0])\r\n\n\(lines[1])\n\r\n\(lines[2])")
      #expect(results.map(\.line) == [3, 5, 7])
      #expect(results.map(\.status) == [201, 201, 201])
      #expect(try await desk.claims.count == 3)
    }
  }

  @Test("a batch without a line has no result", arguments: ["", "\n", "\r\n\r\n"])
  func empty(_ body: String) async throws {
    try await withDesk { desk in
      let results = try await batch(desk, body)
      #expect(results.isEmpty)
      let claims = try await desk.claims
      #expect(claims.isEmpty)
    }
  }

  @Test("a line that is too long is refused, and the lines around it are kept")
  func overlong() async throws {
    try await withDesk { desk in
      let long = String(repeating: "x", count: 200_000)
      let body = try "\(Desk.claim(["reference": "1"]))\n\(long)\n\(Desk.claim(["reference": "2"]))\n\(long)"
      let results = try await batch(desk, body)
      #expect(results.map(\.status) == [201, 422, 201, 422])
      #expect(results.map(\.problem?.code) == [nil, "line-too-long", nil, "line-too-long"])
      #expect(try await desk.claims.count == 2)
    }
  }

  @Test("lines that arrive byte by byte are put together, also in the middle of a letter")
  func pieces() async throws {
    try await withDesk { desk in
      let body = try "\(Desk.claim(["reference": "ä1"]))\n\(Desk.claim(["reference": "ä2"]))"
      let reply = try await desk.call(
        .post, "/v1/claims/batch", chunked: body.utf8.map { ByteBuffer(bytes: [$0]) })
      #expect(try reply.lines(BatchResult.self).map(\.reference) == ["ä1", "ä2"])
    }
  }

  @Test("a line that is not UTF-8 is bad like any other")
  func notUTF8() async throws {
    try await withDesk { desk in
      let good = try ByteBuffer(string: "\n" + Desk.claim())
      let reply = try await desk.call(
        .post, "/v1/claims/batch", chunked: [ByteBuffer(bytes: [0x7B, 0xFF, 0x7D]), good])
      let results = try reply.lines(BatchResult.self)
      #expect(results.map(\.status) == [400, 201])
      #expect(results.first?.problem?.code == "malformed-json")
    }
  }

  @Test("with dry_run nothing is kept, and each line has the result it would have")
  func dryRun() async throws {
    try await withDesk { desk in
      try await desk.enqueue(["reference": "old"])
      let body = try [
        Desk.claim(["reference": "1"]), Desk.claim(["reference": "old"]),
        Desk.claim(["reference": "old", "amount": "1"]),
        Desk.claim(["reference": "1", "amount": "2"]), "{}",
      ].joined(separator: "\n")
      let results = try await batch(desk, body, query: "?dry_run=true")
      #expect(results.map(\.status) == [201, 200, 409, 409, 422])
      #expect(try await desk.claims.map(\.claim.draft.reference) == ["old"])
    }
  }

  @Test("five megabytes are taken while they come, and the results leave while they are made")
  func large() async throws {
    try await withDesk { desk in
      let address = Array(repeating: String(repeating: "x", count: 190), count: 10).joined(separator: "|")
      let count = 2_500
      try await desk.serving { path in
        let received = try await blocking {
          let client = try UnixClient(path)
          try client.send("POST /v1/claims/batch HTTP/1.1\r\nHost: d\r\nTransfer-Encoding: chunked\r\n\r\n")
          var sent = 0
          var early = ""
          for number in 1...count {
            let line = try Desk.claim(["reference": "R-\(number)", "address": address]) + "\n"
            try client.send("\(String(line.utf8.count, radix: 16))\r\n\(line)\r\n")
            sent += line.utf8.count
            // The first results are there before the last line was sent.
            if number == 1_000 { early = try client.receive() }
          }
          #expect(sent > 5_000_000)
          #expect(early.hasPrefix("HTTP/1.1 200"))
          try client.send("0\r\n\r\n")
          client.finishSending()
          return early + (try client.receiveUntilClosed())
        }
        #expect(received.hasSuffix("0\r\n\r\n"))
        #expect(received.split(separator: "\"status\":201").count == count + 1)
      }
      #expect(try await desk.claims.count == 1_000)
      #expect(try await desk.docket.counts(rulebook: desk.rulebook, now: Desk.now).claims == ["open": count])
    }
  }

  @Test("the same lines are known whatever the default policy is meanwhile, and a changed value conflicts still")
  func otherDefault() async throws {
    try await withDesk { desk in
      let lines = try [
        Desk.claim(["reference": "1"]), Desk.claim(["reference": "2", "policy": "standard"]),
        Desk.claim(["reference": "3", "contract": "K-1", "issued": "2026-11-01", "kind": "business"]),
      ]
      #expect(try await batch(desk, lines.joined(separator: "\n")).map(\.status) == [201, 201, 201])
      // When another policy is the creditors' own
      desk.reload(try .sample(policy: "wallet"))
      // Then
      #expect(try await batch(desk, lines.joined(separator: "\n")).map(\.status) == [200, 200, 200])
      let changed = try [
        Desk.claim(["reference": "1", "amount": "1234.51"]), Desk.claim(["reference": "1", "contract": "K-1"]),
        Desk.claim(["reference": "1", "policy": "wallet"]), Desk.claim(["reference": "3", "issued": "2026-11-01"]),
      ]
      #expect(try await batch(desk, changed.joined(separator: "\n")).map(\.status) == [409, 409, 409, 409])
    }
  }

  @Test("null is as absent, an address without lines too, and what the rules filled in may be named or not")
  func sameContent() async throws {
    try await withDesk { desk in
      let plain = try Desk.claim(["reference": "1"])
      #expect(try await batch(desk, plain).map(\.status) == [201])
      let same = [
        plain.replacing("{", with: "{\"policy\":null,\"contract\":null,\"address\":null,", maxReplacements: 1),
        plain.replacing("{", with: "{\"address\":\"\",", maxReplacements: 1),
        try Desk.claim(["reference": "1", "amount": "1234.5", "policy": "standard"]),
        try Desk.claim(["reference": "1", "debtor_id": "müller ag <rechnung@mueller.example>"]),
      ]
      #expect(try await batch(desk, same.joined(separator: "\n")).map(\.status) == [200, 200, 200, 200])
    }
  }

  @Test(
    "a field that is given, taken away or changed is other content, each of them",
    arguments: [
      ("contract", "K-1", "K-2"), ("issued", "2026-11-01", "2026-11-02"), ("kind", "business", "consumer"),
      ("country", "DE", "AT"), ("language", "de", "en"), ("time_zone", "Europe/Berlin", "Asia/Shanghai"),
      ("calendar", "weekdays", ""), ("address", "Weg 1|12345 Ort", "Weg 2|12345 Ort"), ("debtor_id", "D-1", "D-2"),
      ("payment_link", "https://pay.example/1", "https://pay.example/2"), ("policy", "wallet", "standard"),
      ("amount", "1234.50", "1234.51"), ("currency", "EUR", "USD"), ("due", "2026-11-30", "2026-12-01"),
      ("email", "rechnung@mueller.example", "other@mueller.example"), ("debtor", "Müller AG", "Maier AG"),
    ])
  func eachField(name: String, value: String, other: String) async throws {
    try await withDesk { desk in
      let isRequired = try Desk.claim().contains("\"\(name)\"")
      let lines = try [
        Desk.claim(["reference": "1", name: value]), Desk.claim(["reference": "1", name: value]),
        Desk.claim(["reference": "1", name: other]), Desk.claim(["reference": "2"]),
        Desk.claim(["reference": "2", name: value]),
      ]
      let statuses = try await batch(desk, lines.joined(separator: "\n")).map(\.status)
      #expect(statuses == [201, 200, 409, 201, isRequired ? 200 : 409], "\(name)")
    }
  }
}
