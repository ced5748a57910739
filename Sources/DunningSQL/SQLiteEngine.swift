import GRDB

/// A SQLite file: one connection that writes, and a few that read meanwhile.
package final class SQLiteEngine: Sendable {
  private let connections: any DatabaseWriter
  private let bond: LogBond?

  /// Opens a file to be written, which is made when it is missing.
  ///
  /// - Parameters:
  ///   - readers: read connections; each costs memory.
  ///   - header: reads the first ``WriteAheadLog/headerBytes`` of the file as it lies there, without closing it afterwards:
  ///     that would give SQLite's locks up (fcntl(2)). Nil where logs need not be told from those of other files.
  /// - Throws: ``SQLError``.
  package init(file: String, readers: Int, header: (@Sendable () -> [UInt8]?)? = nil) throws {
    let bond = header.map(LogBond.init)
    self.bond = bond
    var configuration = Self.configuration()
    configuration.maximumReaderCount = readers
    if let bond {
      // Where there is no log GRDB begins one as soon as the file is open, and its first transaction would say beside which
      // state of the file the log before it was begun.
      configuration.prepareDatabase { database in
        guard !database.configuration.readonly, bond.header() != nil else { return }
        try database.execute(sql: "PRAGMA journal_mode = WAL")
        try bond.tie(SQLConnection(database))
      }
    }
    connections = try SQLError.translating { try DatabasePool(path: file, configuration: configuration) }
  }

  /// Opens a file that is only read.
  ///
  /// - Throws: ``SQLError``.
  package init(reading file: String) throws {
    bond = nil
    var configuration = Self.configuration()
    configuration.readonly = true
    connections = try SQLError.translating { try DatabaseQueue(path: file, configuration: configuration) }
  }

  /// Makes a database of its own for what is too much for memory: two megabytes of it are in memory, the rest in a file
  /// without a name, which is gone with it.
  ///
  /// SQLite makes the file where `SQLITE_TMPDIR` or `TMPDIR` says, else in /var/tmp (https://www.sqlite.org/tempfiles.html).
  ///
  /// - Parameter tables: the statements that make its tables.
  /// - Throws: ``SQLError``.
  package init(scratch tables: String) throws {
    bond = nil
    connections = try SQLError.translating {
      // The empty name stands for such a file.
      let queue = try DatabaseQueue(path: "", configuration: Self.configuration())
      try queue.writeWithoutTransaction { database in
        // Nobody takes back what is in it: after a failure all of it is thrown away.
        try database.execute(sql: "PRAGMA journal_mode = OFF")
        try database.execute(sql: tables)
      }
      return queue
    }
  }

  private static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.label = "docket"
    configuration.busyMode = .timeout(5)
    return configuration
  }

  // MARK: - Schema

  /// How far the schema has come along these migrations.
  ///
  /// - Throws: ``SQLError``.
  package func schema(_ migrations: [SQLMigration]) throws -> SQLSchema {
    let migrator = migrator(migrations)
    return try SQLError.translating {
      try connections.read { database in
        if try migrator.hasBeenSuperseded(database) { return .later }
        return try migrator.hasCompletedMigrations(database) ? .current : .earlier
      }
    }
  }

  /// Runs the migrations that have not run yet, each as one transaction, and makes commits durable from here on.
  ///
  /// - Throws: ``SQLError``, or what a migration throws.
  package func migrate(_ migrations: [SQLMigration]) throws {
    try SQLError.translating {
      // Before the migrator's own transactions.
      try connections.write { try tie(SQLConnection($0)) }
      try migrator(migrations).migrate(connections)
      try connections.writeWithoutTransaction { database in
        // GRDB sets NORMAL with WAL, under which a committed transaction can be lost with the power
        // (https://www.sqlite.org/pragma.html#pragma_synchronous).
        try database.execute(sql: "PRAGMA synchronous = FULL")
        // 16 MiB, four times the default: a mail changes some thirty pages, most of them the same as the mail before, and
        // a checkpoint syncs twice. After a crash this much is read again, which takes some ten milliseconds.
        try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
        // What takes a statement back is small, and would be written to a file of its own.
        try database.execute(sql: "PRAGMA temp_store = MEMORY")
        // Eight MiB for the writer, four times the default: the indexes of a large docket are touched all over.
        try database.execute(sql: "PRAGMA cache_size = -8000")
      }
    }
  }

  private func migrator(_ migrations: [SQLMigration]) -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { [bond] database in
        let sql = SQLConnection(database)
        try bond?.tie(sql)
        try migration.body(sql)
      }
    }
    return migrator
  }

  // MARK: - Ways in

  /// Does something as one transaction, which is on disk when this returns.
  ///
  /// - Throws: ``SQLError``, or what the body throws; nothing of it is kept then.
  package func write<T>(_ body: (SQLConnection) throws -> T) throws -> T {
    try SQLError.translating {
      try connections.write { database in
        let sql = SQLConnection(database)
        try tie(sql)
        return try body(sql)
      }
    }
  }

  /// Has the log say beside which state of the file it is. It is the first thing in every transaction that writes.
  package func tie(_ sql: SQLConnection) throws { try bond?.tie(sql) }

  /// Looks at the database as it stood at one moment.
  ///
  /// - Throws: ``SQLError``, or what the body throws.
  package func read<T>(_ body: (SQLConnection) throws -> T) throws -> T {
    try SQLError.translating { try connections.read { try body(SQLConnection($0)) } }
  }

  /// Has the connection that writes do something behind all that it was asked before; in no transaction yet.
  package func enqueue(_ body: @escaping @Sendable (SQLConnection) -> Void) {
    connections.asyncWriteWithoutTransaction { body(SQLConnection($0)) }
  }

  /// Looks at the database as it stood at one moment, as soon as a connection is free.
  ///
  /// - Parameter body: gets a connection, or the ``SQLError`` because of which there is none.
  package func look(_ body: @escaping @Sendable (Result<SQLConnection, any Error>) -> Void) {
    connections.asyncRead { database in
      body(Result { try SQLError.translating { SQLConnection(try database.get()) } })
    }
  }

  /// Takes away the log of what was written, once all of it is in the file itself.
  ///
  /// - Throws: ``SQLError`` `.locked` while somebody reads.
  package func truncateLog() async throws {
    do {
      _ = try await connections.writeWithoutTransaction { try $0.checkpoint(.truncate) }
    } catch let error as DatabaseError {
      throw SQLError(error)
    }
  }

  /// Writes all that there is at one moment into a file, which must be empty. It is not given up when the calling task is
  /// cancelled.
  ///
  /// - Throws: ``SQLError``.
  package func copy(into file: String) async throws {
    // An async function of GRDB would give up when the calling task is cancelled.
    let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
      connections.asyncWriteWithoutTransaction { database in
        continuation.resume(
          returning: Result {
            try SQLError.translating { try database.execute(sql: "VACUUM INTO ?", arguments: [file]) }
          })
      }
    }
    try result.get()
  }

  /// Copies all that there is at one moment into a file, which must be empty, while others write
  /// (https://www.sqlite.org/backup.html). The copy is whole without a log. It is not given up when the calling task is
  /// cancelled.
  ///
  /// - Throws: ``SQLError``.
  package func backUp(into file: String) async throws {
    let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
      connections.asyncRead { database in
        continuation.resume(
          returning: Result { try SQLError.translating { try Self.copy(try database.get(), into: file) } })
      }
    }
    try result.get()
  }

  private static func copy(_ source: Database, into file: String) throws {
    let copy = try DatabaseQueue(path: file)
    try copy.writeWithoutTransaction { target in
      try source.backup(to: target)
      try target.execute(sql: "PRAGMA journal_mode = DELETE")
    }
    try copy.close()
  }

  /// Takes the log away and closes the file.
  ///
  /// - Throws: ``SQLError`` while somebody else reads; everything is written then, but part of it into the log.
  package func close() async throws {
    try await truncateLog()
    // Only the last connection that may write takes the log away, and GRDB closes it before those that read.
    (connections as? DatabasePool)?.invalidateReadOnlyConnections()
    try SQLError.translating { try connections.close() }
  }
}
