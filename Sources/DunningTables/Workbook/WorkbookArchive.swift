import CArchive

/// The parts of a workbook, which is a zip; each is unpacked while it is read.
final class WorkbookArchive {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The size of the archive itself.
  var byteCount: Int { bytes.count }

  /// Opens the part of this name; nil when there is none.
  ///
  /// - Throws: ``TableTrouble`` when the zip cannot be read.
  func part(_ name: String, atMost limit: Int) throws(TableTrouble) -> WorkbookPart? {
    let part = try WorkbookPart(bytes, atMost: limit)
    return try part.find(name) ? part : nil
  }
}

/// One part of a workbook on its way out of the zip.
final class WorkbookPart {
  private let archive: OpaquePointer
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private var room: Int
  /// Why no more could be read; nil when nothing is wrong.
  private(set) var trouble: TableTrouble?

  /// - Parameter limit: more bytes than that are not unpacked, however small the zip is.
  init(_ content: [UInt8], atMost limit: Int) throws(TableTrouble) {
    guard let archive = archive_read_new() else { throw TableTrouble("there is no memory to unpack it") }
    self.archive = archive
    room = limit
    // libarchive reads where the bytes lie, for as long as it lives.
    bytes = .allocate(capacity: content.count)
    _ = bytes.initialize(from: content)
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else { throw Self.cut }
  }

  deinit {
    archive_read_free(archive)
    bytes.deallocate()
  }

  private static let cut = TableTrouble(
    "this is an Excel workbook that is damaged or cut off", hint: "export or send it again")

  func find(_ name: String) throws(TableTrouble) -> Bool {
    var entry: OpaquePointer?
    while true {
      switch archive_read_next_header(archive, &entry) {
      case ARCHIVE_EOF: return false
      case ARCHIVE_OK, ARCHIVE_WARN: break
      default: throw Self.cut
      }
      let path = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
      if let path, String(cString: path).lowercased() == name.lowercased() { return true }
    }
  }

  /// The next bytes; none at the end, nil when they cannot be unpacked.
  func read() -> [UInt8]? {
    var failed = false
    let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let read = archive_read_data(archive, buffer.baseAddress, buffer.count)
      failed = read < 0
      count = max(0, read)
    }
    room -= piece.count
    if failed { trouble = Self.cut }
    if room < 0 { trouble = TableTrouble("this is an Excel workbook that unpacks to more than any table has") }
    return trouble == nil ? piece : nil
  }
}
