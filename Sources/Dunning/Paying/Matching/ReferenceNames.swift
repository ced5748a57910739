/// Which references stand whole in a text that a person has written.
package struct ReferenceNames {
  private let runs: [String]

  package init(in text: String) { runs = SquashedText(text).runs.map(\.text) }

  /// Whether a reference stands in it, however it is spaced. What is so short stands in ordinary texts, and is not looked for.
  package func contains(_ reference: String) -> Bool {
    let own = SquashedText(reference)
    let wanted = own.runs.map(\.text)
    guard own.text.utf8.count >= Self.bytesMin, own.text.utf8.contains(where: isDigit) else { return false }
    return runs.indices.contains { runs[$0...].starts(with: wanted) }
  }

  private static let bytesMin = 5
}
