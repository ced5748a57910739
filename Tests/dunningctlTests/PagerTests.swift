import Testing

/// What is longer than the screen.
@Suite struct PagerTests {
  /// A mail of so many lines.
  private static func mail(_ count: Int) -> FakeDaemon {
    let text = (1...count).map { "line \($0)\r\n" }.joined()
    return FakeDaemon { _, _ in .chunked([text], type: "message/rfc822") }
  }

  private static let marking = ["PAGER=sed s/^/paged:/"]

  @Test("is shown by $PAGER, whole")
  func paged() {
    let outcome = Run.onTerminal(
      ["notice", "message", "n1"], at: Self.mail(40), columns: 80, rows: 24, environment: Self.marking)
    #expect(outcome.status == 0)
    #expect(outcome.out.matches(of: /paged:line \d+/).count == 40)
  }

  @Test(
    "is not where it fits, where the height is unknown, or where nobody wants it",
    arguments: [
      (10, UInt16(24), [String](), marking), (40, 0, [], marking), (40, 24, ["--no-pager"], marking),
      (40, 24, [], ["PAGER="]), (40, 24, [], ["PAGER=cat"]), (40, 24, [], marking + ["TERM=dumb"]),
    ])
  func plain(lines: Int, rows: UInt16, words: [String], environment: [String]) {
    let outcome = Run.onTerminal(
      words + ["notice", "message", "n1"], at: Self.mail(lines), columns: 80, rows: rows, environment: environment)
    #expect(outcome.status == 0)
    #expect(!outcome.out.contains("paged:"))
    #expect(outcome.out.matches(of: /line \d+/).count == lines)
  }

  @Test("never in a pipe, nor by a verb that goes on for ever")
  func never() {
    let outcome = Run.dunningctl(["notice", "message", "n1"], at: Self.mail(400), environment: Self.marking)
    #expect(!outcome.out.contains("paged:"))
    let status = Samples.status()
    let watched = Run.onTerminal(
      ["status", "--watch", "--count", "1"], at: FakeDaemon { _, _ in .json(status) }, columns: 80, rows: 3,
      environment: Self.marking)
    #expect(watched.status == 0)
    #expect(!watched.out.contains("paged:"))
  }

  @Test("a reader who leaves early has seen what they wanted")
  func left() {
    let outcome = Run.onTerminal(
      ["notice", "message", "n1"], at: Self.mail(40), columns: 80, rows: 24, environment: ["PAGER=head -n 3"])
    #expect(outcome.status == 0)
    #expect(outcome.out.contains("line 3"))
  }
}
