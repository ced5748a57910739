import Dunning
import DunningStore
package import Logging
import ServiceLifecycle
import Synchronization

/// Takes in the files of banks and wallets that are put into a folder, as soon as they lie there whole; between them it
/// sleeps. What was taken in moves to `done`, what cannot be read to `refused` with the reason beside it.
package struct StatementWatcher: Service {
  private let folder: StatementFolder
  private let room: StatementRoom
  private let map: @Sendable (String) -> StatementQuestion.MapText?
  private let timer: any Clock<Duration>
  private let logger: Logger
  /// How long a file has to stay as it is until nobody writes it any more.
  private let stillness = Duration.seconds(2)
  /// How long a docket that cannot write now, or a file that cannot be read, is left alone.
  private let patience = Duration.seconds(30)

  /// - Parameter map: the map of a name; nil where there is none.
  package init(
    folder: String, room: StatementRoom, map: @escaping @Sendable (String) -> StatementQuestion.MapText?,
    timer: any Clock<Duration>, logger: Logger
  ) {
    self.folder = StatementFolder(path: folder)
    self.room = room
    self.map = map
    self.timer = timer
    self.logger = logger
  }

  /// Runs until the daemon stops; a folder that cannot be watched is tried again.
  ///
  /// - Throws: ``DocketError`` `.failed`.
  package func run() async throws {
    try await WatchLoop(timer: timer, patience: patience, logger: logger, event: "statements-not-readable").run {
      try await watch()
    }
  }

  /// Takes in what is put there until there is another folder in this one's place, or none.
  private func watch() async throws {
    // Watched first, so that nothing falls between the look and the watch.
    let watch = try FolderWatch(path: folder.path)
    defer { withExtendedLifetime(watch) {} }
    let deliveries = watch.deliveries
    let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        for await _ in deliveries { look.yield() }
        look.finish()
      }
      look.yield()
      var seen = Seen()
      for await _ in looks {
        guard let wait = try await takeAll(&seen) else { continue }
        tasks.addTask { [timer] in
          try await timer.sleep(for: wait)
          look.yield()
        }
      }
      tasks.cancelAll()
    }
    try Task.checkCancellation()
  }

  /// What the last look has seen.
  package struct Seen: Sendable {
    /// Files that may still be written.
    var growing: [String: StatementFolder.Look] = [:]
    /// Files that could not be read, of which nothing is said again.
    var unread: Set<String> = []

    package init() {}
  }

  /// Takes in what has lain still since the last look; a file that cannot be read stops no other.
  ///
  /// - Returns: after how long another look is due; nil when nothing is left.
  /// - Throws: ``MailFolderError`` when the folder cannot be read; ``DocketError`` `.failed`; `CancellationError`.
  package func takeAll(_ seen: inout Seen) async throws -> Duration? {
    let files = try folder.files()
    var growing: [String: StatementFolder.Look] = [:]
    var unread: Set<String> = []
    for (name, look) in files {
      try Task.checkCancellation()
      if seen.growing[name] != look {
        growing[name] = look
      } else if try await !take(name, isKnown: seen.unread.contains(name)) {
        growing[name] = look
        unread.insert(name)
      }
    }
    let isStill = growing.keys.allSatisfy { unread.contains($0) }
    seen.growing = growing
    seen.unread = unread
    return growing.isEmpty ? nil : isStill ? patience : stillness
  }

  /// - Returns: false when it cannot be read or moved now.
  private func take(_ name: String, isKnown: Bool) async throws -> Bool {
    do throws(MailFolderError) {
      let bytes = try folder.read(name)
      if let reason = await told(await refusal(bytes, name), name) {
        switch reason {
        case .refused(let words):
          let place = try folder.refuse(name, because: words)
          logger.error(
            "a statement cannot be taken in: \(words); it lies in \(place)", metadata: ["event": "statement-refused"])
        case .failed(let error):
          if error.code == .busy {
            logger.warning("\(error.message)", metadata: ["event": "statement-waits"])
            return false
          }
          logger.error("\(error.message)", metadata: ["event": "statement-waits", "file": "\(name)"])
          return false
        }
        return true
      }
      try folder.putAway(name)
      return true
    } catch {
      if !isKnown { logger.error("\(error)", metadata: ["event": "statements-not-readable"]) }
      return false
    }
  }

  /// Why a file was not taken in.
  private enum Refusal {
    case refused(String)
    case failed(DocketError)
  }

  /// A refusal that the creditors will be told of; the file stays until they can be.
  private func told(_ refusal: Refusal?, _ name: String) async -> Refusal? {
    guard case .refused(let words) = refusal else { return refusal }
    do throws(DocketError) {
      try await room.tell(ofRefused: name, because: words, in: folder.refusedPath)
      return refusal
    } catch {
      return .failed(error)
    }
  }

  private func refusal(_ bytes: [UInt8], _ name: String) async -> Refusal? {
    do {
      let question = StatementQuestion(bytes: bytes, map: mapText(of: name))
      let result = try await room.take(question, named: name, by: .daemon)
      let statements = result.taken.statements
      if !statements.isEmpty, !statements.contains(where: \.isKnownAccount) {
        return .refused(result.taken.entries.first?.because.first ?? "no creditor has its account")
      }
      tell(result, name)
      return nil
    } catch let error as StatementRefusal {
      return .refused("\(error)")
    } catch let error as DocketError {
      return .failed(error)
    } catch {
      return .refused("\(error)")
    }
  }

  /// `umsaetze.sparkasse.csv` is read by the map `sparkasse`.
  private func mapText(of name: String) -> StatementQuestion.MapText? {
    let parts = name.split(separator: ".")
    return parts.count >= 3 ? map(String(parts[parts.count - 2])) : nil
  }

  private func tell(_ result: StatementRoom.Result, _ name: String) {
    let counts = Dictionary(grouping: result.taken.entries, by: \.verdict).mapValues(\.count)
    var metadata: Logger.Metadata = ["event": "statement-taken", "file": "\(name)", "format": "\(result.format)"]
    for (verdict, count) in counts { metadata[verdict.rawValue] = "\(count)" }
    logger.info("statement taken in", metadata: metadata)
    for statement in result.taken.statements where statement.addsUp == false {
      logger.warning(
        "the balances of a statement do not add up",
        metadata: [
          "event": "statement-odd", "file": "\(name)",
          "account": "\(statement.account ?? "none")",
        ])
    }
  }
}
