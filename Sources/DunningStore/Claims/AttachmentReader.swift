import Glibc

/// Reads the content of an attachment piece by piece.
package final class AttachmentReader: Sendable {
  private let descriptor: Int32

  /// - Parameter file: as ``Docket/attachment(_:of:)`` names it.
  /// - Throws: ``DocketError`` `.notFound` when the content is not there.
  package init(file: String) throws(DocketError) {
    descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw DocketError(
        .notFound, "the content \(file) is not there", hint: "`dunningctl verify` tells what is missing")
    }
  }

  deinit { close(descriptor) }

  /// The next piece; nil at the end.
  ///
  /// - Throws: ``DocketError`` `.busy` when the disk does not give it.
  package func next() throws(DocketError) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: DocketLimits.pieceBytes)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count >= 0 else {
      throw DocketError(.busy, "the content cannot be read: \(String(cString: strerror(errno)))")
    }
    return count == 0 ? nil : Array(buffer.prefix(count))
  }
}
