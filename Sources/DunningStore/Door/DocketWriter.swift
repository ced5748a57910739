import DunningSQL
import Synchronization

/// Runs transactions, several in one commit: what arrives while a commit is being synced goes into the next one, so that
/// many who wait share a sync, and one alone waits for nobody.
final class DocketWriter: Sendable {
  private struct Job: Sendable {
    let isKept: Bool
    let run: @Sendable (SQLConnection) throws -> Void
    /// Called when the commit is on disk, or with what went wrong.
    let end: @Sendable ((any Error)?) -> Void
  }

  /// A job of several has failed, and nothing of their commit stays.
  private struct JobFailed: Error {}

  private let database: SQLiteEngine
  private let waiting = Mutex<[Job]>([])
  private let permission: @Sendable () throws -> Void

  /// - Parameter permission: asked right before each commit; what it throws is the end of every job in it, and nothing of
  ///   them stays.
  init(_ database: SQLiteEngine, permission: @escaping @Sendable () throws -> Void = {}) {
    self.database = database
    self.permission = permission
  }

  /// The result of a body whose changes are on disk then, or its error, with nothing changed.
  ///
  /// - Parameter isKept: false to look at what would happen and keep nothing.
  func run<T: Sendable>(
    isKept: Bool, _ body: @escaping @Sendable (SQLConnection) throws -> T
  ) async -> Result<T, any Error> {
    await withCheckedContinuation { continuation in
      let outcome = Outcome<T>()
      submit(
        Job(
          isKept: isKept, run: { sql in outcome.set(try body(sql)) },
          end: { error in continuation.resume(returning: outcome.result(error)) }))
    }
  }

  private func submit(_ job: Job) {
    let isFirst = waiting.withLock { jobs in
      jobs.append(job)
      return jobs.count == 1
    }
    // Whoever finds jobs waiting is taken along with them.
    if isFirst { database.enqueue { sql in self.runWaiting(sql) } }
  }

  private func runWaiting(_ sql: SQLConnection) {
    var jobs = waiting.withLock { jobs in
      defer { jobs = [] }
      return jobs[...]
    }
    while let first = jobs.first {
      let together = jobs.prefix(DocketLimits.jobsPerCommit).prefix { $0.isKept }
      if together.isEmpty { look(first, sql) } else { commit(Array(together), sql) }
      jobs = jobs.dropFirst(max(1, together.count))
    }
  }

  /// Carries out a job of which nothing is kept, in a transaction of its own: as a step of one with others all that it
  /// changes would be kept twice, and each step within it would walk through that.
  private func look(_ job: Job, _ sql: SQLConnection) {
    do {
      try sql.transaction(isKept: false) {
        try job.run(sql)
        try permission()
      }
      job.end(nil)
    } catch {
      job.end(error)
    }
  }

  /// Commits jobs together. Only when one of them fails, which is rare, each has a commit of its own, so that it takes
  /// nobody else's work with it.
  private func commit(_ jobs: [Job], _ sql: SQLConnection) {
    do {
      try sql.transaction {
        try database.tie(sql)
        for job in jobs { try perform(job, sql, isAlone: jobs.count == 1) }
        try permission()
      }
      for job in jobs { job.end(nil) }
    } catch is JobFailed {
      for job in jobs { commit([job], sql) }
    } catch {
      // A commit that failed is not tried again: nobody knows what of it is on disk.
      for job in jobs { job.end(error) }
    }
  }

  private func perform(_ job: Job, _ sql: SQLConnection, isAlone: Bool) throws {
    do {
      try job.run(sql)
    } catch let error as SQLError where error.kind == .disk {
      throw error
    } catch {
      throw isAlone ? error : JobFailed()
    }
  }

  /// What a body gave, until the commit is on disk.
  private final class Outcome<T: Sendable>: Sendable {
    private let value = Mutex<T?>(nil)

    func set(_ new: T) { value.withLock { $0 = new } }

    func result(_ error: (any Error)?) -> Result<T, any Error> {
      if let error { return .failure(error) }
      guard let value = value.withLock({ $0 }) else {
        return .failure(DocketError(.failed, "the transaction gave no result"))
      }
      return .success(value)
    }
  }
}
