import DunningStore
import DunningTesting
import Foundation
import Testing

@testable import dunningd

@Suite("152 a start that fails", .timeLimit(.minutes(20)))
struct AStartThatFails {
  @Test("what was wrong and what to do are one line, and no line is empty")
  func oneLine() throws {
    // When
    let (status, said) = try Self.dunningd(["--verify", "--state-dir", "/nowhere/at/all"])
    // Then
    let lines = said.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(status == 69, "\(status): \(said)")
    #expect(lines.count == 1, "\(status): \(said)")
    #expect(lines.first?.hasPrefix("dunningd: error: ") == true, "\(said)")
    #expect(lines.first?.contains("; ") == true, "\(said)")
  }

  @Test("an error without a hint ends with its own words")
  func withoutHint() {
    let failure = StartFailure(DocketError(.busy, "the content cannot be read"))
    #expect(failure.text == "dunningd: error: the content cannot be read")
  }

  /// The program that lies beside the tests.
  private static func dunningd(_ words: [String]) throws -> (status: Int32, said: String) {
    let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = tests.deletingLastPathComponent().appending(path: "dunningd")
    process.arguments = words
    process.standardError = pipe
    try process.run()
    let said = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test("too few open files are told in words", arguments: [(23, true), (63, true), (64, false), (-1, false)])
  func descriptors(count: Int, isShort: Bool) {
    let shortage = Dunningd.descriptorShortage(count)
    #expect((shortage != nil) == isShort)
    if isShort { #expect(shortage?.contains("LimitNOFILE=") == true) }
  }
}
