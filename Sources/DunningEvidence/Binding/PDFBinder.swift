/// Puts pages of PDFs, whoever has made them, onto those of one of our own.
package protocol PDFBinder: Sendable {
  /// How large the pages of a PDF are, once it is clear that each can be put onto another one.
  func pages(of pdf: [UInt8]) async throws(PDFTrouble) -> [PDFPageSize]

  /// The whole document; the same bytes for the same documents.
  func bind(_ order: BindingOrder) async throws(PDFTrouble) -> [UInt8]
}

/// Why a PDF cannot be taken in.
package struct PDFTrouble: Error, Sendable, Hashable {
  /// Without a full stop.
  package let words: String

  package init(words: String) { self.words = words }
}

/// How large a page is as it is shown, in points.
package struct PDFPageSize: Codable, Sendable, Hashable {
  let width: Double
  let height: Double
}

/// Which pages go where.
package struct BindingOrder: Sendable {
  struct Place: Codable, Sendable {
    /// Among ``BindingOrder/sources``, and the page in it, from 0.
    let source: Int
    let page: Int
    /// The page of ``BindingOrder/target``, from 0, and the rectangle on it, in points from the lower left corner.
    let target: Int
    let x: Double
    let y: Double
    let width: Double
    let height: Double
  }

  let target: [UInt8]
  let sources: [[UInt8]]
  let places: [Place]
}

/// Binds where it is called: what harms qpdf harms whoever calls it.
package struct PlainPDFBinder: PDFBinder {
  package init() {}

  package func pages(of pdf: [UInt8]) throws(PDFTrouble) -> [PDFPageSize] {
    let document = try PlacedPDF(pdf)
    var sizes: [PDFPageSize] = []
    // That every page is found does not say that it can be copied.
    let sheet = try PlacedPDF(Self.blank)
    for page in 0..<document.pageCount {
      let (width, height) = try document.size(ofPage: page)
      sizes.append(PDFPageSize(width: width, height: height))
      try sheet.place(document, page: page, onPage: 0, in: (0, 0, 100, 100))
    }
    _ = try sheet.bytes()
    return sizes
  }

  package func bind(_ order: BindingOrder) throws(PDFTrouble) -> [UInt8] {
    let target = try PlacedPDF(order.target)
    var sources: [PlacedPDF] = []
    for source in order.sources { sources.append(try PlacedPDF(source)) }
    for place in order.places {
      guard sources.indices.contains(place.source) else { throw PDFTrouble(words: "a page of no document") }
      try target.place(
        sources[place.source], page: place.page, onPage: place.target, in: (place.x, place.y, place.width, place.height)
      )
    }
    return try target.bytes()
  }

  private static let blank = Array(
    """
    %PDF-1.4
    1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
    2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
    3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 100 100]>> endobj
    trailer <</Root 1 0 R /Size 4>>
    %%EOF

    """.utf8)
}
