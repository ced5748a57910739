import Dunning
import DunningStore

/// What the docket remembers of files of a watched folder that were refused, and are taken in after all.
struct RefusedBefore: Sendable {
  let docket: Docket
  let kind: RefusedFile.Kind
  /// The watched one.
  let folder: String

  /// Forgets a file that has come in: whoever was not told of it yet need not be. It stays where another one of its name
  /// lies refused, or where that cannot be told: of that one the creditors are to know.
  ///
  /// - Parameter content: what has come in.
  /// - Throws: ``DocketError``.
  func forget(_ name: String, _ content: [UInt8], now: Instant) async throws(DocketError) {
    let place = "\(folder)/\(DropFolder.refused)"
    guard try await docket.isRemembered(refused: name, kind, in: place) else { return }
    do throws(MailFolderError) {
      let isAll = try DropFolder(path: folder).holdsNothing(under: name, but: content, aside: DropFolder.refused)
      guard isAll else { return }
    } catch {
      // It is forgotten with its time.
      return
    }
    try await docket.forget(refused: name, kind, in: place, now: now)
  }
}
