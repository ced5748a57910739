/// The bytes of a text file as UTF-8, whatever they are written in.
///
/// What says nothing of itself is passed on as it is: whether it is UTF-8 is told field by field, so that one bad byte
/// spoils one row.
package final class TextStream {
  private let bytes: ByteStream
  private let decoder: TextDecoder?

  /// - Parameter encoding: what the map says; a byte order mark goes before it, and what is plainly UTF-8. Nil for UTF-8.
  package init(_ bytes: ByteStream, encoding: TextEncoding? = nil) throws(TableTrouble) {
    self.bytes = bytes
    let stated = TextEncoding.stated(by: try bytes.beginning(TableLimits.beginningBytes))
    if let stated { bytes.drop(stated.markBytes) }
    var used = stated?.encoding ?? encoding ?? .utf8
    if stated == nil, used != .utf8 {
      let beginning = try bytes.beginning(TableLimits.encodingBytes)
      if UTF8Prefix.isAll(of: beginning, isCutOff: beginning.count == TableLimits.encodingBytes) { used = .utf8 }
    }
    decoder = used == .utf8 ? nil : try TextDecoder(used)
  }

  package var bytesRead: Int { bytes.bytesRead }

  /// The next bytes in UTF-8; none at the end.
  package func next() throws(TableTrouble) -> [UInt8] {
    guard let decoder else { return try bytes.next() }
    while true {
      let piece = try bytes.next()
      guard !piece.isEmpty else {
        try decoder.end()
        return []
      }
      let text = try decoder.decode(piece)
      if !text.isEmpty { return text }
    }
  }
}
