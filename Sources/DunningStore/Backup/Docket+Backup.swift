package import Dunning
import DunningBytes
import DunningSQL
import FoundationEssentials
import Glibc

extension Docket {
  /// How the copies are called that a backup is made from, until they are open.
  private static let copyPrefix = "docket.backup-"

  /// Copies the docket as it stands at one moment, while others read and write; it takes as much room again beside it
  /// until the backup is written.
  ///
  /// - Throws: ``DocketError`` `.busy` where there is no room for it.
  package func backup(now: Instant) async throws(DocketError) -> DocketBackup {
    try place.requireThere(failure)
    let path = "\(folder)/\(Self.copyPrefix)\(Hex.text(randomBytes(8))).sqlite"
    // An open file has no need of a name: it is gone with whoever reads it.
    defer { unlink(path) }
    do {
      try DurableFile.create(path, [], mode: 0o600)
      try await database.backUp(into: path)
      return DocketBackup(
        copy: try FileReader(path), attachments: attachments, sealKeyFile: sealKeyFile, madeAt: now)
    } catch {
      throw DocketError(
        .busy, "the docket cannot be copied: \(error)", hint: "the copy needs \(bytes >> 20) MiB beside the docket")
    }
  }

  /// Writes down that a backup was handed over whole.
  package func noteBackup(at moment: Instant) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: moment) { entry in
      try entry.set(.lastBackup, String(moment.milliseconds))
    }
  }

  /// When the last backup was handed over whole; nil when none was.
  package func lastBackup() async throws(DocketError) -> Instant? {
    try await read { look in
      try look.setting(.lastBackup).flatMap { Int64($0) }.map(Instant.init(milliseconds:))
    }
  }

  /// Takes away what a crash has left of a copy.
  static func removeUnfinishedCopies(in folder: String) {
    // A folder that cannot be listed has none.
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] where name.hasPrefix(copyPrefix) {
      unlink("\(folder)/\(name)")
    }
  }
}
