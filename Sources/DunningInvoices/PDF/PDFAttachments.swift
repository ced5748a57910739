import CQPDF

/// The files that are attached to a PDF.
enum PDFAttachments {
  struct Attachment {
    let name: String
    let bytes: [UInt8]
  }

  /// - Parameter wants: whether the file of this name is to be unpacked.
  /// - Throws: ``InvoiceFault`` when it is no PDF, wants a password, or a file in it unpacks to more than is read.
  static func read(_ bytes: [UInt8], wants: @escaping (String) -> Bool) throws(InvoiceFault) -> [Attachment] {
    let shelf = Shelf(wants)
    var error = cqpdf_error()
    let status = cqpdf_attachments(
      bytes, bytes.count, InvoiceLimits.attachmentsMax, InvoiceLimits.attachmentBytesMax,
      { context, name in
        guard let context, let name else { return 0 }
        return Unmanaged<Shelf>.fromOpaque(context).takeUnretainedValue().wants(String(cString: name)) ? 1 : 0
      },
      { context, name, start, count in
        guard let context, let name else { return }
        let bytes = Array(UnsafeBufferPointer(start: start, count: count))
        Unmanaged<Shelf>.fromOpaque(context).takeUnretainedValue().attachments.append(
          Attachment(name: String(cString: name), bytes: bytes))
      },
      Unmanaged.passUnretained(shelf).toOpaque(), &error)
    guard status == 0 else {
      let words = withUnsafeBytes(of: error.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      throw InvoiceFault("it is a PDF that cannot be read: \(words)", syntax: "PDF")
    }
    return shelf.attachments
  }

  private final class Shelf {
    let wants: (String) -> Bool
    var attachments: [Attachment] = []

    init(_ wants: @escaping (String) -> Bool) { self.wants = wants }
  }
}
