/// The values of a letter, or of one row in it, each at the place of its name.
struct LetterRow: Sendable {
  private var values = [LetterValue?](repeating: nil, count: LetterName.allCases.count)

  init(_ values: KeyValuePairs<LetterName, LetterValue>) {
    for (name, value) in values { self.values[name.rawValue] = value }
  }

  /// Every value of the row.
  var all: some Sequence<LetterValue> { values.lazy.compactMap { $0 } }

  /// Nil when the row knows nothing of the name, and the row around it is asked.
  subscript(name: LetterName) -> LetterValue? {
    get { values[name.rawValue] }
    set { values[name.rawValue] = newValue }
  }
}
