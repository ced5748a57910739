@_spi(_Unicode) import Swift

extension String {
  /// With marks and letters joined (NFC), so that one name is one row of bytes, whichever machine it was typed on.
  ///
  /// - Source: Unicode Standard Annex 15; macOS hands out file names in the other form.
  package var composed: String { utf8.allSatisfy { $0 < 0x80 } ? self : String(scalars: _nfc) }

  /// With marks behind their letters (NFD), as earlier versions may have written a name down.
  package var decomposed: String { utf8.allSatisfy { $0 < 0x80 } ? self : String(scalars: _nfd) }

  /// The same with marks behind their letters, where that is another row of bytes: nil for most texts.
  package var otherForm: String? {
    if utf8.allSatisfy({ $0 < 0x80 }) { return nil }
    let decomposed = decomposed
    return decomposed.utf8.elementsEqual(utf8) ? nil : decomposed
  }

  /// As names are compared: without regard to case, to the width of East Asian letters, and to how blanks are set.
  package var folded: String {
    // Nearly every name is plain.
    if utf8.allSatisfy({ $0 < 0x80 }) { return plainFolded }
    return String(scalars: unicodeScalars.map(\.ofOneWidth)).composed.lowercased()
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The same of ASCII.
  private var plainFolded: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(utf8.count)
    var isApart = false
    for byte in utf8 {
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        isApart = !bytes.isEmpty
      } else {
        if isApart { bytes.append(0x20) }
        isApart = false
        bytes.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self = String(view)
  }
}

extension Unicode.Scalar {
  /// Latin letters and signs of full width as narrow ones, katakana of half width as wide ones.
  ///
  /// - Source: the compatibility mappings `<wide>` and `<narrow>` of the Unicode Character Database (U+FF00 to U+FF9F).
  fileprivate var ofOneWidth: Unicode.Scalar {
    switch value {
    case 0xFF01...0xFF5E: Unicode.Scalar(value - 0xFEE0) ?? self
    case 0xFF61...0xFF9F: Self.katakana[Int(value) - 0xFF61]
    default: self
    }
  }

  /// The wide forms of U+FF61 to U+FF9F; the last two are the voicing marks that join the letter before them.
  private static let katakana = Array(
    ("\u{3002}\u{300C}\u{300D}\u{3001}\u{30FB}ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノ"
      + "ハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}").unicodeScalars)
}
