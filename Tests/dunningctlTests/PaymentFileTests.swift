import Foundation
import Testing

@Suite("payments of a file")
struct PaymentFileTests {
  private static let answer = """
    {"id":"c1","line":1,"reference":"P-1","status":201}
    {"id":"c1","line":2,"reference":"P-1","status":200}
    {"line":3,"problem":{"code":"not-found","detail":"there is no claim","status":404,"title":"Not found",\
    "type":"urn:dunningd:problem:not-found"},"status":404}

    """

  @Test("every row has its verdict, with its line in the file")
  func verdicts() {
    let file = Scratch.file(
      "reference,date,amount,id\nP-1,2026-11-29,500.00,X1\nP-1,2026-11-29,500.00,X1\nP-9,2026-11-29,1.00,X2\n")
    let daemon = FakeDaemon(.chunked([Self.answer]))
    let outcome = Run.dunningctl(["pay", "--file", file, "--dry-run"], at: daemon)
    #expect(outcome.status == 1)
    #expect(daemon.requests.map(\.line) == ["POST /v1/payments/batch?dry_run=true HTTP/1.1"])
    #expect(outcome.out.contains("1 would be recorded, 1 already known, 1 bad"), "\(outcome.out)")
    #expect(outcome.err.contains(":4: error: there is no claim"), "\(outcome.err)")
  }

  @Test("a row without an id gets one of what it says, the same in every run, and what was recorded before is told")
  func rowsWithoutIDs() {
    let lines = [
      "P-1,2026-11-29,500.00,", "P-1,2026-11-29,500.00,", "P-2,2026-11-29,500.00,", "P-1,2026-11-29,500.00,X1",
      "P-1,2026-11-30,500.00,", "P-1,2026-11-29,500,",
    ]
    let file = Scratch.file("reference,date,amount,id\n\(lines.joined(separator: "\n"))\n")
    let known = (1...6).map { #"{"id":"c1","line":\#($0),"reference":"P","status":200}"# + "\n" }.joined()
    let daemon = FakeDaemon(.chunked([known]))
    let outcome = Run.dunningctl(["pay", "--file", file], at: daemon)
    #expect(outcome.status == 0)
    let ids = (daemon.requests.first?.body ?? "").split(separator: "\n").compactMap { line in
      (try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])?["id"]
    }
    #expect(
      ids == [
        "row 2026-11-29 500 P-1", "row 2026-11-29 500 P-1 #2", "row 2026-11-29 500 P-2", "X1",
        "row 2026-11-30 500 P-1", "row 2026-11-29 500 P-1 #3",
      ])
    #expect(outcome.out.contains("0 recorded, 6 already known"), "\(outcome.out)")
    #expect(outcome.err.contains("5 rows without an id were recorded before"), "\(outcome.err)")
  }

  @Test("a file without a needed column is refused before anything is sent")
  func columns() {
    let daemon = FakeDaemon(.chunked([]))
    let outcome = Run.dunningctl(["pay", "--file", Scratch.file("reference,amount\nP-1,5\n")], at: daemon)
    #expect(outcome.status == 65)
    #expect(outcome.err.contains("missing column date"))
    #expect(daemon.requests.isEmpty)
  }

  @Test(
    "what does not go together is refused",
    arguments: [
      ["pay", "--amount", "5"], ["pay", "c1", "--debtor", "d", "--amount", "5"], ["pay", "c1"],
      ["pay", "c1", "--amount", "5", "--to", "c2"], ["pay", "--file", "x.csv", "--amount", "5"],
    ])
  func usage(words: [String]) {
    #expect(Run.dunningctl(words, socket: "/nowhere").status == 64)
  }
}
