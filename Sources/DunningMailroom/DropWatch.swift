import DunningStore
import Logging

/// Takes in the files that are put into a folder, as soon as they lie there whole; between them it sleeps. What was taken
/// in moves to `done`, all else to another folder with the reason beside it.
struct DropWatch: Sendable {
  /// What becomes of a file.
  enum Verdict: Sendable {
    case done
    /// It is laid aside in a folder of this name.
    case aside(String, because: String)
    /// The docket cannot take it now.
    case later(DocketError)
    /// Another file may answer what it leaves open, whatever their names: it is looked at again after all that lie there,
    /// and laid aside when it says the same then.
    case afterOthers(aside: String, because: String)
  }

  /// What the log calls it.
  struct Names: Sendable {
    /// What lies in the folder, e.g. `statement`.
    let what: String
    /// A folder that cannot be read.
    let notReadable: String
  }

  let folder: DropFolder
  let names: Names
  let timer: any Clock<Duration>
  let logger: Logger
  let decide: @Sendable (_ bytes: [UInt8], _ name: String) async -> Verdict
  /// How long a file has to stay as it is until nobody writes it any more.
  private let stillness = Duration.seconds(2)
  /// How long a docket that cannot write now, or a file that cannot be read, is left alone.
  private let patience = Duration.seconds(30)

  init(
    folder: String, names: Names, timer: any Clock<Duration>, logger: Logger,
    decide: @escaping @Sendable (_ bytes: [UInt8], _ name: String) async -> Verdict
  ) {
    self.folder = DropFolder(path: folder)
    (self.names, self.timer, self.logger, self.decide) = (names, timer, logger, decide)
  }

  /// Runs until the daemon stops; a folder that cannot be watched is tried again.
  ///
  /// - Throws: ``DocketError`` `.failed`.
  func run() async throws {
    try await WatchLoop(timer: timer, patience: patience, logger: logger, event: names.notReadable).run {
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
      tasks.addTask { [place = watch.place, timer] in
        try await place.isLeft(timer)
        look.finish()
      }
      look.yield()
      var seen = DropSeen()
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
    logger.error(
      "\(folder.path) was replaced or unmounted: it is watched again", metadata: ["event": "\(names.notReadable)"])
  }

  /// Takes in what has lain still since the last look; a file that cannot be read stops no other.
  ///
  /// - Returns: after how long another look is due; nil when nothing is left.
  /// - Throws: ``MailFolderError`` when the folder cannot be read; ``DocketError`` `.failed`; `CancellationError`.
  func takeAll(_ seen: inout DropSeen) async throws -> Duration? {
    let files = try folder.files()
    var growing = files.filter { seen.growing[$0.name] != $0.look }
    let isGrowing = !growing.isEmpty
    var unread: Set<String> = []
    var rest = files.filter { seen.growing[$0.name] == $0.look }
    for isLast in [false, true] {
      let round = rest
      rest = []
      for (name, look) in round {
        try Task.checkCancellation()
        switch try await take(name, isKnown: seen.unread.contains(name), isLast: isLast) {
        case .taken: break
        case .notNow:
          growing.append((name, look))
          unread.insert(name)
        case .afterOthers: rest.append((name, look))
        }
      }
      // What may answer it is being written.
      if isGrowing { break }
    }
    growing += rest
    let isStill = growing.allSatisfy { unread.contains($0.name) }
    seen.growing = Dictionary(growing) { first, _ in first }
    seen.unread = unread
    return growing.isEmpty ? nil : isStill ? patience : stillness
  }

  private enum Taken {
    case taken
    /// It cannot be read or moved now.
    case notNow
    case afterOthers
  }

  /// - Parameter isLast: whether there is nothing that it could wait for.
  private func take(_ name: String, isKnown: Bool, isLast: Bool) async throws -> Taken {
    do throws(MailFolderError) {
      let bytes = try folder.read(name)
      switch await decide(bytes, name) {
      case .done: try folder.putAway(name)
      case .afterOthers where !isLast: return .afterOthers
      case .aside(let aside, let words), .afterOthers(let aside, let words):
        let place = try folder.lay(name, in: aside, because: words)
        logger.error(
          "the \(names.what) cannot be taken in: \(words.replacing("\n", with: "; ")); it lies in \(place)",
          metadata: ["event": "\(names.what)-\(aside)"])
      case .later(let error):
        let metadata: Logger.Metadata = ["event": "\(names.what)-waits", "file": "\(name)"]
        if error.code == .busy {
          logger.warning("\(error.message)", metadata: metadata)
        } else {
          logger.error("\(error.message)", metadata: metadata)
        }
        return .notNow
      }
      return .taken
    } catch {
      if !isKnown { logger.error("\(error)", metadata: ["event": "\(names.notReadable)"]) }
      return .notNow
    }
  }
}

/// What the last look into a folder has seen.
package struct DropSeen: Sendable {
  /// Files that may still be written.
  var growing: [String: DropFolder.Look] = [:]
  /// Files that could not be read, of which nothing is said again.
  var unread: Set<String> = []

  package init() {}
}
