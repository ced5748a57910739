/// Which rows of a table count.
package struct RowFilter: Hashable, Sendable {
  package let heading: String
  /// Without regard to capitals.
  package let words: [String]
  /// Whether the rows with one of the words count, or those without.
  package let takes: Bool

  package init(heading: String, words: [String], takes: Bool) {
    self.heading = heading
    self.words = words
    self.takes = takes
  }

  func lets(_ text: String) -> Bool {
    let text = text.trimmed.lowercased()
    return words.contains { $0.lowercased() == text } == takes
  }
}
