import DunningBytes

/// One finding in a configuration file, in the form that compilers print and editors jump to.
package struct Diagnostic: Hashable, Sendable, Error {
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  package let severity: Severity
  package let file: String
  /// Counted from 1; nil when the finding is about the file as a whole.
  package let position: Position?
  package let message: String
  /// What to write instead.
  package let suggestion: String?
  /// The line it is about.
  package let source: String?

  package struct Position: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }

    package static func < (left: Position, right: Position) -> Bool {
      (left.line, left.column) < (right.line, right.column)
    }
  }

  /// `FILE:LINE:COLUMN: error: …` in one line.
  package var headline: String {
    let place = position.map { "\(file):\($0.line):\($0.column)" } ?? file
    return "\(place): \(severity.rawValue): \(message)\(suggestion.map { "; \($0)" } ?? "")"
  }

  /// The headline, the line and a caret below its place.
  package var text: String {
    guard let position, let source else { return headline }
    // Tabs are kept in the gutter so that the caret stands below its place however wide they are shown.
    let gutter = source.unicodeScalars.prefix(max(0, position.column - 1)).map { $0 == "\t" ? "\t" : " " }.joined()
    return "\(headline)\n  \(source)\n  \(gutter)^"
  }
}

/// Why a configuration cannot be used: every mistake in it, in the order of the file.
package struct ConfigurationError: Error, Sendable {
  package let diagnostics: [Diagnostic]

  init(diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }

  /// One mistake that is about the file as a whole.
  ///
  /// - Parameter file: nil for the built-in defaults.
  package init(_ message: String, file: String?, suggestion: String? = nil) {
    diagnostics = [
      Diagnostic(
        severity: .error, file: file ?? "built-in defaults", position: nil, message: message, suggestion: suggestion,
        source: nil)
    ]
  }

  /// The names in a folder of the configuration; none where there is no such folder.
  ///
  /// - Throws: ``ConfigurationError`` when it is there and cannot be read: what it holds would be left out without a word.
  static func names(in folder: String) throws(ConfigurationError) -> [String] {
    do {
      return try FolderReader.names(in: folder)
    } catch {
      throw ConfigurationError(
        "the folder cannot be read: \(error.words)", file: folder, suggestion: "check its owner and permissions")
    }
  }

  /// All findings, ready to print.
  package var text: String { diagnostics.map(\.text).joined(separator: "\n") }
}
