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
    private var current: [UInt8] = []
    private var kind = ReferenceRun.Kind.letters
    private var gap: [Unicode.Scalar] = []

    mutating func take(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x30...0x39: append(CollectionOfOne(UInt8(scalar.value)), .digits)
      case 0x41...0x5A: append(CollectionOfOne(UInt8(scalar.value)), .letters)
      case 0x61...0x7A: append(CollectionOfOne(UInt8(scalar.value) - 0x20), .letters)
      case ..<0x80: part(scalar)
      default: takeForeign(scalar)
      }
    }

    mutating func finished() -> [ReferenceRun] {
      close()
      return runs
    }

    private mutating func append(_ bytes: some Sequence<UInt8>, _ kind: ReferenceRun.Kind) {
      if kind != self.kind { close() }
      self.kind = kind
      current.append(contentsOf: bytes)
    }

    private mutating func part(_ scalar: Unicode.Scalar) {
      close()
      gap.append(scalar)
    }

    private mutating func close() {
      guard !current.isEmpty else { return }
      let between = runs.isEmpty ? ReferenceRun.Gap.other : ReferenceRun.Gap(gap)
      let isCalled = gap.last == "+" && (runs.isEmpty || gap.count > 1) && gap.count { $0 == "+" } == 1
      let isLed = gap.contains { [":", "：", "#"].contains($0) }
      let text = String(decoding: current, as: UTF8.self)
      runs.append(ReferenceRun(text: text, kind: kind, gap: between, isCalled: isCalled, isLed: isLed))
      current.removeAll(keepingCapacity: true)
      gap.removeAll(keepingCapacity: true)
    }

    private mutating func takeForeign(_ scalar: Unicode.Scalar) {
      let properties = scalar.properties
      if let narrow = Self.narrow(scalar) {
        take(narrow)
      } else if let value = properties.numericValue, properties.numericType != .numeric, (0...9).contains(value) {
        append([UInt8(ascii: "0") + UInt8(value)], .digits)
      } else if scalar == "€" {
        append("EUR".utf8, .letters)
      } else if properties.isAlphabetic {
        append(properties.uppercaseMapping.utf8, scalar.value < 0x2E80 ? .letters : .signs)
      } else if !Self.isNothing(scalar) {
        part(scalar)
      }
    }

    /// The Latin form of a full-width one.
    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
      (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) : nil
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
