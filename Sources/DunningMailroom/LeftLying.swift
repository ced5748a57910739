package import Dunning

/// What lies in a watched folder of statements and is not taken in.
package struct LeftLying: Sendable {
  /// What is no file, as `name: a pipe`.
  package let words: [String]
  /// Why not all is taken in: a folder that cannot be read, files that wait for long; nil where neither is so.
  package let trouble: String?

  /// - Parameter folder: the watched one.
  package init(folder: String, now: Instant) {
    do throws(MailFolderError) {
      words = try DropFolder(path: folder).others().map { "\($0.name): \($0.kind)" }
      trouble = Lingering.words(in: folder, now: now)
    } catch {
      (words, trouble) = ([], "\(error)")
    }
  }
}
