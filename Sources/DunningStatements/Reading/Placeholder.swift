/// What stands in a field that must not be empty and says that there is nothing.
enum Placeholder {
  /// A reference; nil when it is none.
  static func reference(_ text: String?) -> String? {
    guard let text = text?.meant, !none.contains(text.uppercased()) else { return nil }
    return text
  }

  private static let none: Set<String> = [
    "NONREF", "NOTPROVIDED", "NOT PROVIDED", "NOTAVAILABLE", "NONE", "NON REF", "NOREF",
  ]
}
