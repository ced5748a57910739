package import Dunning
import DunningBytes
import DunningInbound
import DunningStore
package import Logging
import ServiceLifecycle
import Synchronization

/// Messages of a watched folder that lie aside for a person.
package struct SetAsideMail: Sendable {
  /// How many there are, as far as they can be counted.
  package let count: Int
  /// Why there may be more, or not all is opened; nil where all could be counted and nothing waits for long.
  package let trouble: String?

  /// Counts them.
  package init(maildir: String, now: Instant) {
    let aside = MailFolder(path: maildir).asideCount()
    count = aside.count
    let troubles = aside.troubles + [Lingering.words(in: "\(maildir)/new", now: now)].compactMap { $0 }
    trouble = troubles.isEmpty ? nil : troubles.joined(separator: "; ")
  }
}

/// Opens what is delivered into a Maildir, as soon as it is there; between deliveries it sleeps.
package struct MailWatcher: Service {
  private let folder: MailFolder
  private let record: OpeningRecord
  private let mailroom: Mailroom
  private let timer: any Clock<Duration>
  private let logger: Logger
  /// How long a docket that cannot write now, or a file that cannot be read, is left alone.
  private let patience = Duration.seconds(30)

  /// How often the daemon may have ended while it opened a message before that is laid aside.
  private let triesMax = 2

  /// - Parameters:
  ///   - maildir: the folder that has `new` and `cur`.
  ///   - record: the file that says what is being opened.
  package init(maildir: String, record: String, mailroom: Mailroom, timer: any Clock<Duration>, logger: Logger) {
    folder = MailFolder(path: maildir)
    self.record = OpeningRecord(path: record)
    self.mailroom = mailroom
    self.timer = timer
    self.logger = logger
  }

  /// Runs until the daemon stops; a folder that cannot be watched is tried again.
  ///
  /// - Throws: ``DocketError`` `.failed`.
  package func run() async throws {
    try await WatchLoop(timer: timer, patience: patience, logger: logger, event: "mail-not-readable").run {
      try await watch()
    }
  }

  /// Opens what is delivered until there is another folder in this one's place, or none. What cannot be read now is tried
  /// again after a while, and delays nothing else.
  private func watch() async throws {
    // Watched first, so that nothing falls between the look and the watch.
    let watch = try FolderWatch(path: folder.path + "/new")
    defer { withExtendedLifetime(watch) {} }
    let deliveries = watch.deliveries
    let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let wait = Wait()
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
      var unread: Set<String> = []
      for await _ in looks {
        unread = try await openAll(unread)
        guard !unread.isEmpty, wait.begin() else { continue }
        tasks.addTask { [timer, patience] in
          try await timer.sleep(for: patience)
          wait.end()
          look.yield()
        }
      }
      tasks.cancelAll()
    }
    try Task.checkCancellation()
    logger.error(
      "\(folder.path)/new was replaced or unmounted: it is watched again", metadata: ["event": "mail-not-readable"])
  }

  /// Whether somebody waits until what cannot be read is tried again.
  private final class Wait: Sendable {
    private let isRunning = Atomic(false)

    /// Whether nobody did yet.
    func begin() -> Bool { !isRunning.exchange(true, ordering: .relaxed) }

    func end() { isRunning.store(false, ordering: .relaxed) }
  }

  /// Opens what waits; a message that cannot be opened stops no other.
  ///
  /// - Parameter known: what could not be read before, of which nothing is said again.
  /// - Returns: the names of what cannot be read now, and stays.
  /// - Throws: ``MailFolderError`` when the folder cannot be read; ``DocketError`` `.failed`; `CancellationError`.
  @discardableResult
  package func openAll(_ known: Set<String> = []) async throws -> Set<String> {
    var unread: Set<String> = []
    for (name, reason) in try folder.unnamed() {
      unread.insert(name)
      guard !known.contains(name) else { continue }
      logger.error(
        "\(folder.path)/new/\(name) \(reason): a person has to read it", metadata: ["event": "mail-not-readable"])
    }
    for name in try folder.waiting() {
      try Task.checkCancellation()
      if try await !open(name, isKnown: known.contains(name)) { unread.insert(name) }
    }
    return unread
  }

  /// - Returns: false when it cannot be read now: rights, descriptors and disks come back.
  private func open(_ name: String, isKnown: Bool) async throws -> Bool {
    let tries = record.begin(name)
    // Whatever comes of it now, the daemon has not died of it.
    defer { record.end(name) }
    guard tries < triesMax else {
      setAside(name, because: "the daemon ended \(tries) times while it was opened")
      return true
    }
    let bytes: [UInt8]
    do {
      bytes = try folder.read(name)
    } catch {
      if !isKnown { logger.error("\(error)", metadata: ["event": "mail-not-readable"]) }
      if error.isNoMessage { putAway(name) }
      return error.isNoMessage
    }
    let messages = Self.messages(in: bytes)
    guard messages.count <= IncomingLimits.messagesPerFileMax else {
      setAside(name, because: "it is a mailbox of \(messages.count) messages; `dunningctl mail import` takes it")
      return true
    }
    var troubles: [String] = []
    for message in messages {
      switch message {
      case .whole(let bytes): if let trouble = try await file(bytes, name).trouble { troubles.append(trouble) }
      case .tooLarge: troubles.append("not all of the mailbox was read, since it is too large")
      }
    }
    if let trouble = troubles.first { setAside(name, because: trouble) } else { putAway(name) }
    return true
  }

  /// The messages in a file: one, or those of a mailbox that somebody has put into the folder. A message that is too large
  /// by itself is left to the reader, which reads its header.
  static func messages(in bytes: [UInt8]) -> [MailboxFile.Message] {
    var mailbox = MailboxFile(bytesMax: .max)
    var messages = mailbox.take(bytes)
    guard !messages.isEmpty else { return [.whole(bytes)] }
    // No more than so much was read of the file, so that the last message may be cut off.
    messages.append(bytes.count > IncomingLimits.messageBytesMax ? .tooLarge : mailbox.end() ?? .tooLarge)
    return messages
  }

  private func setAside(_ name: String, because reason: String) {
    do {
      let place = try folder.setAside(name)
      logger.error(
        "a message cannot be read, a person has to: \(reason); it lies in \(place)",
        metadata: ["event": "mail-set-aside"]
      )
    } catch {
      logger.error("\(error)", metadata: ["event": "mail-not-movable"])
    }
  }

  /// What cannot be moved stays, and is looked at again with the next delivery: it is known then, and does nothing.
  private func putAway(_ name: String) {
    do {
      try folder.putAway(name)
    } catch {
      logger.error("\(error)", metadata: ["event": "mail-not-movable"])
    }
  }

  /// Tries until the docket can write: a full disk passes, and the message waits for it in its folder.
  private func file(_ bytes: [UInt8], _ name: String) async throws -> Mailroom.Result {
    while true {
      do throws(DocketError) {
        let result = try await mailroom.open(bytes, by: .daemon)
        logger.info(
          "mail opened",
          metadata: [
            "event": "mail-opened", "kind": "\(result.message.kind.rawValue)", "file": "\(name)",
            "notice": "\(result.outcome.notice?.description ?? "none")", "action": "\(result.outcome.action)",
          ])
        return result
      } catch {
        guard error.code == .busy else { throw error }
        logger.warning("\(error.message)", metadata: ["event": "mail-waits"])
        try await timer.sleep(for: patience)
      }
    }
  }
}
