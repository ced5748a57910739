import Synchronization
import Systemd
import Testing

struct JournalTests {
  @Test("a record is its message, its priority and its fields")
  func record() {
    let (journal, records) = captured()

    journal.send(priority: .notice, message: "notice accepted", fields: [("DUNNING_CLAIM", "42")])

    #expect(records() == [["MESSAGE=notice accepted", "PRIORITY=5", "DUNNING_CLAIM=42"]])
  }

  @Test(
    "a field gets a name that the journal accepts, or is left out",
    arguments: [
      ("dunning_claim", "DUNNING_CLAIM"), ("smtp-reply.code", "SMTP_REPLY_CODE"), ("_PID", "PID"), ("7th", "TH"),
      ("A=B\nC", "A_B_C"), ("___", nil), ("", nil),
      (String(repeating: "X", count: 70), String(repeating: "X", count: 64)),
    ])
  func names(given: String, name: String?) {
    let (journal, records) = captured()

    journal.send(priority: .debug, message: "m", fields: [(given, "v")])

    #expect(records() == [["MESSAGE=m", "PRIORITY=7"] + (name.map { ["\($0)=v"] } ?? [])])
  }

  @Test("control characters become their pictures, for a terminal to show and not to obey; lines and tabs stay")
  func controls() {
    let (journal, records) = captured()

    journal.send(priority: .error, message: "a\u{1B}[31mb\u{00}\u{7F}\u{9B}\n\tc 金", fields: [])

    #expect(records() == [["MESSAGE=a␛[31mb␀␡\u{FFFD}\n\tc 金", "PRIORITY=3"]])
  }

  private func captured() -> (Journal, @Sendable () -> [[String]]) {
    let records = Records()
    let journal = Journal { record in
      records.all.withLock { $0.append(record) }
      return true
    }
    return (journal, { records.all.withLock { $0 } })
  }

  private final class Records: Sendable {
    let all = Mutex<[[String]]>([])
  }
}
