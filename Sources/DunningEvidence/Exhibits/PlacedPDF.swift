import CQPDF

/// A PDF whose pages can be put onto those of another one as they are: their text stays text.
///
/// Nothing in it is run or drawn here: qpdf knows the structure of a PDF, and leaves fonts, images and colours to whoever
/// looks at it. What is no part of a page (scripts, links, files) is left behind.
final class PlacedPDF {
  /// Why it cannot be placed, in qpdf's words.
  struct Failure: Error {
    let words: String
  }

  private let document: OpaquePointer

  /// - Throws: ``Failure`` for what is no PDF of which every page can be read, and what asks for a password.
  init(_ bytes: [UInt8]) throws(Failure) {
    document = try Self.opened { cqpdf_open(bytes, bytes.count, &$0) }
  }

  /// - Parameter path: of a file that stays as it is until what it was placed on is written.
  init(path: String) throws(Failure) {
    document = try Self.opened { cqpdf_open_file(path, &$0) }
  }

  deinit { cqpdf_close(document) }

  var pageCount: Int { Int(cqpdf_page_count(document)) }

  /// How large a page is as it is shown, in points; counted from 0.
  func size(ofPage page: Int) throws(Failure) -> (width: Double, height: Double) {
    var (width, height) = (0.0, 0.0)
    try Self.checked { cqpdf_page_size(document, Int32(page), &width, &height, &$0) }
    guard width > 1, height > 1, width < 20_000, height < 20_000 else {
      throw Failure(words: "page \(page + 1) is \(width) by \(height) points")
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
  ) throws(Failure) {
    try Self.checked {
      cqpdf_place(
        document, Int32(target), other.document, Int32(page), rectangle.x, rectangle.y, rectangle.width,
        rectangle.height, &$0)
    }
  }

  /// The whole document; the same bytes for the same documents.
  func bytes() throws(Failure) -> [UInt8] {
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
  ) throws(Failure) -> OpaquePointer {
    var error = cqpdf_error()
    guard let document = open(&error) else { throw Failure(words: words(error)) }
    return document
  }

  private static func checked(_ body: (inout cqpdf_error) -> Int32) throws(Failure) {
    var error = cqpdf_error()
    guard body(&error) == 0 else { throw Failure(words: words(error)) }
  }

  private static func words(_ error: cqpdf_error) -> String {
    withUnsafeBytes(of: error.message) { bytes in String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
