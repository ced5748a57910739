import CArchive

/// Writes a zip, entry by entry: stored as they are, with neither times nor owners, so that the same entries are always
/// the same bytes, and a change of any byte of an entry is a change of its hash.
///
/// Entries have no times because the format keeps them by an unnamed local clock; what happened when stands in the files.
package final class ZipWriter {
  /// What was written and not yet taken.
  private final class Output {
    var bytes: [UInt8] = []
    var count = 0
  }

  private let archive: OpaquePointer
  private let output = Output()

  /// - Throws: ``DossierError`` when the library has no memory.
  package init() throws(DossierError) {
    guard let archive = archive_write_new() else { throw DossierError("no memory for an archive") }
    self.archive = archive
    archive_write_set_format_zip(archive)
    // Nothing is padded to blocks, as on a tape.
    archive_write_set_bytes_per_block(archive, 0)
    archive_write_set_options(archive, "zip:compression=store,zip:hdrcharset=UTF-8")
    let client = Unmanaged.passUnretained(output).toOpaque()
    let status = archive_write_open(
      archive, client, nil,
      { _, client, bytes, count in
        guard let client, let bytes else { return -1 }
        let output = Unmanaged<Output>.fromOpaque(client).takeUnretainedValue()
        output.bytes += UnsafeRawBufferPointer(start: bytes, count: count)
        output.count += count
        return count
      }, nil)
    guard status == ARCHIVE_OK else { throw Self.error(archive) }
  }

  deinit { archive_write_free(archive) }

  /// How many bytes were written so far.
  package var count: Int { output.count }

  /// Writes a file whole.
  ///
  /// - Parameter name: its path inside, with `/` between folders.
  package func add(_ name: String, _ bytes: some Collection<UInt8>) throws(DossierError) {
    try begin(name, bytes: bytes.count)
    try write(bytes)
    try end()
  }

  /// Begins a file of exactly so many bytes; ``write(_:)`` gives them.
  package func begin(_ name: String, bytes count: Int) throws(DossierError) {
    guard let entry = archive_entry_new() else { throw DossierError("no memory for an entry") }
    defer { archive_entry_free(entry) }
    archive_entry_set_pathname_utf8(entry, name)
    archive_entry_set_filetype(entry, UInt32(S_IFREG))
    archive_entry_set_perm(entry, 0o644)
    archive_entry_set_size(entry, la_int64_t(count))
    guard archive_write_header(archive, entry) == ARCHIVE_OK else { throw Self.error(archive) }
  }

  package func write(_ bytes: some Collection<UInt8>) throws(DossierError) {
    let written = bytes.withContiguousStorageIfAvailable { archive_write_data(archive, $0.baseAddress, $0.count) }
    let count = written ?? Array(bytes).withUnsafeBytes { archive_write_data(archive, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw Self.error(archive) }
  }

  package func end() throws(DossierError) {
    guard archive_write_finish_entry(archive) == ARCHIVE_OK else { throw Self.error(archive) }
  }

  /// Writes the table of contents at the end; nothing can be added after it.
  package func close() throws(DossierError) {
    guard archive_write_close(archive) == ARCHIVE_OK else { throw Self.error(archive) }
  }

  /// The bytes since the last time; the caller keeps them.
  package func take() -> [UInt8] {
    defer { output.bytes = [] }
    return output.bytes
  }

  /// The library and its version, e.g. `libarchive 3.6.2`.
  package static var library: String { String(cString: archive_version_string()) }

  private static func error(_ archive: OpaquePointer) -> DossierError {
    DossierError("the archive cannot be written: \(archive_error_string(archive).map { String(cString: $0) } ?? "?")")
  }
}

private let S_IFREG: Int32 = 0o100_000
