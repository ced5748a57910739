/// A problem as it is told: in words for a person, as it is for a program.
struct ProblemText {
  private let problem: ShownProblem
  private let terminal: Terminal

  init(_ problem: ShownProblem, _ terminal: Terminal) {
    self.problem = problem
    self.terminal = terminal
  }

  func text(_ format: OutputFormat) -> String {
    guard !format.isJSON else { return json + "\n" }
    let field = problem.field.map { " (\($0))" } ?? ""
    let mistakes = (problem.errors ?? []).flatMap(Self.lines)
    let error = terminal.tinted("error: ", .bad) + printable(problem.detail + field)
    let hint = problem.hint.map { printable("hint: \($0)") }
    let lines = mistakes + [error, hint].compactMap { $0 }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A mistake in a file may come with the line it is on and a caret below.
  private static func lines(_ error: String) -> [String] {
    error.split(separator: "\n", omittingEmptySubsequences: false).map { printable(String($0)) }
  }

  private var json: String {
    // A problem is texts and a number, which JSON always carries.
    guard let bytes = try? Wire.encode(problem) else { return "{}" }
    return String(decoding: bytes, as: UTF8.self)
  }
}
