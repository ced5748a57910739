import Crypto
import DunningBytes
import FoundationEssentials
import Glibc

/// A backup that is unpacked into a folder and compared with its manifest.
struct BackupArchive {
  let manifest: BackupManifest

  /// Unpacks an archive into an empty folder.
  ///
  /// - Throws: ``DocketError`` `.invalid` when it is no backup, or not as it was made; `.failed` when it cannot be read, or
  ///   the folder not be written.
  init(_ file: String, unpackedInto folder: String) throws(DocketError) {
    do {
      var unpacking = Unpacking(try FileReader(file), into: folder)
      try unpacking.run()
      guard let manifest = unpacking.manifest else { throw Self.invalid(file, "it breaks off, and is no whole backup") }
      if let difference = unpacking.difference(from: manifest) { throw Self.invalid(file, difference) }
      self.manifest = manifest
    } catch let error as DocketError {
      throw error
    } catch let error as Malformed {
      throw Self.invalid(file, error.words)
    } catch {
      throw DocketError(.failed, "\(file) cannot be unpacked: \(error)", hint: "check the paths, and free space")
    }
  }

  private static func invalid(_ file: String, _ why: String) -> DocketError {
    DocketError(.invalid, "\(file) is no good backup: \(why)", hint: "take another one; nothing was changed")
  }
}

/// Why an archive is none of ours.
private struct Malformed: Error {
  let words: String
}

/// An archive that is read from its beginning to its end.
private struct Unpacking {
  private let reader: FileReader
  private let folder: String
  private var found: [BackupManifest.File] = []
  private(set) var manifest: BackupManifest?

  init(_ reader: FileReader, into folder: String) {
    (self.reader, self.folder) = (reader, folder)
  }

  mutating func run() throws {
    while case let block = try exactly(TarEntry.blockBytes), !TarEntry.isEnd(block) {
      guard let entry = TarEntry(head: block) else { throw Malformed(words: "what it holds is no plain file") }
      let prefix = "\(BackupManifest.folder)/"
      guard entry.name.hasPrefix(prefix) else { throw Malformed(words: "it holds \(entry.name)") }
      try take(String(entry.name.dropFirst(prefix.count)), entry)
    }
  }

  /// What the manifest says otherwise; nil when all is as it was.
  func difference(from manifest: BackupManifest) -> String? {
    let (listed, known) = (Set(manifest.files), Set(found))
    if let file = manifest.files.first(where: { !known.contains($0) }) {
      return "\(file.path) is missing, or not what it was"
    }
    return found.first { !listed.contains($0) }.map { "\($0.path) is not in its manifest" }
  }

  private mutating func take(_ path: String, _ entry: TarEntry) throws {
    if path == BackupManifest.name {
      guard entry.size <= BackupManifest.bytesMax else { throw Malformed(words: "its manifest is too large") }
      manifest = BackupManifest(json: try exactly(entry.size))
      _ = try exactly(entry.padding)
      return
    }
    guard Self.isKnown(path) else { throw Malformed(words: "it holds \(path)") }
    let place = "\(folder)/\(path)"
    try Self.makeFolders(of: path, in: folder)
    let (draft, size) = (try FileDraft(place + ".new"), entry.size)
    var (left, hash) = (size, SHA256())
    while left > 0 {
      let piece = try exactly(min(left, DocketLimits.pieceBytes))
      hash.update(data: piece)
      try draft.append(piece)
      left -= piece.count
    }
    try draft.publish(as: place)
    _ = try exactly(entry.padding)
    found.append(.init(path: path, bytes: size, sha256: Hex.text(hash.finalize())))
  }

  /// Whether a path is one that a backup has; nothing else is written, wherever an archive comes from.
  private static func isKnown(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }) else { return false }
    switch parts[0] {
    case BackupManifest.docketName[...], BackupManifest.sealKeyName[...]: return parts.count == 1
    case BackupManifest.attachmentsFolder[...]:
      return parts.count == 3 && parts[2].hasPrefix(parts[1]) && parts[2].allSatisfy(\.isHexDigit)
    case BackupManifest.configurationFolder[...]: return parts.count > 1
    default: return false
    }
  }

  private static func makeFolders(of path: String, in folder: String) throws(FileFailure) {
    var place = folder
    for part in path.split(separator: "/").dropLast() {
      place += "/\(part)"
      try DurableFile.makeFolder(place)
    }
  }

  private func exactly(_ count: Int) throws -> [UInt8] {
    let bytes = try reader.rest(atMost: count)
    guard bytes.count == count else { throw Malformed(words: "it breaks off") }
    return bytes
  }
}
