package import Glibc

/// A file that is written piece by piece under a name of its own, and gets its real one at the end, or is gone.
package final class FileDraft {
  private let path: String
  private let descriptor: Int32
  private var isPublished = false

  /// Begins a file, in the place of what an attempt before it may have left there.
  ///
  /// - Parameters:
  ///   - path: the name until then, in the folder of the real one.
  ///   - mode: subject to the umask.
  package init(_ path: String, mode: mode_t = 0o600) throws(FileFailure) {
    self.path = path
    unlink(path)
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileFailure("cannot create \(path)", errno) }
  }

  deinit {
    close(descriptor)
    if !isPublished { unlink(path) }
  }

  package func append(_ bytes: [UInt8]) throws(FileFailure) {
    try DurableFile.append(bytes, to: descriptor, path)
  }

  /// Puts the file in its place, over what is there: its content is on disk before its name is, and its name when this
  /// returns.
  package func publish(as file: String) throws(FileFailure) {
    guard fsync(descriptor) == 0 else { throw FileFailure("cannot sync \(path)", errno) }
    do throws(FileFailure) {
      try DurableFile.move([(from: path, to: file)], in: DurableFile.parent(of: file))
    } catch {
      isPublished = error.isInPlace
      throw error
    }
    isPublished = true
  }
}
