import Foundation
import Testing

@testable import DunningMail

@Suite("Handing over to a Maildir")
struct MaildirTransportTests {
  private static let message = Array("From: a@b.example\r\nSubject: x\r\n\r\nhello\r\n.dot\r\n".utf8)

  private struct Stop: Error {}

  private let directory: TemporaryDirectory
  private let path: String
  private let transport: MaildirTransport

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path + "/outbox"
    transport = MaildirTransport(directory: path)
  }

  private func deliver() async throws -> String {
    await transport.deliver(Self.message, try .sample()) {}.kind
  }

  private func files() throws -> [String] {
    let all = FileManager.default.enumerator(atPath: path)?.allObjects.compactMap { $0 as? String } ?? []
    return all.filter { $0.contains("/") }.sorted()
  }

  private func put(_ file: String, _ text: String = "partial") throws {
    for folder in ["", "/tmp", "/new", "/cur"] {
      try FileManager.default.createDirectory(atPath: path + folder, withIntermediateDirectories: true)
    }
    try Data(text.utf8).write(to: URL(filePath: "\(path)/\(file)"))
  }

  @Test("Python's mailbox reads what was delivered, with its envelope")
  func python() async throws {
    let outcome = await transport.deliver(Self.message, try .sample()) {}
    #expect(outcome.kind == "accepted")
    #expect(outcome.record.queueID == "n-42")
    #expect(outcome.record.reason == "delivered to \(path)/new/n-42")
    let script = """
      import mailbox, sys
      [m] = list(mailbox.Maildir(sys.argv[1], create=False))
      print(m["return-path"], m["delivered-to"], m["subject"], repr(m.get_payload()), sep="|", end="")
      """
    let seen = try Subprocess.run("python3", ["-c", script, path])
    let expected = #"<billing@acme.example>|anna@kunde.example|x|'hello\n.dot\n'"#
    #expect(String(decoding: seen, as: UTF8.self) == expected)
    let mode = try FileManager.default.attributesOfItem(atPath: path + "/new/n-42")[.posixPermissions] as? Int
    let directoryMode = try FileManager.default.attributesOfItem(atPath: path + "/tmp")[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(directoryMode == 0o700)
  }

  @Test("before the permission the message lies in tmp, and after it in new")
  func moves() async throws {
    let path = path
    let outcome = await transport.deliver(Self.message, try .sample()) {
      guard FileManager.default.fileExists(atPath: path + "/tmp/n-42") else { throw Stop() }
      guard !FileManager.default.fileExists(atPath: path + "/new/n-42") else { throw Stop() }
    }
    #expect(outcome.kind == "accepted")
    #expect(try files() == ["new/n-42"])
  }

  @Test("what is in new or cur is not delivered a second time", arguments: ["new/n-42", "cur/n-42", "cur/n-42:2,FS"])
  func idempotent(file: String) async throws {
    try put(file)
    let kind = try await deliver()
    #expect(kind == "accepted")
    #expect(try files() == [file])
    #expect(await transport.trace(try .sample()) == .delivered("\(path)/\(file)"))
  }

  @Test("a message with a longer name is another message")
  func otherName() async throws {
    try put("cur/n-421:2,S")
    #expect(await transport.trace(try .sample()) == .unknown)
    let kind = try await deliver()
    #expect(kind == "accepted")
    #expect(try files() == ["cur/n-421:2,S", "new/n-42"])
  }

  @Test("what a crash left in tmp was not delivered, and is written anew")
  func crash() async throws {
    #expect(await transport.trace(try .sample()) == .unknown)
    try put("tmp/n-42", "half of it")
    #expect(await transport.trace(try .sample()) == .notDelivered)
    let kind = try await deliver()
    #expect(kind == "accepted")
    #expect(try files() == ["new/n-42"])
    #expect(try String(contentsOfFile: path + "/new/n-42", encoding: .utf8).hasSuffix("hello\n.dot\n"))
  }

  @Test("a caller that stops leaves the message undelivered")
  func stops() async throws {
    let outcome = await transport.deliver(Self.message, try .sample()) { throw Stop() }
    #expect(outcome.kind == "abandoned")
    #expect(await transport.trace(try .sample()) == .notDelivered)
  }

  @Test("a full disk and a missing directory are deferred with the system's words")
  func failures() async throws {
    let nowhere = MaildirTransport(directory: directory.path + "/no/such/place")
    let outcome = await nowhere.deliver(Self.message, try .sample()) {}
    #expect(outcome.kind == "deferred local")
    #expect(outcome.record.reason.hasSuffix("No such file or directory"))
    let error = await #expect(throws: MailError.self) { try await nowhere.check() }
    #expect(error?.code == .file)

    try put("cur/x")
    try FileManager.default.removeItem(atPath: path + "/tmp")
    try FileManager.default.createSymbolicLink(atPath: path + "/tmp", withDestinationPath: "/dev/full")
    let full = await transport.deliver(Self.message, try .sample()) {}
    #expect(full.kind == "deferred local")
  }

  @Test("a check makes the directories")
  func check() async throws {
    try await transport.check()
    #expect(FileManager.default.fileExists(atPath: path + "/new"))
    #expect(transport.kind == "maildir")
  }

  @Test("a message that could not travel by SMTP is not taken here either")
  func form() async throws {
    let outcome = await transport.deliver(Array("a\nb\n".utf8), try .sample()) {}
    #expect(outcome.kind == "refused")
  }
}
