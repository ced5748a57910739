@_spi(_Unicode) import Swift

/// A text as references in it are compared: capitals, letters and digits of one width, cut into runs.
///
/// - Source: Unicode Standard Annex 15, of NFKC what references can hold: full-width and other forms of digits and Latin
///   letters, ligatures.
struct SquashedText: Hashable, Sendable {
  private(set) var runs: [ReferenceRun] = []

  init(_ text: some StringProtocol) {
    var reader = Reader()
    let isPlain = text.utf8.allSatisfy { $0 < 0x80 }
    for scalar in isPlain ? String.UnicodeScalarView(text.unicodeScalars) : String(text).composed.unicodeScalars {
      reader.take(scalar)
    }
    runs = reader.finished()
  }

  /// All letters and digits, nothing between them.
  var text: String { runs.reduce(into: "") { $0 += $1.text } }

  private struct Reader {
    private var runs: [ReferenceRun] = []
    private var current = ""
    private var kind = ReferenceRun.Kind.letters
    private var gap: [Unicode.Scalar] = []

    mutating func take(_ scalar: Unicode.Scalar) {
      guard let (kind, text) = Self.meaning(of: scalar) else {
        if !Self.isNothing(scalar) {
          close()
          gap.append(scalar)
        }
        return
      }
      if kind != self.kind { close() }
      self.kind = kind
      current += text
    }

    mutating func finished() -> [ReferenceRun] {
      close()
      return runs
    }

    private mutating func close() {
      guard !current.isEmpty else { return }
      let between = runs.isEmpty ? ReferenceRun.Gap.other : ReferenceRun.Gap(gap)
      let isCalled = gap.last == "+" && (runs.isEmpty || gap.count > 1) && gap.count { $0 == "+" } == 1
      runs.append(ReferenceRun(text: current, kind: kind, gap: between, isCalled: isCalled))
      (current, gap) = ("", [])
    }

    private static func meaning(of scalar: Unicode.Scalar) -> (ReferenceRun.Kind, String)? {
      switch scalar.value {
      case 0x30...0x39: return (.digits, String(scalar))
      case 0x41...0x5A: return (.letters, String(scalar))
      case 0x61...0x7A: return (.letters, String(Character(Unicode.Scalar(UInt8(scalar.value) - 0x20))))
      case ..<0x80: return nil
      default: return foreignMeaning(of: scalar)
      }
    }

    private static func foreignMeaning(of scalar: Unicode.Scalar) -> (ReferenceRun.Kind, String)? {
      let properties = scalar.properties
      if scalar == "€" { return (.letters, "EUR") }
      if let value = properties.numericValue, properties.numericType != .numeric, (0...9).contains(value) {
        return (.digits, String(Int(value)))
      }
      if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
        return meaning(of: narrow)
      }
      guard properties.isAlphabetic else { return nil }
      return (scalar.value < 0x2E80 ? .letters : .signs, properties.uppercaseMapping)
    }

    /// What is not seen, and marks that no letter takes up.
    private static func isNothing(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.properties.generalCategory {
      case .format, .nonspacingMark, .enclosingMark: true
      default: false
      }
    }
  }
}
