import DunningBytes
import DunningSQL
import Glibc

/// The file of the docket as it was opened, held for one daemon as long as the value lives.
final class DocketFile: Sendable {
  let path: String
  private let descriptor: Int32
  private let device: UInt
  private let node: UInt

  /// Makes the file when it is missing, takes it from everybody else's eyes, and locks it. The lock is on the file itself:
  /// one beside it could be removed.
  ///
  /// The database takes locks of another kind, which this one does not meet (flock(2), fcntl(2)).
  ///
  /// - Throws: ``DocketError`` `.inUse` when another daemon holds it, `.failed` when it cannot be used.
  init(_ path: String) throws(DocketError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw DocketError(
        .failed, "cannot open \(path): \(String(cString: strerror(errno)))",
        hint: "check the owner of the file and its folder")
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw DocketError(.failed, "cannot look at \(path): \(String(cString: strerror(errno)))")
    }
    (device, node) = (UInt(status.st_dev), UInt(status.st_ino))
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw DocketError(
        .inUse, "another dunningd works with \(path)",
        hint: "stop it first, or give this one a folder of its own with --state-dir")
    }
    // SQLite makes its other files like this one, whatever the mask. Who is not the owner cannot change them, and need not.
    for file in [path, path + "-wal", path + "-shm"] { chmod(file, 0o600) }
  }

  deinit {
    giveUp()
    close(descriptor)
  }

  /// Lets another daemon have the file. A child that is between its fork and its exec holds the same lock; giving it up
  /// takes it from both.
  func giveUp() { flock(descriptor, LOCK_UN) }

  /// In bytes; 0 where it cannot be told.
  var size: Int {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// What SQLite says of the file at its beginning, as it lies there now; nil where there is none yet.
  var header: [UInt8]? {
    // By the descriptor that stays open: closing another one would give SQLite's locks up (fcntl(2)).
    var bytes = [UInt8](repeating: 0, count: WriteAheadLog.headerBytes)
    return pread(descriptor, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }

  /// What has become of the file's place while it was open; nil while it is there.
  var loss: String? {
    var status = stat()
    guard stat(path, &status) == 0 else {
      return errno == ENOENT ? "was removed" : "cannot be found any more (\(String(cString: strerror(errno))))"
    }
    return UInt(status.st_dev) == device && UInt(status.st_ino) == node ? nil : "was replaced by another file"
  }

  /// Fails for good once the file is not where it was: what is written then is in a file that nobody can open.
  ///
  /// - Parameter failure: hears of it.
  func requireThere(_ failure: DocketFailure) throws(DocketError) {
    guard let loss else { return }
    let failed = DocketError(
      .failed, "\(path) \(loss) while the daemon ran; nothing more is taken into a file that nobody can open",
      hint: "the daemon stops, and is held when it is started again; stop it before a backup is put back")
    failure.report(failed)
    throw failed
  }

  /// Tells the file from others that had its place before or have it after it; for the mark.
  ///
  /// - Parameter home: where a file lives.
  func name(_ home: (String) -> DocketHome) -> String { "\(node)/\(home(path).fileMade ?? "-")" }

  /// How the names of files begin that hold what was saved of a docket whose file was taken away.
  static let rescuePrefix = "docket.rescued-"

  /// Where to save what only the open file has.
  ///
  /// - Parameter entry: the last of its journal.
  func rescuePath(entry: Int64) -> String {
    let folder = path.prefix(through: path.lastIndex(of: "/") ?? path.startIndex)
    let names = ["\(entry)"] + (2...99).map { "\(entry)-\($0)" }
    let paths = names.map { "\(folder)\(Self.rescuePrefix)\($0).sqlite" }
    // One of an earlier time with as many entries is not written over.
    return paths.first { access($0, F_OK) != 0 } ?? paths[0]
  }
}
