package import Dunning
import DunningStore
package import Logging
import ServiceLifecycle

/// Takes in the e-invoices that are put into a folder: what was taken in moves to `done`, what only a person knows to
/// `asked`, and what is no invoice of a creditor's to `refused`, each with the reason beside it; of what is refused the
/// creditors are told by mail.
package struct InvoiceWatcher: Service {
  private let watch: DropWatch

  package init(folder: String, room: InvoiceRoom, timer: any Clock<Duration>, logger: Logger) {
    let refused = "\(folder)/\(DropFolder.refused)"
    watch = DropWatch(
      folder: folder, names: .init(what: "invoice", notReadable: "invoices-not-readable"), timer: timer, logger: logger
    ) { bytes, name in
      do throws(DocketError) {
        let outcome = try await room.take(InvoiceUpload(bytes: bytes, file: name), by: .daemon)
        guard outcome.isDone else {
          let words = outcome.because.joined(separator: "\n")
          // A credit note may lie there before its invoice.
          if outcome.verdict == .question { return .afterOthers(aside: DropFolder.asked, because: words) }
          // The file stays until the creditors can be told of it.
          try await room.tell(ofRefused: name, because: words, in: refused)
          return .aside(DropFolder.refused, because: words)
        }
        try await room.forget(refused: name, bytes, in: folder)
        logger.info(
          "invoice taken in",
          metadata: [
            "event": "invoice-taken", "file": "\(name)", "verdict": "\(outcome.verdict.rawValue)",
            "claim": "\(outcome.claims.first?.description ?? "none")",
          ])
        return .done
      } catch {
        return .later(error)
      }
    }
  }

  /// Runs until the daemon stops; a folder that cannot be watched is tried again.
  ///
  /// - Throws: ``DocketError`` `.failed`.
  package func run() async throws { try await watch.run() }

  /// Takes in what has lain still since the last look; a file that cannot be read stops no other.
  ///
  /// - Returns: after how long another look is due; nil when nothing is left.
  /// - Throws: ``MailFolderError`` when the folder cannot be read; ``DocketError`` `.failed`; `CancellationError`.
  package func takeAll(_ seen: inout DropSeen) async throws -> Duration? { try await watch.takeAll(&seen) }
}

/// What lies aside in the folder of e-invoices.
package struct InvoiceFolder: Sendable {
  /// Files about which a person is asked, as far as they can be counted.
  package let asked: Int
  /// Files that are no invoice of a creditor's, as far as they can be counted.
  package let refused: Int
  /// Why there may be more, or not all is taken in; nil where all could be counted and nothing waits for long.
  package let trouble: String?

  /// Counts them.
  package init(path: String, now: Instant) {
    let folder = DropFolder(path: path)
    var troubles: [String] = []
    func count(_ aside: String) -> Int {
      do throws(MailFolderError) {
        return try folder.count(aside: aside)
      } catch {
        troubles.append("\(error)")
        return 0
      }
    }
    (asked, refused) = (count(DropFolder.asked), count(DropFolder.refused))
    do throws(MailFolderError) { _ = try folder.files() } catch { troubles.append("\(error)") }
    if let waiting = Lingering.words(in: path, now: now) { troubles.append(waiting) }
    trouble = troubles.isEmpty ? nil : troubles.joined(separator: "; ")
  }
}
