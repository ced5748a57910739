/// Why no letter can be written of a notice.
struct LetterError: Error, CustomStringConvertible {
  let message: String
  /// What to do next.
  var hint: String?

  var description: String { message + (hint.map { " (\($0))" } ?? "") }
}
