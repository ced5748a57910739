import Crypto
import Glibc

/// The files of attachments, each under the hash of its content: `attachments/ab/abcdef…`.
struct AttachmentFolder: Sendable {
  let path: String

  /// Where the content with this hash lies, 64 hexadecimal digits.
  func file(of hash: String) -> String { "\(path)/\(hash.prefix(2))/\(hash)" }

  /// The hash of the content that lies under this one; nil when nothing does.
  func hash(of hash: String) throws -> String? {
    let descriptor = open(file(of: hash), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var content = SHA256()
    var buffer = [UInt8](repeating: 0, count: DocketLimits.pieceBytes)
    while true {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return Hex.text(content.finalize()) }
      buffer.withUnsafeBytes { content.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0.prefix(count))) }
    }
  }

  /// Begins to take a content whose hash nobody knows yet.
  ///
  /// - Parameter random: a name for it until then.
  func begin(random: [UInt8]) throws(DurableFile.Failure) -> AttachmentWriter {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try DurableFile.makeFolder(path, below: parent)
    return try AttachmentWriter(folder: self, file: "\(path)/\(Hex.text(random)).new")
  }

  /// Takes the content of a hash away; one that is not there is no mistake.
  func remove(_ hash: String) throws(DurableFile.Failure) {
    guard unlink(file(of: hash)) == 0 || errno == ENOENT else {
      throw DurableFile.Failure(what: file(of: hash), number: errno)
    }
  }

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
  private let file: String
  private let descriptor: Int32
  private var hash = SHA256()
  private var isKept = false
  package private(set) var bytes = 0

  fileprivate init(folder: AttachmentFolder, file: String) throws(DurableFile.Failure) {
    (self.folder, self.file) = (folder, file)
    descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw DurableFile.Failure(what: file, number: errno) }
  }

  deinit {
    close(descriptor)
    if !isKept { unlink(file) }
  }

  /// - Throws: ``DocketError`` `.busy` when the disk does not take it.
  package func append(_ piece: [UInt8]) throws(DocketError) {
    bytes += piece.count
    hash.update(data: piece)
    do {
      try DurableFile.append(piece, to: descriptor, name: file)
    } catch {
      throw DocketError(.busy, "the attachment cannot be written: \(error)", hint: "free space, then try again")
    }
  }

  /// Has the content on disk under its hash.
  func finish() throws(DocketError) -> String {
    let name = Hex.text(hash.finalize())
    let place = folder.file(of: name)
    do {
      try DurableFile.makeFolder("\(folder.path)/\(name.prefix(2))", below: folder.path)
      // The same content again takes the place of itself.
      try DurableFile.publish(descriptor, file, as: place)
    } catch {
      throw DocketError(.busy, "the attachment cannot be written: \(error)", hint: "free space, then try again")
    }
    isKept = true
    return name
  }
}
