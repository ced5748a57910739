import DunningBytes

/// Reads the content of an attachment piece by piece.
package final class AttachmentReader: Sendable {
  private let reader: FileReader

  /// - Parameter file: as ``Docket/attachment(_:of:)`` names it.
  /// - Throws: ``DocketError`` `.notFound` when the content is not there.
  package init(file: String) throws(DocketError) {
    do {
      reader = try FileReader(file)
    } catch {
      throw DocketError(
        .notFound, "the content \(file) is not there", hint: "`dunningctl verify` tells what is missing")
    }
  }

  /// The next piece; nil at the end.
  ///
  /// - Throws: ``DocketError`` `.busy` when the disk does not give it.
  package func next() throws(DocketError) -> [UInt8]? {
    do {
      let piece = try reader.next(atMost: DocketLimits.pieceBytes)
      return piece.isEmpty ? nil : piece
    } catch {
      throw DocketError(.busy, "the content cannot be read: \(error.words)")
    }
  }
}
