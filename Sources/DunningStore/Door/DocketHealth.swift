package import Dunning
import DunningSQL
import Synchronization

/// Why the docket cannot be written.
package struct DocketTrouble: Hashable, Sendable {
  /// In a few words: `disk full`.
  package let reason: String
  /// What to do about it.
  package let hint: String
  /// When a write failed for the first time since one has worked.
  package let since: Instant
}

/// What the last write to the docket has come to, of whomever it was.
final class DocketHealth: Sendable {
  private struct Failure {
    let kind: SQLError.Kind
    let first: Instant
    let last: Instant
    /// How many rows were changed until there was no room: where the last page has some left, less may still be written.
    let rows: Int
  }

  /// In milliseconds: a lock that is gone by then is nobody's concern.
  private static let passing: Int64 = 60_000

  private let failure = Mutex<Failure?>(nil)
  private let folder: String
  /// Signals that ``trouble`` is another one.
  let changes = DocketChanges()

  /// - Parameter folder: where the docket lies.
  init(folder: String) { self.folder = folder }

  /// Nil while writes work, or may work again within a minute.
  var trouble: DocketTrouble? { failure.withLock { trouble($0) } }

  /// Whether the last write has found no room.
  var isFull: Bool { failure.withLock { $0?.kind == .full } }

  /// - Parameter rows: how many were changed; by none nothing has come to the disk. Nil where it is known that there is room.
  func worked(rows: Int? = nil) {
    change { failure in
      guard let known = failure, let rows else {
        failure = nil
        return
      }
      if rows >= (known.kind == .full ? max(1, known.rows) : 1) { failure = nil }
    }
  }

  /// - Parameter rows: how many were changed until it failed.
  func failed(_ kind: SQLError.Kind, at now: Instant, rows: Int = 0) {
    // All else is a mistake of the one write, or the end of the daemon.
    guard [.full, .locked, .cannotOpen].contains(kind) else { return }
    change { $0 = Failure(kind: kind, first: $0?.first ?? now, last: now, rows: rows) }
  }

  private func change(_ body: (inout Failure?) -> Void) {
    let isOther = failure.withLock { failure in
      let before = trouble(failure)
      body(&failure)
      return trouble(failure) != before
    }
    if isOther { changes.signal() }
  }

  private func trouble(_ failure: Failure?) -> DocketTrouble? {
    guard let failure else { return nil }
    let isLasting = failure.last.milliseconds - failure.first.milliseconds >= Self.passing
    guard failure.kind == .full || isLasting else { return nil }
    let (reason, hint) = words(failure.kind)
    return DocketTrouble(reason: reason, hint: hint, since: failure.first)
  }

  private func words(_ kind: SQLError.Kind) -> (reason: String, hint: String) {
    switch kind {
    case .full: ("disk full", "free space on the disk of \(folder); nothing is sent or booked before")
    case .locked: ("locked by another program", "see which one: fuser \(folder)/docket.sqlite")
    default: ("a file cannot be opened", "raise LimitNOFILE= of the unit, and see whether \(folder) is still there")
    }
  }
}
