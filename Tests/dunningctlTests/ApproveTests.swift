import Testing

/// Approving what was shown.
@Suite struct ApproveTests {
  @Test("without a hash the notice is shown first, and approved by the hash of what was shown")
  func shown() throws {
    let hash = String(repeating: "ab", count: 32)
    let daemon = FakeDaemon { request, _ in
      request.line.hasPrefix("POST")
        ? .json(Samples.notice("pending"))
        : .json(
          #"{"notice":\#(Samples.notice("awaiting-approval")),"attempts":[],"deliveries":[],"letter":null,"posting":null,"#
            + #""message":{"sha256":"\#(hash)","bytes":7}}"#)
    }
    let outcome = Run.dunningctl(["notice", "approve", "n7"], at: daemon)
    #expect(outcome.status == 0)
    #expect(
      daemon.requests.map(\.line) == ["GET /v1/notices/n7 HTTP/1.1", "POST /v1/notices/n7/approve HTTP/1.1"])
    #expect(daemon.requests.last?.body == #"{"sha256":"\#(hash)"}"#)
    #expect(outcome.err.contains("n7: ") && outcome.err.contains(hash))
  }

  @Test("what is not written yet is not approved unread")
  func unwritten() {
    let daemon = FakeDaemon { _, _ in
      .json(
        #"{"notice":\#(Samples.notice("awaiting-approval")),"attempts":[],"deliveries":[],"letter":null,"posting":null,"#
          + #""message":null}"#)
    }
    let outcome = Run.dunningctl(["notice", "approve", "n7"], at: daemon)
    #expect(outcome.status == 65 && outcome.err.contains("still being written"))
    #expect(daemon.requests.count == 1)
  }
}

/// Many notices at once.
@Suite struct ManyNoticesTests {
  private static func daemon() -> FakeDaemon {
    FakeDaemon { request, count in
      if request.line.hasPrefix("GET") { return .json(Samples.notices) }
      return count == 1 ? .json(Samples.notice("held")) : .problem(409, "wrong-state")
    }
  }

  @Test("all in a state are held, and one that went another way meanwhile stops no other")
  func held() {
    let daemon = Self.daemon()
    let words = ["notice", "hold", "--state", "pending", "--reason", "prices", "--yes", "-o", "csv"]
    let outcome = Run.dunningctl(words, at: daemon)
    #expect(outcome.status == 1)
    let results = outcome.out.split(whereSeparator: \.isNewline).dropFirst().map { $0.split(separator: ",")[1] }
    #expect(results == ["held", "refused"])
    #expect(daemon.requests.first?.line.contains("state=pending") == true)
    #expect(daemon.requests.dropFirst().allSatisfy { $0.body == #"{"reason":"prices"}"# })
    #expect(daemon.requests.count == 3)
  }

  @Test("nothing is done that was not meant: on trial, without a word, or with a notice beside the state")
  func asked() {
    for words in [["--state", "held", "--dry-run"], ["--state", "held"], ["n7", "--state", "held"], []] {
      let daemon = Self.daemon()
      let outcome = Run.dunningctl(["notice", "release"] + words, at: daemon)
      #expect(outcome.status == (words.contains("--dry-run") ? 0 : 64), "\(words)")
      #expect(daemon.requests.allSatisfy { $0.line.hasPrefix("GET") })
    }
  }
}
