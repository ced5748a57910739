package import Dunning
import DunningBytes
import DunningSQL
import FoundationEssentials
import Glibc

/// A backup that was put back, or only looked through.
package struct Restoration: Sendable {
  package let manifest: BackupManifest
  /// What a look through the docket found; nil when an earlier version wrote it, which has to be started to do so.
  package let verification: Verification?
  /// Where the configuration of the backup lies; nil when nothing was put back.
  package let configurationFolder: String?
  /// Where the docket lies that was there before; nil when there was none.
  package let replaced: String?

  /// Unpacks a backup, compares it with its manifest, looks through it, and takes it away again.
  ///
  /// - Parameters:
  ///   - scratch: a folder that there is room in; a folder of this process is made in it.
  /// - Throws: ``DocketError``.
  package static func check(_ file: String, scratch: String) throws(DocketError) -> Restoration {
    let folder = "\(scratch)/dunningd-check-\(getpid())"
    defer { remove(folder) }
    let (archive, verification) = try unpack(file, into: folder)
    return Restoration(
      manifest: archive.manifest, verification: verification, configurationFolder: nil, replaced: nil)
  }

  /// Puts a backup into a docket's folder, all of it or nothing. The docket is held when it is opened next, since it lives
  /// in another file than before.
  ///
  /// - Parameters:
  ///   - directory: the folder of the docket; no daemon may hold it.
  ///   - replacing: whether a docket that is there is set aside; it is never removed.
  ///   - now: in the names of folders.
  /// - Throws: ``DocketError`` `.inUse`, `.wrongState` when a docket is there, `.invalid` when it is no good backup.
  package static func restore(
    _ file: String, into directory: String, replacing: Bool, now: Instant
  ) throws(DocketError) -> Restoration {
    let lock = try DocketLock(directory: directory)
    defer { withExtendedLifetime(lock) {} }
    let old = present(in: directory)
    guard replacing || old.isEmpty else {
      throw DocketError(
        .wrongState, "there is a docket in \(directory)", hint: "--replace sets it aside and puts the backup there")
    }
    let (staging, day) = (
      "\(directory)/restore.new", now.rfc3339(offsetSeconds: 0).filter { $0.isLetter || $0.isNumber }
    )
    remove(staging)
    defer { remove(staging) }
    let (archive, verification) = try unpack(file, into: staging)
    let (aside, configuration) = ("\(directory)/replaced-\(day)", "\(directory)/restored-configuration-\(day)")
    do {
      try give(staging, ownerOf: directory)
      if !old.isEmpty {
        try DurableFile.makeFolder(aside)
        try give(aside, ownerOf: directory)
        try DurableFile.move(old.map { (from: "\(directory)/\($0)", to: "\(aside)/\($0)") }, in: directory)
      }
      let restored = present(in: staging).map { (from: "\(staging)/\($0)", to: "\(directory)/\($0)") }
      try DurableFile.move(restored, in: directory)
      let hasConfiguration = try DurableFile.exists("\(staging)/\(BackupManifest.configurationFolder)")
      if hasConfiguration {
        try DurableFile.move(
          [(from: "\(staging)/\(BackupManifest.configurationFolder)", to: configuration)], in: directory)
      }
      return Restoration(
        manifest: archive.manifest, verification: verification,
        configurationFolder: hasConfiguration ? configuration : nil, replaced: old.isEmpty ? nil : aside)
    } catch {
      throw DocketError(
        .failed, "the backup cannot be put into place: \(error)", hint: "what was there lies in \(aside)")
    }
  }

  /// What a docket consists of; the mark of how far it had come stays, which tells that an older one was put in its place.
  private static let names = ["docket.sqlite", "docket.sqlite-wal", "docket.sqlite-shm", "seal.key", "attachments"]

  private static func present(in folder: String) -> [String] {
    names.filter { access("\(folder)/\($0)", F_OK) == 0 }
  }

  private static func unpack(
    _ file: String, into folder: String
  ) throws(DocketError) -> (BackupArchive, Verification?) {
    guard mkdir(folder, 0o700) == 0 else {
      throw DocketError(
        .failed, "cannot make the folder \(folder): \(String(cString: strerror(errno)))", hint: "check its owner")
    }
    let archive = try BackupArchive(file, unpackedInto: folder)
    guard archive.manifest.files.contains(where: { $0.path == BackupManifest.docketName }) else {
      throw DocketError(.invalid, "\(file) is no good backup: it has no docket", hint: "take another one")
    }
    switch try Docket.schema(directory: folder) {
    case .current: return (archive, try Docket.verify(directory: folder))
    case .earlier: return (archive, nil)
    case .later:
      throw DocketError(
        .failed, "\(file) was made by a later version, \(archive.manifest.version)", hint: "restore it with that one")
    }
  }

  /// Gives what was unpacked to the user whose folder it goes into, as far as this process may.
  private static func give(_ path: String, ownerOf folder: String) throws(FileFailure) {
    guard geteuid() == 0 else { return }
    var owner = stat()
    guard stat(folder, &owner) == 0 else { throw FileFailure("cannot look at \(folder)", errno) }
    // What cannot be listed was unpacked a moment ago.
    let inside = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    for place in [path] + inside.map({ "\(path)/\($0)" })
    where lchown(place, owner.st_uid, owner.st_gid) != 0 {
      throw FileFailure("cannot give \(place) to user \(owner.st_uid)", errno)
    }
  }

  private static func remove(_ folder: String) {
    // A folder that cannot be removed is in nobody's way but on the disk.
    try? FileManager.default.removeItem(atPath: folder)
  }
}
