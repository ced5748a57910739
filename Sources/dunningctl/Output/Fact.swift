/// One line of a page: a name and what is known under it.
enum Fact {
  private static let nameWidth = 11

  static func line(_ name: String, _ value: String) -> String {
    name + String(repeating: " ", count: max(1, nameWidth - name.count)) + printable(value)
  }
}
