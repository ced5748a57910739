import FoundationEssentials
import Glibc

/// Says what a folder holds. One that is not there holds nothing; one that cannot be read is a failure, and not empty.
package enum FolderReader {
  /// The names in a folder, in no order.
  ///
  /// - Throws: ``FileFailure`` when it is there and cannot be read.
  package static func names(in folder: String) throws(FileFailure) -> [String] {
    try names(in: folder) { try FileManager.default.contentsOfDirectory(atPath: folder) }
  }

  /// The paths in a folder and in those below it, relative to it, in no order.
  ///
  /// - Throws: ``FileFailure`` when one of them is there and cannot be read.
  package static func paths(below folder: String) throws(FileFailure) -> [String] {
    let all = try names(in: folder) { try FileManager.default.subpathsOfDirectory(atPath: folder) }
    // What lies below a folder that cannot be read is left out without a word.
    for path in all where isFolder("\(folder)/\(path)") { _ = try names(in: "\(folder)/\(path)") }
    return all
  }

  private static func names(
    in folder: String, _ read: () throws -> [String]
  ) throws(FileFailure) -> [String] {
    var status = stat()
    guard stat(folder, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return [] }
      throw FileFailure("cannot look at \(folder)", errno)
    }
    guard access(folder, R_OK | X_OK) == 0 else { throw FileFailure("cannot read \(folder)", errno) }
    do {
      return try read()
    } catch {
      throw FileFailure("cannot read \(folder)", errno == 0 ? EIO : errno)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
