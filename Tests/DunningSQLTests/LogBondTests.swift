import DunningSQL
import DunningTesting
import Foundation
import Testing

/// A log is laid over the file that it was begun beside, and over no other.
@Suite("The bond between a file and its log")
struct LogBondTests {
  private let folder: ScratchFolder
  private let file: String
  private let header: OpenFile

  /// Keeps the file open, as whoever asks for its header must.
  private final class OpenFile: Sendable {
    let descriptor: Int32

    init(_ path: String) { descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600) }

    deinit { close(descriptor) }

    var header: [UInt8]? {
      var bytes = [UInt8](repeating: 0, count: WriteAheadLog.headerBytes)
      return pread(descriptor, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
    }
  }

  init() throws {
    folder = try ScratchFolder()
    file = folder.path + "/test.sqlite"
    header = OpenFile(file)
  }

  private func engine() throws -> SQLiteEngine {
    let header = header
    let database = try SQLiteEngine(file: file, readers: 1) { header.header }
    try database.migrate([
      SQLMigration("1: things") { try $0.script("CREATE TABLE thing (id INTEGER PRIMARY KEY, value)") }
    ])
    return database
  }

  private func write(_ count: Int, into database: SQLiteEngine) throws {
    for _ in 0..<count { try database.write { try $0.run("INSERT INTO thing (value) VALUES (randomblob(900))") } }
  }

  private func pragma(_ text: String, _ database: SQLiteEngine) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      database.enqueue { sql in
        continuation.resume(with: Result { _ = try sql.all("PRAGMA \(text)") { $0.number(0) } })
      }
    }
  }

  /// The state that a crash would leave now.
  private func crash(_ name: String) throws -> (file: String, header: [UInt8]) {
    let copy = folder.path + "/" + name
    for end in ["", "-wal"] { try Data(contentsOf: URL(filePath: file + end)).write(to: URL(filePath: copy + end)) }
    return (copy, Array(try Data(contentsOf: URL(filePath: copy)).prefix(WriteAheadLog.headerBytes)))
  }

  private func count(in file: String) throws -> Int64? {
    try SQLiteEngine(file: file, readers: 1).read { try $0.first("SELECT count(*) FROM thing") { $0.number(0) } }
  }

  @Test("whatever a crash leaves is never foreign: before, between and after checkpoints")
  func crashes() async throws {
    let database = try engine()
    try await pragma("wal_autocheckpoint = 7", database)
    for round in 1...60 {
      try write(1, into: database)
      if round % 13 == 0 { try await pragma("wal_checkpoint(PASSIVE)", database) }
      if round % 29 == 0 { try await pragma("wal_checkpoint(RESTART)", database) }
      let left = try crash("crash-\(round)")
      #expect(!WriteAheadLog.isForeign(left.file + "-wal", to: left.header), "round \(round)")
    }
    let last = try crash("last")
    #expect(try count(in: last.file) == 60)
  }

  @Test("a log beside an older state of the file is foreign, however the older state came there")
  func older() async throws {
    // Given a backup, and a log that was begun after the file had moved on
    let database = try engine()
    try write(3, into: database)
    try await pragma("wal_checkpoint(TRUNCATE)", database)
    let backup = try Data(contentsOf: URL(filePath: file))
    try write(3, into: database)
    try await pragma("wal_checkpoint(TRUNCATE)", database)
    try write(3, into: database)
    let left = try crash("left")
    #expect(!WriteAheadLog.isForeign(left.file + "-wal", to: left.header))
    // When, in place
    try backup.write(to: URL(filePath: left.file))
    // Then
    let header = Array(backup.prefix(WriteAheadLog.headerBytes))
    #expect(WriteAheadLog.isForeign(left.file + "-wal", to: header))
  }

  @Test("a log that is begun after a clean stop names the state that the stop left, and none before it")
  func reopened() async throws {
    // Given a backup of what a clean stop has left, another such run, and a crash in the third
    let first = try engine()
    try write(3, into: first)
    try await first.close()
    let backup = try Data(contentsOf: URL(filePath: file))
    let second = try engine()
    try write(3, into: second)
    try await second.close()
    let third = try engine()
    try write(3, into: third)
    let left = try crash("left")
    #expect(!WriteAheadLog.isForeign(left.file + "-wal", to: left.header))
    // When, in place
    try backup.write(to: URL(filePath: left.file))
    // Then
    #expect(WriteAheadLog.isForeign(left.file + "-wal", to: Array(backup.prefix(WriteAheadLog.headerBytes))))
  }

  @Test("the state beside which the log was begun is none, and the log makes it whole")
  func sameState() async throws {
    let database = try engine()
    try write(3, into: database)
    try await pragma("wal_checkpoint(TRUNCATE)", database)
    let backup = try Data(contentsOf: URL(filePath: file))
    try write(3, into: database)
    let left = try crash("left")
    try backup.write(to: URL(filePath: left.file))
    #expect(!WriteAheadLog.isForeign(left.file + "-wal", to: Array(backup.prefix(WriteAheadLog.headerBytes))))
    #expect(try count(in: left.file) == 6)
  }

  @Test("a log that does not say, is cut off or makes no sense is SQLite's to judge")
  func others() async throws {
    let header = [UInt8](repeating: 1, count: WriteAheadLog.headerBytes)
    #expect(!WriteAheadLog.isForeign(folder.path + "/none", to: header))
    try folder.write("no log", to: "short-wal")
    #expect(!WriteAheadLog.isForeign(folder.path + "/short-wal", to: header))
    // One of an earlier version
    let plain = try SQLiteEngine(file: folder.path + "/plain.sqlite", readers: 1)
    try plain.migrate([SQLMigration("1") { try $0.script("CREATE TABLE thing (id INTEGER PRIMARY KEY, value)") }])
    try write(2, into: plain)
    #expect(!WriteAheadLog.isForeign(folder.path + "/plain.sqlite-wal", to: header))
    // Cut off in the middle of what it says
    let database = try engine()
    try write(3, into: database)
    let log = try Data(contentsOf: URL(filePath: file + "-wal"))
    for length in stride(from: 0, to: log.count, by: 997) {
      try log.prefix(length).write(to: URL(filePath: folder.path + "/cut-wal"))
      _ = WriteAheadLog.isForeign(folder.path + "/cut-wal", to: header)
    }
    #expect(WriteAheadLog.isForeign(file + "-wal", to: header))
  }
}
