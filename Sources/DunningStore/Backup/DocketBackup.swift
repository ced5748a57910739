import Crypto
package import Dunning
import DunningBytes
import FoundationEssentials
import Glibc

/// A copy of the docket as it stood at one moment, which is about to be written into an archive with what lies beside it.
package struct DocketBackup: Sendable {
  /// A file outside of the docket's folder that goes along.
  package struct Extra: Hashable, Sendable {
    /// Its absolute path.
    package let path: String

    package init(path: String) { self.path = path }
  }

  let copy: FileReader
  let attachments: AttachmentFolder
  let sealKeyFile: String
  package let madeAt: Instant

  /// Writes the archive, piece by piece: the docket, the key of its seals, the attachments, the configuration, and the
  /// manifest last.
  ///
  /// - Parameters:
  ///   - version: that of the program.
  ///   - send: takes the next bytes of the archive.
  /// - Returns: how many bytes the archive has.
  /// - Throws: ``DocketError`` when a file cannot be read or was erased meanwhile, or what `send` throws; what was written
  ///   until then is no backup.
  package func write(
    configuration: [Extra], version: String, send: ([UInt8]) async throws -> Void
  ) async throws -> Int {
    var archive = ArchiveWriting(made: madeAt.milliseconds / 1_000)
    try await archive.add(BackupManifest.docketName, copy, send)
    if try reading({ () throws(FileFailure) in try DurableFile.exists(sealKeyFile) }) {
      try await archive.add(BackupManifest.sealKeyName, try open(sealKeyFile), send)
    }
    for hash in attachments.hashes {
      try await archive.add(
        "\(BackupManifest.attachmentsFolder)/\(hash.prefix(2))/\(hash)", try open(attachments.file(of: hash)), send)
    }
    var named: Set<String> = []
    for extra in configuration {
      let name = "\(BackupManifest.configurationFolder)/\(Self.plain(extra.path))"
      guard named.insert(name).inserted else { continue }
      try await archive.add(name, try open(extra.path), send)
    }
    let manifest = BackupManifest(
      madeAt: madeAt.rfc3339(offsetSeconds: 0), version: version, files: archive.files)
    return try await archive.finish(try manifest.json, send)
  }

  /// A path without its root, and without the steps that lead nowhere or back, which no archive is to hold.
  private static func plain(_ path: String) -> String {
    let steps = path.split(separator: "/").reduce(into: [Substring]()) { steps, step in
      if step == ".." { _ = steps.popLast() } else if step != "." { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }

  private func open(_ path: String) throws(DocketError) -> FileReader {
    try reading { () throws(FileFailure) in try FileReader(path) }
  }

  private func reading<Value>(_ body: () throws(FileFailure) -> Value) throws(DocketError) -> Value {
    do {
      return try body()
    } catch {
      throw DocketError(.busy, "the backup is not whole: \(error)", hint: "try again")
    }
  }
}

/// The files of an archive as they are written.
private struct ArchiveWriting {
  typealias Send = ([UInt8]) async throws -> Void

  private(set) var files: [BackupManifest.File] = []
  private var count = 0
  private let made: Int64

  init(made: Int64) { self.made = made }

  mutating func add(_ name: String, _ reader: FileReader, _ send: Send) async throws {
    let size = try reader.size()
    let entry = try await begin(name, size, send)
    var (left, hash) = (size, SHA256())
    while left > 0 {
      let piece = try reader.next(atMost: min(left, DocketLimits.pieceBytes))
      guard !piece.isEmpty else {
        throw DocketError(.busy, "the backup is not whole: \(reader.name) became shorter", hint: "try again")
      }
      hash.update(data: piece)
      left -= piece.count
      try await put(piece, send)
    }
    try await put([UInt8](repeating: 0, count: entry.padding), send)
    files.append(.init(path: name, bytes: size, sha256: Hex.text(hash.finalize())))
  }

  /// Ends the archive.
  ///
  /// - Returns: how many bytes it has.
  mutating func finish(_ manifest: [UInt8], _ send: Send) async throws -> Int {
    let entry = try await begin(BackupManifest.name, manifest.count, send)
    try await put(manifest + [UInt8](repeating: 0, count: entry.padding), send)
    try await put(TarEntry.end, send)
    return count
  }

  private mutating func begin(_ name: String, _ size: Int, _ send: Send) async throws -> TarEntry {
    let entry = TarEntry(name: "\(BackupManifest.folder)/\(name)", size: size)
    guard let head = entry.head(made: made) else {
      throw DocketError(.invalid, "the path \(name) is too long for an archive", hint: "give the file a shorter name")
    }
    try await put(head, send)
    return entry
  }

  private mutating func put(_ bytes: [UInt8], _ send: Send) async throws {
    count += bytes.count
    try await send(bytes)
  }
}
