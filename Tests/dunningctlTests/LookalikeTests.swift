import Testing

/// References that look like others.
@Suite struct LookalikeTests {
  @Test("an import names the line, and takes the row all the same")
  func imported() {
    let file = Scratch.file(
      "reference,debtor,email,amount,currency,due\nRE\u{A0}17,A,a@b.example,1.00,EUR,2026-11-30\n")
    let outcome = Run.dunningctl(["import", file], at: FakeDaemon { _, _ in .json("") })
    #expect(outcome.err.contains(":2: warning: the reference"))
  }
}
