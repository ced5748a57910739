import CArchive

/// Reads the files of a zip one after the other, in the order in which they lie in it.
package final class ZipReader {
  private let archive: OpaquePointer

  /// - Throws: ``DossierError`` when the file cannot be opened or is no zip.
  package init(path: String) throws(DossierError) {
    guard let archive = archive_read_new() else { throw DossierError("no memory for an archive") }
    self.archive = archive
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK else { throw Self.error(archive) }
  }

  deinit { archive_read_free(archive) }

  /// Goes on to the next file.
  ///
  /// - Returns: its name and how many bytes it is said to have; nil after the last.
  package func next() throws(DossierError) -> (name: String, bytes: Int)? {
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_EOF: return nil
    case ARCHIVE_OK: break
    default: throw Self.error(archive)
    }
    guard let entry else { throw DossierError("the archive has an entry without a header") }
    let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
    guard let name else { throw DossierError("the archive has an entry without a name") }
    return (String(cString: name), Int(archive_entry_size(entry)))
  }

  /// What is wrong with the file that was read to its end last, such as its checksum; nil when nothing is.
  package private(set) var flaw: String?

  /// The next bytes of the file that ``next()`` went to; none at its end.
  package func read() throws(DossierError) -> [UInt8] {
    var (failed, hasFlaw) = (false, false)
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let read = archive_read_data(archive, buffer.baseAddress, buffer.count)
      hasFlaw = read == ARCHIVE_WARN
      failed = read < 0 && !hasFlaw
      count = max(0, read)
    }
    if failed { throw Self.error(archive) }
    flaw = hasFlaw ? Self.words(archive) : nil
    return bytes
  }

  private static func error(_ archive: OpaquePointer) -> DossierError {
    DossierError("the archive cannot be read: \(words(archive))")
  }

  private static func words(_ archive: OpaquePointer) -> String {
    archive_error_string(archive).map { String(cString: $0) } ?? "?"
  }
}
