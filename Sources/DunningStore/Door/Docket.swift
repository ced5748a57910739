import FoundationEssentials
import GRDB
import Glibc
package import Dunning

/// The durable record of claims, payments, notices and attempts: the only door to the database, and each method is one
/// transaction that either happened, on disk, or did not.
package struct Docket: Sendable {
  let pool: DatabasePool
  private let writer: DocketWriter
  private let lock: DocketLock
  private let failure: DocketFailure
  let randomBytes: @Sendable (Int) -> [UInt8]
  let memory = TakingMemory()
  /// Signals that something may have become due, or due earlier.
  package let changes = DocketChanges()
  /// Signals that the journal grew.
  package let journal = DocketChanges()
  /// The key of the deterministic Message-IDs, drawn when the docket was made.
  package let messageKey: [UInt8]
  package let file: String
  /// Lies beside ``file``; see ``DocketMark``.
  let markFile: String
  /// Lies beside ``file``; the key of the seals.
  let sealKeyFile: String
  let attachments: AttachmentFolder
  let home: @Sendable (_ file: String) -> DocketHome

  /// Opens the docket in a folder, which is made when it is missing, and brings its schema up to date.
  ///
  /// - Parameters:
  ///   - randomBytes: fresh random bytes, for keys that are kept.
  ///   - home: answers where the docket's file lives. A docket that has another home than the last time, or was put back
  ///     from a backup, is held.
  ///   - now: written into the journal when the docket is new.
  /// - Throws: ``DocketError`` `.inUse` when another daemon holds it, `.failed` when it cannot be opened.
  package init(
    directory: String, randomBytes: @escaping @Sendable (Int) -> [UInt8],
    home: @escaping @Sendable (_ file: String) -> DocketHome = { _ in DocketHome(machine: nil, fileMade: nil) },
    now: Instant
  ) throws(DocketError) {
    lock = try DocketLock(directory: directory)
    failure = DocketFailure()
    file = directory + "/docket.sqlite"
    markFile = directory + "/docket.mark"
    sealKeyFile = directory + "/seal.key"
    attachments = AttachmentFolder(path: directory + "/attachments")
    self.home = home
    self.randomBytes = randomBytes
    do {
      pool = try Self.open(file, randomBytes: randomBytes, now: now)
      writer = DocketWriter(pool)
      messageKey = try Self.prepare(pool, randomBytes: randomBytes, now: now)
      attachments.removeUnfinished()
      try pool.write { [attachments] db in try Self.removeGoneContents(attachments, in: db) }
      try Self.checkProvenance(pool, file: file, home: home, key: messageKey, markFile: markFile, now: now)
    } catch let error as DocketError {
      throw error
    } catch {
      throw DocketError(
        .failed, "cannot open \(file): \(error)", hint: "check the folder's owner and free space; see dunningd(8)")
    }
  }

  private static func open(
    _ file: String, randomBytes: @escaping @Sendable (Int) -> [UInt8], now: Instant
  ) throws -> DatabasePool {
    var configuration = Configuration()
    configuration.label = "docket"
    configuration.maximumReaderCount = DocketLimits.readersMax
    configuration.busyMode = .timeout(5)
    let pool = try DatabasePool(path: file, configuration: configuration)
    let migrations = Migrations.all(randomBytes: randomBytes, now: now)
    guard try !pool.read(migrations.hasBeenSuperseded) else {
      // What this version would write, that one might not understand, and the other way round.
      throw DocketError(
        .failed, "\(file) was written by a later version of dunningd",
        hint: "start that version, or restore the backup that was made before the upgrade")
    }
    try migrations.migrate(pool)
    try pool.writeWithoutTransaction { db in
      // GRDB sets NORMAL with WAL, under which a committed transaction can be lost with the power
      // (https://www.sqlite.org/pragma.html#pragma_synchronous).
      try db.execute(sql: "PRAGMA synchronous = FULL")
      // 16 MiB, four times the default: a mail changes some thirty pages, most of them the same as the mail before, and a
      // checkpoint syncs twice. After a crash this much is read again, which takes some ten milliseconds.
      try db.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
      // What takes a statement back is small, and would be written to a file of its own.
      try db.execute(sql: "PRAGMA temp_store = MEMORY")
      // Eight MiB for the writer, four times the default: the indexes of a large docket are touched all over.
      try db.execute(sql: "PRAGMA cache_size = -8000")
    }
    return pool
  }

  private static func prepare(
    _ pool: DatabasePool, randomBytes: (Int) -> [UInt8], now: Instant
  ) throws -> [UInt8] {
    try pool.write { db in
      if let key = try Settings.value(.messageKey, in: db) { return Array(Data(base64Encoded: key) ?? Data()) }
      let key = randomBytes(32)
      try Settings.set(.messageKey, Data(key).base64EncodedString(), in: db)
      try Journal.append(.init(.docketCreated, actor: .daemon), at: now, in: db)
      return key
    }
  }

  /// Returns when a write or sync has failed, with the error that says so: nothing in memory may be trusted from then
  /// on, and the daemon has to stop.
  package func awaitFailure() async -> DocketError? { await failure.wait() }

  /// Size of the database with its write-ahead log.
  package var bytes: Int64 {
    [file, file + "-wal"].reduce(0) { sum, path in
      var status = stat()
      // A log that is not there yet has no size.
      return sum + (stat(path, &status) == 0 ? Int64(status.st_size) : 0)
    }
  }

  // MARK: - The two ways in

  /// Runs one durable transaction. It is not given up when the calling task is cancelled: an outcome that the mail
  /// server has already stated must be written down.
  ///
  /// - Parameters:
  ///   - keeping: false to look at what would happen and keep nothing.
  ///   - isWorkOfEngine: true for what the engine need not be told of: its own steps, or what the caller tells it.
  func write<T: Sendable>(
    keeping: Bool = true, isWorkOfEngine: Bool = false, _ body: @escaping @Sendable (Database) throws -> T
  ) async throws(DocketError) -> T {
    // After a failed sync nobody knows what is on disk; only a restart finds out (fsync(2), EIO).
    if let failed = failure.current { throw failed }
    let value = try unwrap(await writer.run(isKept: keeping, body))
    if keeping { journal.signal() }
    if keeping, !isWorkOfEngine { changes.signal() }
    return value
  }

  func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(DocketError) -> T {
    let result: Result<T, any Error> = await withCheckedContinuation { continuation in
      pool.asyncRead { database in continuation.resume(returning: Result { try body(try database.get()) }) }
    }
    return try unwrap(result)
  }

  private func unwrap<T>(_ result: Result<T, any Error>) throws(DocketError) -> T {
    switch result {
    case .success(let value): return value
    case .failure(let error as DocketError): throw error
    case .failure(let error as DatabaseError): throw translate(error)
    case .failure(let error): throw DocketError(.failed, "\(error)")
    }
  }

  /// A full disk, a lock or a lack of descriptors passes; anything else that the database itself reports does not.
  private func translate(_ error: DatabaseError) -> DocketError {
    switch error.resultCode {
    case .SQLITE_FULL:
      return DocketError(.busy, "the docket cannot grow: the disk is full", hint: "free space, then try again")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      return DocketError(.busy, "the docket is locked by another program", hint: "try again")
    case .SQLITE_CANTOPEN:
      // Nothing was written. SQLite opens files as it needs them, and a process can run out of descriptors.
      return DocketError(
        .busy, "the docket cannot open a file (SQLite \(error.extendedResultCode.rawValue))",
        hint: "try again; if it stays so, raise LimitNOFILE= of the unit, and see whether the folder is still there")
    case .SQLITE_IOERR, .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_READONLY:
      let failed = DocketError(
        .failed, "the docket failed: \(error.message ?? "no message") (SQLite \(error.extendedResultCode.rawValue))",
        hint: "the daemon stops and recovers when it is started again; if that fails, restore a backup")
      failure.report(failed)
      return failed
    default:
      return DocketError(.failed, "\(error.message ?? "database error") (SQLite \(error.extendedResultCode.rawValue))")
    }
  }
}
