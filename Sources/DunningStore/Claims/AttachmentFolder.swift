import Crypto
import DunningBytes
import FoundationEssentials
import Glibc

/// The files of attachments, each under the hash of its content: `attachments/ab/abcdef…`.
struct AttachmentFolder: Sendable {
  let path: String

  /// Where the content with this hash lies, 64 hexadecimal digits.
  func file(of hash: String) -> String { "\(path)/\(hash.prefix(2))/\(hash)" }

  /// The hashes of all contents that lie here, in order.
  var hashes: [String] {
    // A folder that is not there has none.
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return folders.sorted().flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/\(folder)")) ?? []
      return names.filter { $0.utf8.count == 64 && $0.hasPrefix(folder) && $0.allSatisfy(\.isHexDigit) }.sorted()
    }
  }

  /// The hash of the content that lies under this one; nil when nothing does.
  func hash(of hash: String) throws -> String? {
    // What cannot be read is not there.
    guard let reader = try? FileReader(file(of: hash)) else { return nil }
    var content = SHA256()
    while let piece = try? reader.next(atMost: DocketLimits.pieceBytes) {
      if piece.isEmpty { return Hex.text(content.finalize()) }
      content.update(data: piece)
    }
    return nil
  }

  /// Begins to take a content whose hash nobody knows yet.
  ///
  /// - Parameter random: a name for it until then.
  func begin(random: [UInt8]) throws(FileFailure) -> AttachmentWriter {
    try DurableFile.makeFolder(path)
    return try AttachmentWriter(folder: self, draft: FileDraft("\(path)/\(Hex.text(random)).new"))
  }

  /// Takes the content of a hash away; one that is not there is no mistake.
  func remove(_ hash: String) throws(FileFailure) { try DurableFile.remove(file(of: hash)) }

  /// Removes what was begun and never finished, when nobody is writing.
  func removeUnfinished() {
    guard let folder = opendir(path) else { return }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".new") { unlink("\(path)/\(name)") }
    }
  }
}

/// Takes a content piece by piece, and puts it under its hash at the end.
package final class AttachmentWriter {
  private let folder: AttachmentFolder
  private let draft: FileDraft
  private var hash = SHA256()
  package private(set) var bytes = 0

  fileprivate init(folder: AttachmentFolder, draft: FileDraft) {
    (self.folder, self.draft) = (folder, draft)
  }

  /// - Throws: ``DocketError`` `.busy` when the disk does not take it.
  package func append(_ piece: [UInt8]) throws(DocketError) {
    bytes += piece.count
    hash.update(data: piece)
    do {
      try draft.append(piece)
    } catch {
      throw DocketError(.busy, "the attachment cannot be written: \(error)", hint: "free space, then try again")
    }
  }

  /// Has the content on disk under its hash.
  func finish() throws(DocketError) -> String {
    let name = Hex.text(hash.finalize())
    let place = folder.file(of: name)
    do {
      try DurableFile.makeFolder(DurableFile.parent(of: place))
      // The same content again takes the place of itself.
      try draft.publish(as: place)
    } catch {
      throw DocketError(.busy, "the attachment cannot be written: \(error)", hint: "free space, then try again")
    }
    return name
  }
}
