import Foundation
import Testing

@testable import DunningMail

@Suite("The print spool", .timeLimit(.minutes(20)))
struct PrintSpoolTests {
  private let folder: String
  private let spool: PrintSpool
  private let pdf = Array("%PDF-1.5 a letter".utf8)

  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/spool-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    spool = PrintSpool(directory: folder)
  }

  private func deliver(
    _ pdf: [UInt8], permission: DotPermission = {}
  ) async -> MailOutcome {
    await spool.deliver(pdf, slip: Array("{}".utf8), id: "n1", permission: permission)
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  }

  @Test("letter and slip lie there whole, readable by the group, and nothing else does")
  func delivered() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard case .accepted(let record) = await deliver(pdf) else {
      Issue.record("it was not taken")
      return
    }
    #expect(record.reason.hasSuffix("n1.pdf"))
    #expect(try names == ["n1.json", "n1.pdf"])
    let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/n1.pdf")
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(await spool.trace("n1") == .delivered(folder + "/n1.pdf"))
  }

  @Test("nothing is to be seen before it may go, and nothing stays when it may not")
  func stopped() async throws {
    struct Stop: Error {}
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (folder, spool) = (folder, spool)
    let outcome = await deliver(pdf) {
      let seen = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(seen.count == 2)
      #expect(seen.allSatisfy { $0.hasPrefix(".") && $0.hasSuffix(".tmp") })
      #expect(await spool.trace("n1") == .notDelivered)
      throw Stop()
    }
    guard case .abandoned(_, is Stop) = outcome else {
      Issue.record("it was not stopped: \(outcome)")
      return
    }
    #expect(try names == [])
    #expect(await spool.trace("n1") == .unknown)
  }

  @Test("the same letter is not written twice, and another of its name never takes its place")
  func again() async throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    _ = await deliver(pdf)
    guard case .accepted = await deliver(pdf, permission: { Issue.record("it was written again") }) else {
      Issue.record("the same letter was not recognised")
      return
    }
    guard case .deferred(let record, .local) = await deliver(Array("%PDF-1.5 another".utf8)) else {
      Issue.record("another letter took its place")
      return
    }
    #expect(record.reason.contains("another letter lies at"))
    #expect(FileManager.default.contents(atPath: folder + "/n1.pdf").map { Array($0) } == pdf)
  }

  @Test("a folder that is not there is not made, and neither is a file taken for one: the letter waits")
  func missing() async throws {
    try FileManager.default.removeItem(atPath: folder)
    guard case .deferred(let record, .local) = await deliver(pdf) else {
      Issue.record("it went where nobody prints")
      return
    }
    #expect(record.reason == "there is no print spool at \(folder): No such file or directory")
    #expect(!FileManager.default.fileExists(atPath: folder))
    await #expect(throws: MailError.self) { try await spool.check() }
    #expect(FileManager.default.createFile(atPath: folder, contents: nil))
    defer { try? FileManager.default.removeItem(atPath: folder) }
    guard case .deferred(_, .local) = await deliver(pdf) else {
      Issue.record("it went into a file")
      return
    }
    await #expect(throws: MailError.self) { try await spool.check() }
  }
}
