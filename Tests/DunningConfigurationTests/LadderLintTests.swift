import Dunning
import DunningConfiguration
import Foundation
import Testing

@Suite("What is wrong with a ladder as a whole")
struct LadderLintTests {
  /// All that is said about a policy with these steps, one a line.
  private func said(_ steps: [String], policy: String = "") throws -> [String] {
    let text = "policies:\n  p:\n\(policy)    steps:\n" + steps.map { "      - {\($0)}\n" }.joined()
    do {
      return try read(text).warnings.map(Self.line)
    } catch let error as ConfigurationError {
      return error.diagnostics.map(Self.line)
    }
  }

  private static func line(_ finding: Diagnostic) -> String {
    String(finding.headline.dropFirst("dunningd.yaml:".count))
  }

  private static let reminder = "name: reminder, at: due+3bd, tone: reminder"

  @Test("the example of the documentation, and the file that is installed, have nothing wrong with them")
  func clean() throws {
    #expect(
      try said([
        "name: heads-up, at: due-3bd, tone: courtesy", Self.reminder,
        "name: second-reminder, at: due+14d, gap: 7d, tone: reminder, pay_within: 7d",
        "name: demand, at: due+30d, gap: 7d, tone: demand, pay_within: 14d, approval: required",
      ]).isEmpty)
  }

  @Test("before the deadline nobody is reminded of a debt, nor given another day")
  func beforeDue() throws {
    #expect(
      try said(["name: early, at: due-3d, tone: reminder", Self.reminder]) == [
        "4:41: error: early goes out before the deadline, when nothing is owed yet; write tone: courtesy"
      ])
    #expect(
      try said(["name: early, at: due-3d, tone: courtesy, pay_within: 7d", Self.reminder]) == [
        "4:63: error: early would print another day to pay by than the deadline ahead of it; leave pay_within out"
      ])
    #expect(
      try said(["name: today, at: due, tone: reminder"]) == [
        "4:27: warning: today goes out on the day of the deadline, when the debtor can still pay in time; "
          + "write due+1d, or tone: courtesy"
      ])
  }

  @Test("a step that its own gap keeps back for ever is found")
  func never() throws {
    #expect(
      try said([
        "name: first, at: due-5d, tone: courtesy", "name: second, at: due-1d, gap: 7d, tone: courtesy", Self.reminder,
      ]) == [
        "5:41: error: second can never go out: 7 days after first the deadline it speaks of has passed; "
          + "make the gap shorter, or take one of the two out"
      ])
  }

  @Test("a ladder does not grow friendlier")
  func tone() throws {
    #expect(
      try said([Self.reminder, "name: nice, at: due+14d, tone: courtesy"]) == [
        "5:41: error: nice is a courtesy after reminder, a reminder: a friendly note takes back what was asked before; "
          + "write tone: reminder"
      ])
    #expect(
      try said([
        Self.reminder, "name: demand, at: due+14d, tone: demand, pay_within: 14d",
        "name: again, at: due+40d, tone: reminder",
      ]) == [
        "6:42: warning: again is a reminder after demand, a demand: who falls back is not taken at their word; "
          + "put the demand last, or write tone: demand"
      ])
  }

  @Test("a demand comes after a reminder, names a day, and gives time")
  func demand() throws {
    #expect(
      try said(["name: demand, at: due+14d, tone: demand, pay_within: 14d"]) == [
        "4:43: warning: demand is a demand out of the blue: no reminder goes before it; "
          + "put a step with tone: reminder above it"
      ])
    #expect(
      try said([Self.reminder, "name: demand, at: due+14d, tone: demand"]) == [
        "5:16: warning: demand demands payment and names no day to pay by; add pay_within: 14d"
      ])
    #expect(
      try said([Self.reminder, "name: demand, at: due+14d, tone: demand, pay_within: 3d"]) == [
        "5:63: warning: 3 days to pay is short for a demand, which must give reasonable time; write pay_within: 14d"
      ])
  }

  @Test("a British letter of claim gives thirty days for its reply form")
  func protocolTerm() throws {
    let step = { (days: Int) in "name: letter-of-claim, at: due+14d, tone: demand, pay_within: \(days)d" }
    #expect(
      try said([Self.reminder, step(14)]) == [
        "5:72: warning: 14 days are too few for a letter of claim: the Pre-Action Protocol gives 30 days to send the reply "
          + "form; write pay_within: 32d"
      ])
    #expect(try said([Self.reminder, step(30)]) == [])
  }

  @Test("more than a message a week is too many, unless the time to pay lies between them or they count in minutes")
  func pace() throws {
    #expect(
      try said([Self.reminder, "name: again, at: due+7d, tone: reminder"]) == [
        "5:27: warning: again may follow 4 days after reminder: more than one message in 7 days wears a debtor out; "
          + "write gap: 7d"
      ])
    #expect(
      try said([Self.reminder, "name: again, at: due+14d, gap: 1d, tone: reminder"]) == [
        "5:41: warning: again may follow 1 day after reminder: more than one message in 7 days wears a debtor out; "
          + "write gap: 7d"
      ])
    #expect(
      try said([Self.reminder, "name: again, at: previous+5d, tone: reminder"]) == [
        "5:27: warning: again may follow 5 days after reminder: more than one message in 7 days wears a debtor out; "
          + "write gap: 7d"
      ])
    #expect(try said([Self.reminder, "name: again, at: previous+7d, tone: reminder"]).isEmpty)
    #expect(try said([Self.reminder + ", pay_within: 7d", "name: again, at: pay-by+1d, tone: reminder"]).isEmpty)
    #expect(try said([Self.reminder + ", pay_within: 5d", "name: again, at: pay-by+2d, tone: reminder"]).isEmpty)
    #expect(try said(["name: nudge, at: due+90s, tone: courtesy", "name: last, at: due+36h, tone: reminder"]).isEmpty)
  }

  @Test("a ladder that ends before the deadline never reminds anybody")
  func end() throws {
    #expect(
      try said(["name: early, at: due-3d, tone: courtesy"]) == [
        "4:27: warning: nothing goes out after the deadline: who does not pay is never reminded; "
          + "add a step such as {name: reminder, at: due+3bd, tone: reminder}"
      ])
  }

  @Test("a window in the night is warned of, at its key")
  func window() throws {
    let window = "    send_window: {from: \"06:00\", until: \"22:30\"}\n"
    #expect(
      try said([Self.reminder], policy: window) == [
        "3:25: warning: the window opens at 06:00: messages before 08:00 or after 21:00 disturb people, in some places "
          + "unlawfully; write from: \"08:00\"",
        "3:41: warning: the window closes at 22:30: messages before 08:00 or after 21:00 disturb people, in some places "
          + "unlawfully; write until: \"21:00\"",
      ])
  }

  @Test("mistakes of several policies are all told at once")
  func several() throws {
    let text = """
      policies:
        a: {steps: [{name: early, at: due-3d, tone: demand}]}
        b: {steps: [{name: early, at: due-3d, tone: reminder}]}
      """
    #expect(try mistakes(text).count == 2)
  }
}

@Suite("The policies that are installed")
struct InstalledPolicyTests {
  private static let etc = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("etc").path

  private static let files = ((try? FileManager.default.contentsOfDirectory(atPath: "\(etc)/policies")) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  @Test("there is one for each country")
  func names() {
    #expect(
      Self.files == [
        "cn.yaml", "de.yaml", "es.yaml", "fr.yaml", "it.yaml", "jp.yaml", "nl.yaml", "uk.yaml", "us.yaml",
      ])
  }

  @Test("each passes the check, without a warning but for letters that go by e-mail", arguments: files)
  func check(file: String) {
    let check = ConfigurationCheck(
      Setup.Places(
        file: "\(Self.etc)/policies/\(file)", dataDirectory: Self.etc, ownDirectory: "/nonexistent",
        stateDirectory: "/var/lib/dunningd"))
    #expect(check.errors == [])
    #expect(
      check.warnings.filter {
        !$0.contains("there is no print spool") && !$0.contains("has no template")
      } == [])
  }
}
