import DunningInbound
import Foundation
import Glibc
import Testing

@testable import DunningMailroom

/// The reader is the daemon's own program, as it was built beside the tests.
@Suite("Messages of strangers are read in a process of their own", .serialized, .timeLimit(.minutes(20)))
struct ConfinedMailReaderTests {
  private static let program = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent(".build/debug/dunningd").path

  private func reader(_ argument: String = "--read-mail") -> ConfinedMailReader {
    ConfinedMailReader(program: Self.program, argument: argument)
  }

  /// The processes that this one has started, but for those of other tests.
  private func children() throws -> [Int32] {
    let names = try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }
    return names.filter { pid in
      guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return false }
      let fields = text[(text.lastIndex(of: ")") ?? text.startIndex)...].split(separator: " ")
      return fields.count > 2 && Int32(fields[2]) == getpid() && text.contains("(dunningd-reader)")
    }
  }

  @Test("it says the same as when it reads in the daemon, one message after the other, by one process")
  func same() async throws {
    let reader = reader()
    let texts = [
      "From: a@b.example\nSubject: \u{FC}\n\nx", "", "\u{0}",
      "Return-Path: <>\nSubject: Undelivered\n\n<a@b.example>: 550 no such user",
      "From: a@b.example\n\n" + String(repeating: "long ", count: 2_000_000),
    ]
    var seen: Set<Int32> = []
    for text in texts {
      let reading = await reader.read(Array(text.utf8))
      #expect(reading.message == IncomingMessage(reading: Array(text.utf8)) && reading.trouble == nil)
      seen.formUnion(try children())
    }
    #expect(seen.count == 1)
  }

  @Test("it ends with whoever asks it")
  func ends() async throws {
    var reader: ConfinedMailReader? = reader()
    _ = await reader?.read([0x41])
    #expect(try children().count == 1)
    reader = nil
    for _ in 0..<100 where try !children().isEmpty { await Task.yield() }
    #expect(try children().isEmpty)
  }

  @Test("when it dies, its message is read by another, and the next ones too")
  func killed() async throws {
    let reader = reader()
    for _ in 0..<3 {
      _ = await reader.read([0x41])
      let pid = try #require(try children().first)
      kill(pid, SIGKILL)
      let reading = await reader.read(Array("From: a@b.example\n\nx".utf8))
      #expect(reading.message.kind == .reply && reading.trouble == nil)
    }
  }

  @Test("a message that its reader dies of is known by the plain lines of its header")
  func bomb() async throws {
    let text = "From: a@b.example\nIn-Reply-To: <x@y.example>\n\nx"
    // A program that reads nothing stands for one that cannot bear what it reads.
    for argument in ["--version", "--read-mail=x", "--nonsense"] {
      let reading = await reader(argument).read(Array(text.utf8))
      #expect(
        reading.trouble?.contains("reading it ended") == true || reading.trouble == "its reader answered nonsense")
      #expect(reading.message.kind == .unknown && reading.message.from == "a@b.example")
      #expect(reading.message.ties.answered == ["x@y.example"])
    }
    let missing = await ConfinedMailReader(program: "/nowhere", argument: "").read(Array(text.utf8))
    #expect(missing.trouble?.contains("cannot start /nowhere: No such file") == true)
    #expect(missing.message.from == "a@b.example")
  }

  @Test("it may use no more memory and processor time than it is given, whatever it does")
  func limits() async throws {
    let reader = reader()
    _ = await reader.read([0x41])
    let pid = try #require(try children().first)
    let limits = try String(contentsOfFile: "/proc/\(pid)/limits", encoding: .utf8).split(separator: "\n")
    func soft(_ name: String) -> Int? {
      limits.first { $0.hasPrefix(name) }.flatMap { line in
        Int(line.dropFirst(26).split(separator: " ").first ?? "")
      }
    }
    let space = try #require(soft("Max address space"))
    #expect(space > 512 << 20 && space < 4 << 30)
    #expect((10...60).contains(try #require(soft("Max cpu time"))))
    #expect(soft("Max core file size") == 0 && soft("Max file size") == 0)
    let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd")
    #expect((descriptors?.count ?? 3) <= 8)
  }
}
