import Dunning
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import DunningEvidence

@Suite("The calendar of deadlines as other programs read it")
struct CalendarTextTests {
  private func text(_ fixture: DocketFixture, language: String = "en") async throws -> String {
    let reading = try await fixture.docket.calendar(of: nil, rulebook: fixture.rulebook, now: fixture.now)
    return CalendarText.text(reading, title: "ACME; \"Ltd\", etc.", language: language)
  }

  /// A claim whose texts hold all that iCalendar has to escape, and one with a moment.
  private func fixture() async throws -> DocketFixture {
    let fixture = try DocketFixture()
    let debtor = try Samples.debtor(name: "Müller; Söhne, \\ 深圳市某某科技有限公司的很长很长很长的名字 GmbH & Co. KG 有限公司")
    try await fixture.enqueue(try Samples.draft("R-1", due: "2026-12-20", debtor: debtor))
    try await fixture.enqueue(
      try Samples.draft("R-2", due: "2026-12-20T17:00:00+01:00", policy: "wallet", debtor: Samples.debtor(key: "k2")))
    return fixture
  }

  @Test("no line has more than 75 octets, each ends in CR LF, and none is broken inside a character")
  func folding() async throws {
    let text = try await text(fixture())
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.last == "")
    for line in lines {
      #expect(line.utf8.count <= 75, "\(line)")
      #expect(!line.contains("\n") && !line.contains("\u{FFFD}"))
    }
    let unfolded = text.replacing("\r\n ", with: "")
    #expect(unfolded.contains("SUMMARY:Due: R-1\\, Müller\\; Söhne\\, \\\\ 深圳市某某科技有限公司"))
    #expect(unfolded.contains("DTSTART;VALUE=DATE:20261220\r\n"))
    #expect(unfolded.contains("DTSTART:20261220T160000Z\r\n"))
  }

  @Test("the same docket is the same text, and a payment cancels under the same UID with a higher sequence")
  func cancelled() async throws {
    let fixture = try await fixture()
    let before = try await text(fixture)
    #expect(try await text(fixture) == before)
    try await fixture.pay("R-1", "120.00")
    let after = try await text(fixture)
    func event(_ text: String) -> [String] {
      let events = text.replacing("\r\n ", with: "").components(separatedBy: "BEGIN:VEVENT").filter {
        $0.contains("R-1")
      }
      return events.first?.components(separatedBy: "\r\n") ?? []
    }
    func value(_ name: String, _ text: String) -> String? { event(text).first { $0.hasPrefix(name + ":") } }
    #expect(value("UID", before) != nil)
    #expect(value("UID", before) == value("UID", after))
    #expect([value("STATUS", before), value("STATUS", after)] == ["STATUS:CONFIRMED", "STATUS:CANCELLED"])
    let sequences = [before, after].compactMap { value("SEQUENCE", $0).flatMap { Int($0.dropFirst(9)) } }
    #expect(sequences.count == 2 && sequences[0] < sequences[1])
  }

  @Test("every language has all words", arguments: ["en", "de", "nl", "fr", "es", "it", "zh-Hans", "ja", "en-US"])
  func words(language: String) {
    let words = CalendarWords.known(language)
    #expect(Set(words.titles.keys) == Set(CalendarDate.Kind.allCases))
  }

  @Test("python3-icalendar reads it, every text as it was", .enabled(if: Reader.isThere, "needs python3-icalendar"))
  func read() async throws {
    let fixture = try await fixture()
    try await fixture.pay("R-2", "120.00")
    let text = try await text(fixture, language: "de")
    let events = try Reader.events(in: text)
    #expect(events.count == 2)
    let first = try #require(events.first { $0["uid"]?.hasPrefix("deadline-c1@") == true }, "\(events)")
    #expect(first["summary"] == "Fällig: R-1, Müller; Söhne, \\ 深圳市某某科技有限公司的很长很长很长的名字 GmbH & Co. KG 有限公司")
    #expect(first["start"] == "2026-12-20")
    #expect(first["status"] == "CONFIRMED")
    #expect(first["description"] == "120.00 EUR\ndunningctl show c1")
    let second = try #require(events.first { $0["uid"]?.hasPrefix("deadline-c2@") == true })
    #expect(second["start"] == "2026-12-20 16:00:00+00:00")
    #expect(second["status"] == "CANCELLED")
  }
}

/// A second reader of iCalendar.
private enum Reader {
  static let isThere = (try? run("import icalendar", "")) != nil

  static func events(in text: String) throws -> [[String: String]] {
    let program = """
      import icalendar, json, sys
      calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
      keys = {"uid": "uid", "summary": "summary", "status": "status", "description": "description"}
      events = [{**{key: str(event[name]) for key, name in keys.items()}, "start": str(event["dtstart"].dt)}
        for event in calendar.walk("VEVENT")]
      print(json.dumps(events))
      """
    return try JSONDecoder().decode([[String: String]].self, from: try run(program, text))
  }

  private struct Failed: Error {}

  private static func run(_ program: String, _ input: String) throws -> Data {
    let process = Process()
    // The distribution's own: what its package brings is for no other.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-c", program]
    let (stdin, stdout) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (stdin, stdout)
    process.standardError = FileHandle.nullDevice
    try process.run()
    try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try stdin.fileHandleForWriting.close()
    let output = stdout.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed() }
    return output
  }
}
