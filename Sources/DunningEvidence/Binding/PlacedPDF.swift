import CQPDF

/// A PDF whose pages can be put onto those of another one as they are: their text stays text.
///
/// Nothing in it is run or drawn here: qpdf knows the structure of a PDF, and leaves fonts, images and colours to whoever
/// looks at it. What is no part of a page (scripts, links, files) is left behind.
final class PlacedPDF {
  private let document: OpaquePointer

  /// - Throws: ``PDFTrouble`` for what is no PDF of which every page can be read, and what asks for a password.
  init(_ bytes: [UInt8]) throws(PDFTrouble) {
    document = try Self.opened { cqpdf_open(bytes, bytes.count, &$0) }
  }

  deinit { cqpdf_close(document) }

  var pageCount: Int { Int(cqpdf_page_count(document)) }

  /// How large a page is as it is shown, in points; counted from 0.
  func size(ofPage page: Int) throws(PDFTrouble) -> (width: Double, height: Double) {
    var (width, height) = (0.0, 0.0)
    try Self.checked { cqpdf_page_size(document, Int32(page), &width, &height, &$0) }
    guard width > 1, height > 1, width < 20_000, height < 20_000 else {
      throw PDFTrouble(words: "page \(page + 1) is \(width) by \(height) points")
    }
    return (width, height)
  }

  /// Draws a page of another document into a rectangle of a page of this one.
  ///
  /// - Parameters:
  ///   - page: of the other document, from 0.
  ///   - rectangle: in points from the lower left corner.
  func place(
    _ other: PlacedPDF, page: Int, onPage target: Int,
    in rectangle: (x: Double, y: Double, width: Double, height: Double)
  ) throws(PDFTrouble) {
    try Self.checked {
      cqpdf_place(
        document, Int32(target), other.document, Int32(page), rectangle.x, rectangle.y, rectangle.width,
        rectangle.height, &$0)
    }
  }

  /// The whole document; the same bytes for the same documents.
  func bytes() throws(PDFTrouble) -> [UInt8] {
    var bytes: [UInt8] = []
    try Self.checked { error in
      withUnsafeMutablePointer(to: &bytes) { target in
        cqpdf_write(
          document,
          { context, bytes, count in
            context?.assumingMemoryBound(to: [UInt8].self).pointee += UnsafeBufferPointer(start: bytes, count: count)
          }, target, &error)
      }
    }
    return bytes
  }

  private static func opened(
    _ open: (inout cqpdf_error) -> OpaquePointer?
  ) throws(PDFTrouble) -> OpaquePointer {
    var error = cqpdf_error()
    guard let document = open(&error) else { throw PDFTrouble(words: words(error)) }
    return document
  }

  private static func checked(_ body: (inout cqpdf_error) -> Int32) throws(PDFTrouble) {
    var error = cqpdf_error()
    guard body(&error) == 0 else { throw PDFTrouble(words: words(error)) }
  }

  private static func words(_ error: cqpdf_error) -> String {
    withUnsafeBytes(of: error.message) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
