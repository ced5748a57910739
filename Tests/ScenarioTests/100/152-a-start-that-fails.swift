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

  @Test("a library that is loaded before and sets a variable takes no option away")
  func preloaded() throws {
    let folder = try ScratchFolder()
    try folder.write(
      """
      #include <stdlib.h>
      __attribute__((constructor)) static void early(void) { setenv("EARLY", "1", 1); }
      """, to: "early.c")
    let library = folder.path + "/early.so"
    let compiler = Process()
    compiler.executableURL = URL(filePath: "/bin/sh")
    // The compiler of C that Swift comes with, or the machine's.
    let words = "-shared -fPIC -o '\(library)' '\(folder.path)/early.c'"
    compiler.arguments = ["-c", "clang \(words) || cc \(words)"]
    try compiler.run()
    compiler.waitUntilExit()
    #expect(compiler.terminationStatus == 0)
    let (status, said) = try Self.dunningd(["--verify", "--state-dir", "/nowhere/at/all"], preloading: library)
    #expect(status == 69 && said.contains("/nowhere/at/all"), "\(status): \(said)")
  }

  @Test("an error without a hint ends with its own words")
  func withoutHint() {
    let failure = StartFailure(DocketError(.busy, "the content cannot be read"))
    #expect(failure.text == "dunningd: error: the content cannot be read")
  }

  /// The program that lies beside the tests.
  private static func dunningd(_ words: [String], preloading library: String? = nil) throws
    -> (status: Int32, said: String)
  {
    let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let (process, pipe) = (Process(), Pipe())
    process.executableURL = tests.deletingLastPathComponent().appending(path: "dunningd")
    process.arguments = words
    process.standardError = pipe
    if let library {
      process.environment = ProcessInfo.processInfo.environment.merging(["LD_PRELOAD": library]) { $1 }
    }
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
