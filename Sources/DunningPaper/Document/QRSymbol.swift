import CQREncode

/// The dark and light squares of a QR code.
///
/// - Source: ISO/IEC 18004; error correction level M, as EPC069-12 and the Swiss QR-bill ask for.
struct QRSymbol {
  /// Squares a side, without the quiet zone.
  let width: Int
  private let modules: [Bool]

  /// - Throws: ``PaperError`` `.invalidCode` for a payload that no symbol up to the version holds.
  init(_ payload: [UInt8], versionMax: Int) throws(PaperError) {
    let made = QRcode_encodeData(Int32(payload.count), payload, 0, QR_ECLEVEL_M)
    guard !payload.isEmpty, let code = made, let data = code.pointee.data, code.pointee.version <= Int32(versionMax)
    else {
      if made != nil { QRcode_free(made) }
      throw PaperError(
        .invalidCode, "\(payload.count) bytes do not fit into a QR code of version \(versionMax)",
        hint: "shorten the name or the reference in it")
    }
    width = Int(code.pointee.width)
    modules = (0..<(width * width)).map { data[$0] & 1 == 1 }
    QRcode_free(code)
  }

  /// The dark squares, those side by side as one, in a symbol with this side.
  func rectangles(x: Double, y: Double, side: Double) -> [(x: Double, y: Double, width: Double, height: Double)] {
    let unit = side / Double(width)
    var result: [(x: Double, y: Double, width: Double, height: Double)] = []
    for row in 0..<width {
      var column = 0
      while column < width {
        let start = column
        while column < width, modules[row * width + column] { column += 1 }
        if column > start {
          result.append((x + Double(start) * unit, y + Double(row) * unit, Double(column - start) * unit, unit))
        }
        column += 1
      }
    }
    return result
  }
}
