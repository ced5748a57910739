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
    let decomposed = decomposed
    return decomposed.utf8.elementsEqual(utf8) ? nil : decomposed
  }

  /// As names are compared: without regard to case, to the width of East Asian letters, and to how blanks are set.
  package var folded: String {
    let narrow = composed.unicodeScalars.map { scalar in
      switch scalar.value {
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
      default: scalar
      }
    }
    return String(scalars: narrow).lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private init(scalars: some Sequence<Unicode.Scalar>) {
    var view = UnicodeScalarView()
    view.append(contentsOf: scalars)
    self = String(view)
  }
}
