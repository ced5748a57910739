package import Dunning
import DunningPaper

/// Sets books and case files in PDF; it keeps the machine's fonts open from the first one on.
package struct BookPress: Sendable {
  /// Why a book cannot be printed.
  package struct Failure: Error, Sendable, Hashable {
    /// What is wrong, with the offending part quoted.
    package let message: String
    /// What to do next; nil when nobody knows.
    package let hint: String?
  }

  let typesetter = Typesetter()
  let binder: any PDFBinder

  /// - Parameter binder: puts the pages of other PDFs into a case file.
  package init(binder: any PDFBinder = PlainPDFBinder()) { self.binder = binder }

  /// - Parameter madeAt: the PDF's date of creation.
  package func pdf(_ register: RegisterPaper, madeAt: Instant) throws(Failure) -> [UInt8] {
    try pdf(register.document(madeAt: madeAt))
  }

  package func pdf(_ ageing: AgeingPaper) throws(Failure) -> [UInt8] { try pdf(ageing.document) }

  private func pdf(_ document: PaperDocument) throws(Failure) -> [UInt8] {
    do {
      return try typesetter.pdf(document)
    } catch {
      throw Failure(message: error.message, hint: error.hint)
    }
  }
}
