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
