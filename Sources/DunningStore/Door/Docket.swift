package import Dunning
import DunningSQL
import FoundationEssentials
import Glibc
import Synchronization

/// The durable record of claims, payments, notices and attempts: the only door to the database, and each method is one
/// transaction that either happened, on disk, or did not.
package struct Docket: Sendable {
  let database: SQLiteEngine
  private let writer: DocketWriter
  let lock: DocketLock
  let failure: DocketFailure
  let health: DocketHealth
  /// Where the file was when it was opened.
  let place: DocketFile
  let randomBytes: @Sendable (Int) -> [UInt8]
  let memory = TakingMemory()
  /// Signals that something may have become due, or due earlier.
  package let changes = DocketChanges()
  /// Says whether files are being taken in, so that what is in them counts together.
  package let intake = DocketIntake()
  /// Signals that the journal grew.
  package let journal = DocketChanges()
  /// The key of the deterministic Message-IDs, drawn when the docket was made.
  package let messageKey: [UInt8]
  package let file: String
  /// Holds ``file`` and what lies beside it.
  let folder: String
  let marks: DocketMarks
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
  ///   - farMark: where to write down on another volume how far the docket has come, so that a snapshot of its own that is
  ///     put back is noticed; nil where there is none.
  ///   - now: written into the journal when the docket is new.
  /// - Throws: ``DocketError`` `.inUse` when another daemon holds it, `.failed` when it cannot be opened.
  package init(
    directory: String, randomBytes: @escaping @Sendable (Int) -> [UInt8],
    home: @escaping @Sendable (_ file: String) -> DocketHome = { _ in DocketHome(machine: nil, fileMade: nil) },
    farMark: String? = nil, now: Instant
  ) throws(DocketError) {
    lock = try DocketLock(directory: directory)
    failure = DocketFailure()
    health = DocketHealth(folder: directory)
    folder = directory
    file = directory + "/docket.sqlite"
    place = try DocketFile(file)
    marks = DocketMarks(near: directory + "/docket.mark", far: farMark)
    sealKeyFile = directory + "/seal.key"
    attachments = AttachmentFolder(path: directory + "/attachments")
    self.home = home
    self.randomBytes = randomBytes
    do {
      try place.refuseForeignLog(mark: marks.near, home: home)
      try place.refuseLogOfAnotherState()
      database = try Self.open(place, randomBytes: randomBytes, now: now)
      writer = DocketWriter(database) { [place, failure] in try place.requireThere(failure) }
      messageKey = try Self.prepare(database, randomBytes: randomBytes, now: now)
      attachments.removeUnfinished()
      Self.removeUnfinishedCopies(in: directory)
      try database.write { [attachments] sql in
        try Entry(sql: sql, now: now, actor: .daemon).removeGoneContents(attachments)
      }
      try Self.checkProvenance(database, place: place, home: home, key: messageKey, marks: marks, now: now)
    } catch let error as DocketError {
      throw error
    } catch {
      throw DocketError(
        .failed, "cannot open \(file): \(error)", hint: "check the folder's owner and free space; see dunningd(8)")
    }
  }

  private static func open(
    _ place: DocketFile, randomBytes: @escaping @Sendable (Int) -> [UInt8], now: Instant
  ) throws -> SQLiteEngine {
    let database = try SQLiteEngine(file: place.path, readers: DocketLimits.readersMax) { place.header }
    let migrations = Migrations.all(randomBytes: randomBytes, now: now)
    guard try database.schema(migrations) != .later else {
      // What this version would write, that one might not understand, and the other way round.
      throw DocketError(
        .failed, "\(place.path) was written by a later version of dunningd",
        hint: "start that version, or restore the backup that was made before the upgrade")
    }
    try database.migrate(migrations)
    return database
  }

  private static func prepare(
    _ database: SQLiteEngine, randomBytes: (Int) -> [UInt8], now: Instant
  ) throws -> [UInt8] {
    try database.write { sql in
      let entry = Entry(sql: sql, now: now, actor: .daemon)
      try entry.noteWhatIsMissed()
      if let key = try entry.setting(.messageKey) { return Array(Data(base64Encoded: key) ?? Data()) }
      let key = randomBytes(32)
      try entry.set(.messageKey, Data(key).base64EncodedString())
      try entry.journal(Event(.docketCreated, actor: .daemon))
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
    keeping: Bool = true, isWorkOfEngine: Bool = false, by actor: Actor, rulebook: Rulebook, now: Instant,
    _ body: @escaping @Sendable (Transaction) throws -> T
  ) async throws(DocketError) -> T {
    let request = keeping ? KeyedRequest.current : nil
    return try await commit(keeping: keeping, isWorkOfEngine: isWorkOfEngine, now: now) { sql in
      let transaction = Transaction(sql: sql, rulebook: rulebook, now: now, actor: actor)
      if let request { try transaction.note(request) }
      return try body(transaction)
    }
  }

  /// The same where the rules have no say.
  func write<T: Sendable>(
    keeping: Bool = true, isWorkOfEngine: Bool = false, by actor: Actor, now: Instant,
    _ body: @escaping @Sendable (Entry) throws -> T
  ) async throws(DocketError) -> T {
    let request = keeping ? KeyedRequest.current : nil
    return try await commit(keeping: keeping, isWorkOfEngine: isWorkOfEngine, now: now) { sql in
      let entry = Entry(sql: sql, now: now, actor: actor)
      if let request { try entry.note(request) }
      return try body(entry)
    }
  }

  private func commit<T: Sendable>(
    keeping: Bool, isWorkOfEngine: Bool, now: Instant, _ body: @escaping @Sendable (SQLConnection) throws -> T
  ) async throws(DocketError) -> T {
    // After a failed sync nobody knows what is on disk; only a restart finds out (fsync(2), EIO).
    if let failed = failure.current { throw failed }
    let rows = Mutex(0)
    let result = await writer.run(isKept: keeping) { sql in
      let before = sql.changes
      defer { rows.withLock { $0 = sql.changes - before } }
      return try body(sql)
    }
    learn(result, rows: keeping ? rows.withLock { $0 } : 0, now)
    let value = try unwrap(result)
    if keeping { journal.signal() }
    if keeping, !isWorkOfEngine { changes.signal() }
    return value
  }

  /// Keeps what a write has come to, of whomever it was.
  private func learn<T>(_ result: Result<T, any Error>, rows: Int, _ now: Instant) {
    switch result {
    case .success: health.worked(rows: rows)
    case .failure(let error as SQLError): health.failed(error.kind, at: now, rows: rows)
    case .failure: break
    }
  }

  /// Looks at the docket as it stands at one moment.
  func read<T: Sendable>(_ body: @escaping @Sendable (Look) throws -> T) async throws(DocketError) -> T {
    try place.requireThere(failure)
    let result: Result<T, any Error> = await withCheckedContinuation { continuation in
      database.look { connection in
        continuation.resume(returning: Result { try body(Look(sql: try connection.get())) })
      }
    }
    return try unwrap(result)
  }

  /// The same with the rules at hand.
  func read<T: Sendable>(
    _ rulebook: Rulebook, _ body: @escaping @Sendable (RuledLook) throws -> T
  ) async throws(DocketError) -> T {
    try await read { look in try body(RuledLook(sql: look.sql, rulebook: rulebook)) }
  }

  private func unwrap<T>(_ result: Result<T, any Error>) throws(DocketError) -> T {
    switch result {
    case .success(let value): return value
    case .failure(let error as DocketError): throw error
    case .failure(let error as SQLError): throw translate(error)
    case .failure(let error): throw DocketError(.failed, "\(error)")
    }
  }

  /// A full disk, a lock or a lack of descriptors passes; anything else that the database itself reports does not.
  private func translate(_ error: SQLError) -> DocketError {
    switch error.kind {
    case .full:
      return DocketError(.busy, "the docket cannot grow: the disk is full", hint: "free space, then try again")
    case .locked:
      return DocketError(.busy, "the docket is locked by another program", hint: "try again")
    case .cannotOpen:
      // Nothing was written. SQLite opens files as it needs them, and a process can run out of descriptors.
      return DocketError(
        .busy, "the docket cannot open a file (SQLite \(error.code))",
        hint: "try again; if it stays so, raise LimitNOFILE= of the unit, and see whether the folder is still there")
    case .disk, .damaged:
      let failed = DocketError(
        .failed, "the docket failed: \(error.message ?? "no message") (SQLite \(error.code))",
        hint: "the daemon stops and recovers when it is started again; if that fails, restore a backup")
      failure.report(failed)
      return failed
    case .constraint, .other:
      return DocketError(.failed, "\(error.message ?? "database error") (SQLite \(error.code))")
    }
  }
}
