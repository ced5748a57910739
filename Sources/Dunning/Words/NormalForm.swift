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
    let narrow = composed.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
      default: scalar
      }
    }
    return String(scalars: narrow).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
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
