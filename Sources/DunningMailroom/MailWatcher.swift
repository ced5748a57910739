import Dunning
import DunningInbound
import DunningStore
package import Logging
import ServiceLifecycle

/// Opens what is delivered into a Maildir, as soon as it is there; between deliveries it sleeps.
package struct MailWatcher: Service {
  private let folder: MailFolder
  private let mailroom: Mailroom
  private let timer: any Clock<Duration>
  private let logger: Logger
  /// How long a docket that cannot write now is left alone.
  private let patience = Duration.seconds(30)

  /// - Parameter maildir: the folder that has `new` and `cur`.
  package init(maildir: String, mailroom: Mailroom, timer: any Clock<Duration>, logger: Logger) {
    folder = MailFolder(path: maildir)
    self.mailroom = mailroom
    self.timer = timer
    self.logger = logger
  }

  /// Runs until the daemon stops.
  ///
  /// - Throws: ``MailFolderError`` when the folder cannot be watched; ``DocketError`` `.failed`.
  package func run() async throws {
    // Watched first, so that nothing falls between the look and the watch.
    let watch = try FolderWatch(path: folder.path + "/new")
    defer { withExtendedLifetime(watch) {} }
    let deliveries = watch.deliveries
    try await openAll()
    try await cancelWhenGracefulShutdown {
      for await _ in deliveries { try await openAll() }
    }
  }

  /// Opens what waits; a message that cannot be opened stops no other.
  package func openAll() async throws {
    let names: [String]
    do {
      names = try folder.waiting()
    } catch {
      return logger.error("\(error)", metadata: ["event": "mail-not-readable"])
    }
    for name in names where !Task.isCancelled { try await open(name) }
  }

  private func open(_ name: String) async throws {
    let bytes: [UInt8]
    do {
      bytes = try folder.read(name)
    } catch {
      logger.error("\(error)", metadata: ["event": "mail-not-readable"])
      return putAway(name)
    }
    try await file(bytes, name)
    putAway(name)
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
  private func file(_ bytes: [UInt8], _ name: String) async throws {
    while true {
      do throws(DocketError) {
        let result = try await mailroom.open(bytes, by: .daemon)
        return logger.info(
          "mail opened",
          metadata: [
            "event": "mail-opened", "kind": "\(result.message.kind.rawValue)", "file": "\(name)",
            "notice": "\(result.outcome.notice?.description ?? "none")", "action": "\(result.outcome.action)",
          ])
      } catch {
        guard error.code == .busy else { throw error }
        logger.warning("\(error.message)", metadata: ["event": "mail-waits"])
        try await timer.sleep(for: patience)
      }
    }
  }
}
