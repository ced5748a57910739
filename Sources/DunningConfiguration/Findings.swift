import Yams

/// Collects what is wrong with one file while it is read, so that all of it can be said at once.
final class Findings {
  let file: String
  private let lines: [Substring]
  private(set) var diagnostics: [Diagnostic] = []

  init(file: String, text: String) {
    self.file = file
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  var inOrder: [Diagnostic] {
    diagnostics.sorted { ($0.position ?? .init(line: 0, column: 0)) < ($1.position ?? .init(line: 0, column: 0)) }
  }

  func error(_ message: String, at mark: Mark?, suggestion: String? = nil) {
    add(.error, message, mark, suggestion)
  }

  func warning(_ message: String, at mark: Mark?, suggestion: String? = nil) {
    add(.warning, message, mark, suggestion)
  }

  private func add(_ severity: Diagnostic.Severity, _ message: String, _ mark: Mark?, _ suggestion: String?) {
    let position = mark.map { Diagnostic.Position(line: $0.line, column: $0.column) }
    let source = position.flatMap { lines.indices.contains($0.line - 1) ? String(lines[$0.line - 1]) : nil }
    diagnostics.append(
      Diagnostic(
        severity: severity, file: file, position: position, message: message, suggestion: suggestion, source: source))
  }
}
