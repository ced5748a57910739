/// A photograph as a PDF of one page that holds the JPEG as it is (ISO 32000-1, 7.4.8: `DCTDecode`).
struct JPEGFile {
  /// The PDF.
  let pdf: [UInt8]

  private struct Frame {
    let width: Int
    let height: Int
    let components: Int
  }

  /// - Returns: nil for what is no JPEG that a PDF can hold.
  init?(_ bytes: [UInt8]) {
    guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
    var (frame, isAdobe, turn) = (Frame?.none, false, 0)
    var place = 2
    while frame == nil, place + 4 <= bytes.count, bytes[place] == 0xFF {
      let (marker, length) = (bytes[place + 1], Int(bytes[place + 2]) << 8 | Int(bytes[place + 3]))
      guard length >= 2, place + 2 + length <= bytes.count else { return nil }
      let segment = bytes[(place + 4)..<(place + 2 + length)]
      switch marker {
      // Baseline, extended and progressive; the others no PDF may hold.
      case 0xC0, 0xC1, 0xC2: frame = Self.frame(Array(segment))
      case 0xE1: turn = Self.turn(Array(segment)) ?? turn
      case 0xEE: isAdobe = isAdobe || segment.starts(with: Array("Adobe".utf8))
      default: break
      }
      place += 2 + length
    }
    guard let frame else { return nil }
    pdf = Self.pdf(bytes, frame, isInverted: isAdobe, turn: turn)
  }

  private static func frame(_ segment: [UInt8]) -> Frame? {
    guard segment.count >= 6, segment[0] == 8 else { return nil }
    let height = Int(segment[1]) << 8 | Int(segment[2])
    let width = Int(segment[3]) << 8 | Int(segment[4])
    guard width > 0, height > 0, [1, 3, 4].contains(segment[5]) else { return nil }
    return Frame(width: width, height: height, components: Int(segment[5]))
  }

  /// By how many degrees a camera wants its picture turned (Exif 2.32, 4.6.4: tag 0x0112).
  private static func turn(_ segment: [UInt8]) -> Int? {
    guard segment.starts(with: Array("Exif\0\0".utf8)), segment.count > 16 else { return nil }
    let tiff = Array(segment[6...])
    let isLittle = tiff.starts(with: Array("II".utf8))
    func number(_ index: Int, _ count: Int) -> Int? {
      guard index >= 0, index + count <= tiff.count else { return nil }
      let bytes = tiff[index..<index + count]
      return (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
    }
    guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
    for index in 0..<count {
      let entry = directory + 2 + 12 * index
      guard number(entry, 2) == 0x0112 else { continue }
      return switch number(entry + 8, 2) {
      case 3: 180
      case 6: 90
      case 8: 270
      default: 0
      }
    }
    return nil
  }

  private static func pdf(_ jpeg: [UInt8], _ frame: Frame, isInverted: Bool, turn: Int) -> [UInt8] {
    // At 150 pixels an inch.
    let (width, height) = (frame.width * 72 / 150 + 1, frame.height * 72 / 150 + 1)
    let space = [1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"][frame.components] ?? "DeviceRGB"
    // Adobe's programs write CMYK upside down.
    let decode = frame.components == 4 && isInverted ? "/Decode [1 0 1 0 1 0 1 0] " : ""
    let drawing = "q \(width) 0 0 \(height) 0 0 cm /Image Do Q"
    let objects: [(head: String, stream: [UInt8]?)] = [
      ("<< /Type /Catalog /Pages 2 0 R >>", nil), ("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", nil),
      (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Rotate \(turn) /Contents 4 0 R "
          + "/Resources << /XObject << /Image 5 0 R >> >> >>", nil
      ), ("<< /Length \(drawing.utf8.count) >>", Array(drawing.utf8)),
      (
        "<< /Type /XObject /Subtype /Image /Width \(frame.width) /Height \(frame.height) /ColorSpace /\(space) "
          + "/BitsPerComponent 8 \(decode)/Filter /DCTDecode /Length \(jpeg.count) >>", jpeg
      ),
    ]
    var (bytes, offsets) = (Array("%PDF-1.4\n".utf8), [Int]())
    for (index, object) in objects.enumerated() {
      offsets.append(bytes.count)
      bytes += Array("\(index + 1) 0 obj\n\(object.head)\n".utf8)
      if let stream = object.stream { bytes += Array("stream\n".utf8) + stream + Array("\nendstream\n".utf8) }
      bytes += Array("endobj\n".utf8)
    }
    let table = offsets.map { offset in
      let digits = String(offset)
      return String(repeating: "0", count: max(0, 10 - digits.count)) + digits + " 00000 n \n"
    }.joined()
    return bytes
      + Array(
        """
        xref
        0 6
        0000000000 65535 f 
        \(table)trailer
        << /Size 6 /Root 1 0 R >>
        startxref
        \(bytes.count)
        %%EOF

        """.utf8)
  }
}
