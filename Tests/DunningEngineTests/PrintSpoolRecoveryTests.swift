import Dunning
import DunningMail
import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import DunningEngine

/// A daemon that stops at each point of a letter's way into the print spool, and starts again.
@Suite("A letter whose hand-over was cut short", .timeLimit(.minutes(20)))
struct PrintSpoolRecoveryTests {
  /// What the folder and the docket hold when the daemon starts again.
  enum Crash: String, CaseIterable {
    case beforeTheGate, afterTheGate, betweenTheMoves, afterTheMove, afterThePrinterTookIt
  }

  private static let pdf = Array("%PDF-1.5 kept".utf8)

  private func engine(_ folder: ScratchFolder) throws -> EngineFixture {
    let step = try Samples.step("demand", "due+3d", .demand, channels: [.letter])
    return try EngineFixture(
      rulebook: Samples.rulebook(policies: [Policy(name: "standard", steps: [step], sendWindow: Samples.allHours)]),
      spool: PrintSpool(directory: folder.path + "/letters"))
  }

  /// Takes the letter and stops where `crash` says.
  private func stop(at crash: Crash, _ engine: EngineFixture, _ folder: ScratchFolder) async throws {
    let store = engine.store
    try await store.enqueue(
      Samples.draft("R-1", due: "2026-11-25", debtor: Samples.debtor(address: ["Hauptstraße 1", "10115 Berlin"])))
    try store.at("2026-11-28T12:00:00+01:00")
    let work = try await store.docket.takeDue(
      now: store.now, limit: 1, rulebook: store.rulebook, transport: "smtp", printsLetters: true,
      messageID: { notice, _, _ in "\(notice)@acme.example" })
    guard case .notices(let notices) = work, let notice = notices.first else {
      Issue.record("nothing was taken")
      return
    }
    let parcel = Parcel(message: nil, letter: Self.pdf)
    #expect(try await store.docket.store(parcel, for: notice, rulebook: store.rulebook, now: store.now) == .open)
    let place = folder.path + "/letters/"
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    func put(_ name: String) throws { try Data(Self.pdf).write(to: URL(filePath: place + name)) }
    if crash != .beforeTheGate {
      let gate = try await store.docket.dotSent(notice, by: .letter, rulebook: store.rulebook, now: store.now)
      #expect(gate == .open)
    }
    switch crash {
    case .beforeTheGate, .afterTheGate:
      try put(".n1.pdf.tmp")
      try put(".n1.json.tmp")
    case .betweenTheMoves:
      try put(".n1.pdf.tmp")
      try put("n1.json")
    case .afterTheMove:
      try put("n1.pdf")
      try put("n1.json")
    case .afterThePrinterTookIt: break
    }
  }

  @Test("it is printed exactly once, or in doubt where nobody can tell", arguments: Crash.allCases)
  func once(_ crash: Crash) async throws {
    // Given
    let folder = try ScratchFolder()
    let engine = try engine(folder)
    try await stop(at: crash, engine, folder)
    // When the daemon starts again
    try await engine.run { _ in try await engine.advance(to: "2026-11-28T13:00:00+01:00") }
    // Then
    let file = try await engine.store.docket.file(of: NoticeID(1))
    let isPrinted = FileManager.default.contents(atPath: folder.path + "/letters/n1.pdf").map { Array($0) } == Self.pdf
    let left = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/letters").filter {
      $0.hasSuffix(".tmp")
    }
    switch crash {
    case .beforeTheGate, .afterTheGate, .betweenTheMoves:
      #expect(file.notice.state == .sent)
      #expect(isPrinted)
      #expect(left.isEmpty)
      #expect(file.attempts.map(\.phase) == [.deferred, .accepted])
    case .afterTheMove:
      #expect(file.notice.state == .sent)
      #expect(isPrinted)
      #expect(file.attempts.map(\.phase) == [.accepted])
    case .afterThePrinterTookIt:
      #expect(file.notice.state == .inDoubt)
      #expect(!isPrinted)
      #expect(file.attempts.map(\.phase) == [.inDoubt])
    }
  }
}
