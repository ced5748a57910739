import Synchronization

/// Sets documents into PDF.
///
/// ```swift
/// let typesetter = Typesetter()
/// let bytes = try typesetter.pdf(document)
/// ```
///
/// It keeps the machine's fonts open between documents, from the first one on. Several threads may share it; they take
/// turns.
package final class Typesetter: Sendable {
  private let foundry = Mutex<TypeFoundry?>(nil)

  package init() {}

  /// The document as a PDF, the same bytes for the same document and fonts.
  ///
  /// - Parameter place: is told where each inset of the document stands, in order.
  /// - Throws: ``PaperError``.
  package func pdf(
    _ document: PaperDocument, placing place: @escaping (PaperPlace) -> Void = { _ in }
  ) throws(PaperError) -> [UInt8] {
    let buffer = Buffer()
    try write(document, placing: place) { (bytes) throws(PaperError) in buffer.bytes.append(contentsOf: bytes) }
    return buffer.bytes
  }

  /// Hands the PDF to a receiver as it grows, for documents of many pages.
  ///
  /// - Throws: ``PaperError``; what was handed over until then is no whole PDF.
  package func write(
    _ document: PaperDocument, placing place: @escaping (PaperPlace) -> Void = { _ in },
    to receiver: @escaping (UnsafeRawBufferPointer) throws(PaperError) -> Void
  ) throws(PaperError) {
    try withFoundry { (foundry) throws(PaperError) in try Self.write(document, foundry, place, receiver) }
  }

  /// Lays the document out and draws nothing: whether every glyph is there and every box holds its text.
  ///
  /// - Returns: the number of pages.
  /// - Throws: ``PaperError``.
  package func check(_ document: PaperDocument) throws(PaperError) -> Int {
    try withFoundry { (foundry) throws(PaperError) in
      try Layout(document, foundry).fitted(foundry).pages
    }
  }

  private final class Buffer {
    var bytes: [UInt8] = []
  }

  private func withFoundry<Result>(
    _ body: (TypeFoundry) throws(PaperError) -> Result
  ) throws(PaperError) -> Result {
    try foundry.withLock { (kept) throws(PaperError) in
      let foundry: TypeFoundry
      if let known = kept { foundry = known } else { foundry = try TypeFoundry() }
      kept = foundry
      return try body(foundry)
    }
  }

  private static func write(
    _ document: PaperDocument, _ foundry: TypeFoundry, _ place: @escaping (PaperPlace) -> Void,
    _ receiver: @escaping (UnsafeRawBufferPointer) throws(PaperError) -> Void
  ) throws(PaperError) {
    let layout = try Layout(document, foundry).fitted(foundry)
    let stream = try PDFStream(document, isTagged: layout.pages <= Layout.keptPagesMax, receiver)
    let width = Points.from(millimetres: document.sheet.width - document.margins.left - document.margins.right)
    let draw = { (page: Paginator.Page) throws(PaperError) in
      try layout.sheet.draw(page, of: layout.pages, on: stream.canvas)
      for placed in page.placed { placed.place(on: page.number, of: document, width: width).map(place) }
      try stream.endPage(isLast: page.isLast)
    }
    if layout.pages <= Layout.keptPagesMax {
      for page in layout.kept { try draw(page) }
    } else {
      _ = try layout.paginate(draw)
    }
    try stream.finish()
  }
}

extension Paginator.Placed {
  /// Where its inset stands, in the way in which a PDF counts; nil when it has none.
  ///
  /// - Parameter width: of the flow of text, in the middle of which it stands.
  fileprivate func place(on page: Int, of document: PaperDocument, width: Double) -> PaperPlace? {
    guard let inset = piece.inset else { return nil }
    let (across, down) = (Points.from(millimetres: inset.width), Points.from(millimetres: inset.height))
    return PaperPlace(
      inset: inset.number, page: page, x: x + max(0, (width - across) / 2),
      y: Points.from(millimetres: document.sheet.height) - y - down, width: across, height: down)
  }
}
