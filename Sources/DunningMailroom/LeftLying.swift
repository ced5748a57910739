/// What lies in a watched folder and is left lying there.
package struct LeftLying: Sendable {
  private let folder: DropFolder

  /// - Parameter folder: the watched one.
  package init(folder: String) { self.folder = DropFolder(path: folder) }

  /// What there is now, as `name: a pipe`; a folder that cannot be read is told as such.
  package var words: [String] {
    do throws(MailFolderError) {
      return try folder.others().map { "\($0.name): \($0.kind)" }
    } catch {
      return ["\(error)"]
    }
  }
}
