import CPango

/// A PDF that is written page by page to a receiver.
final class PDFStream {
  private let surface: OpaquePointer
  private let cairo: OpaquePointer
  private let receiver: Receiver
  let canvas: Canvas

  /// What cairo's callback hands the bytes to.
  private final class Receiver {
    let write: (UnsafeRawBufferPointer) throws(PaperError) -> Void
    var patch: CatalogPatch
    var error: PaperError?

    init(
      language: String, _ write: @escaping (UnsafeRawBufferPointer) throws(PaperError) -> Void
    ) {
      patch = CatalogPatch(language: language)
      self.write = write
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool { hand(on: patch.pass(bytes)) }

    /// Hands over what was held back.
    func finish() { _ = hand(on: patch.finish()) }

    private func hand(on bytes: [UInt8]) -> Bool {
      guard error == nil else { return false }
      do throws(PaperError) {
        if !bytes.isEmpty { try Self.give(bytes, to: write) }
        return true
      } catch {
        self.error = error
        return false
      }
    }

    private static func give(
      _ bytes: [UInt8], to write: (UnsafeRawBufferPointer) throws(PaperError) -> Void
    ) throws(PaperError) {
      let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
      defer { copy.deallocate() }
      copy.copyBytes(from: bytes)
      try write(UnsafeRawBufferPointer(copy))
    }
  }

  init(
    _ document: PaperDocument, isTagged: Bool, _ write: @escaping (UnsafeRawBufferPointer) throws(PaperError) -> Void
  ) throws(PaperError) {
    receiver = Receiver(language: document.language, write)
    let surface = cairo_pdf_surface_create_for_stream(
      { closure, data, length in
        guard let closure else { return CAIRO_STATUS_WRITE_ERROR }
        let receiver = Unmanaged<Receiver>.fromOpaque(closure).takeUnretainedValue()
        let isTaken = receiver.take(UnsafeRawBufferPointer(start: data, count: Int(length)))
        return isTaken ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR
      }, Unmanaged.passUnretained(receiver).toOpaque(), Points.from(millimetres: document.sheet.width),
      Points.from(millimetres: document.sheet.height))
    guard let surface else { throw PaperError(.writeFailed, "there is no memory for a PDF") }
    guard let cairo = cairo_create(surface) else {
      cairo_surface_destroy(surface)
      throw PaperError(.writeFailed, "there is no memory for a PDF")
    }
    self.surface = surface
    self.cairo = cairo
    canvas = Canvas(cairo: cairo, isTagged: isTagged)
    describe(document)
    canvas.begin(.document)
  }

  deinit {
    cairo_destroy(cairo)
    cairo_surface_destroy(surface)
  }

  /// - Parameter isLast: true when no page follows.
  func endPage(isLast: Bool) throws(PaperError) {
    if isLast { canvas.end(.document) }
    cairo_show_page(cairo)
    try check(cairo_status(cairo))
  }

  /// Writes what is left; the bytes are complete after that.
  func finish() throws(PaperError) {
    cairo_surface_finish(surface)
    receiver.finish()
    try check(cairo_surface_status(surface))
  }

  private func check(_ status: cairo_status_t) throws(PaperError) {
    if let error = receiver.error { throw error }
    guard status == CAIRO_STATUS_SUCCESS else {
      throw PaperError(.writeFailed, "the PDF cannot be written: \(String(cString: cairo_status_to_string(status)))")
    }
  }

  private func describe(_ document: PaperDocument) {
    let entries = [
      (CAIRO_PDF_METADATA_TITLE, document.title), (CAIRO_PDF_METADATA_AUTHOR, document.author),
      (CAIRO_PDF_METADATA_SUBJECT, document.subject), (CAIRO_PDF_METADATA_CREATOR, "dunningd"),
      (CAIRO_PDF_METADATA_CREATE_DATE, UTCText.of(unixSeconds: document.createdUnixSeconds)),
    ]
    for (kind, text) in entries where !text.isEmpty {
      cairo_pdf_surface_set_metadata(surface, kind, HarmlessText.clean(text))
    }
  }
}
