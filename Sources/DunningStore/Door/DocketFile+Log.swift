import DunningSQL
import FoundationEssentials
import Glibc

// The log of what was written beside the docket's file. SQLite finds it by its name alone and lays it over whatever file it
// lies beside: its frames vouch for themselves, but name no file (https://www.sqlite.org/walformat.html).

extension DocketFile {
  /// Refuses a log that was written to another file than the one that is here now.
  ///
  /// - Parameters:
  ///   - mark: where the mark stands, which names the file that the log is of.
  ///   - home: where a file lives.
  /// - Throws: ``DocketError`` `.failed`.
  func refuseForeignLog(mark: String, home: (String) -> DocketHome) throws(DocketError) {
    let log = path + "-wal"
    var status = stat()
    guard stat(log, &status) == 0, status.st_size > 0, size > 0 else { return }
    // A folder that was copied as a whole brings its own log; and without the time at which a file was made, the number of
    // one that is gone may have come back.
    guard let known = DocketMark(file: mark, home: home(mark)), !known.isCopy, let owner = known.file,
      home(path).fileMade != nil, owner != name(home)
    else { return }
    throw DocketError(
      .failed, "\(log) was written to another file than the \(path) that is here now, and would be laid over it",
      hint: "move \(log) and \(path)-shm away, or put the file back that they belong to; then start the daemon again")
  }

  /// Refuses a log that was begun beside another state of this file: a backup was written over it in place.
  ///
  /// - Throws: ``DocketError`` `.failed`.
  func refuseLogOfAnotherState() throws(DocketError) { try Self.refuseLogOfAnotherState(path, header) }

  /// The same of a file that no daemon holds.
  ///
  /// - Parameter header: what SQLite says of the file at its beginning; nil where there is none.
  static func refuseLogOfAnotherState(_ path: String, _ header: [UInt8]?) throws(DocketError) {
    guard let header, WriteAheadLog.isForeign(path + "-wal", to: header) else { return }
    throw DocketError(
      .failed,
      "\(path)-wal is of another state of \(path) than the one that is here now, as when a backup is copied over it, and "
        + "would be laid over it",
      hint: "move \(path)-wal and \(path)-shm away if the backup is meant, or put the file back that was there before; "
        + "then start the daemon again")
  }

  /// Takes the log and its index away, where this process has written them.
  ///
  /// - Parameter away: what is done to each, by its path.
  func takeLogAway(_ away: (String) -> Int32) {
    let own = Self.openFiles()
    for log in [path + "-wal", path + "-shm"] {
      var status = stat()
      // What cannot be taken away is refused at the next start.
      if stat(log, &status) == 0, own.contains(FileNumber(status)) { _ = away(log) }
    }
  }

  private struct FileNumber: Hashable {
    let device: UInt
    let node: UInt

    init(_ status: stat) { (device, node) = (UInt(status.st_dev), UInt(status.st_ino)) }
  }

  /// What this process has open.
  private static func openFiles() -> Set<FileNumber> {
    // Without it nothing is known to be ours, and nothing is taken away.
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    let numbers = names.compactMap { Int32($0) }.compactMap { descriptor in
      var status = stat()
      return fstat(descriptor, &status) == 0 ? FileNumber(status) : nil
    }
    return Set(numbers)
  }
}
