import Dunning
import Yams

/// Collects what is wrong with one file while it is read, so that all of it can be said at once.
final class Findings {
  let file: String
  private let parts: [ConfigurationText.Part]
  private let lines: [Substring]
  private(set) var diagnostics: [Diagnostic] = []
  private var known: Set<Diagnostic> = []

  convenience init(file: String, text: String) { self.init(ConfigurationText(text, file: file)) }

  init(_ text: ConfigurationText) {
    parts = text.parts
    file = text.parts.first?.file ?? ""
    // A line may end as on Windows, which Swift counts as one character.
    lines = text.text.split(omittingEmptySubsequences: false) { $0.isNewline }
  }

  var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// In the order of the file; those about files that it names come last.
  var inOrder: [Diagnostic] {
    func place(_ diagnostic: Diagnostic) -> (Int, Int, Int) {
      (diagnostic.file == file ? 0 : 1, diagnostic.position?.line ?? 0, diagnostic.position?.column ?? 0)
    }
    return diagnostics.sorted { place($0) < place($1) }
  }

  /// Takes over what was found in a file that this one names.
  func add(_ other: Findings) {
    for diagnostic in other.inOrder where known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  func error(_ message: String, at mark: Mark?, suggestion: String? = nil) {
    add(.error, message, mark.map(Diagnostic.Position.init(_:)), suggestion)
  }

  func error(_ message: String, on position: Diagnostic.Position?, suggestion: String? = nil) {
    add(.error, message, position, suggestion)
  }

  func warning(_ message: String, at mark: Mark?, suggestion: String? = nil) {
    add(.warning, message, mark.map(Diagnostic.Position.init(_:)), suggestion)
  }

  func warning(_ message: String, on position: Diagnostic.Position?, suggestion: String? = nil) {
    add(.warning, message, position, suggestion)
  }

  /// `FILE:LINE` of a mark.
  func place(_ mark: Mark?) -> String {
    guard let mark, let part = parts.last(where: { $0.linesBefore < mark.line }) else { return file }
    return "\(part.file):\(mark.line - part.linesBefore)"
  }

  /// Whether a key is one of a secret, as far as one can tell from the word.
  static func isSecretKey(_ key: String) -> Bool { isSecret(key.split(separator: ".").last ?? "") }

  /// The place below this one where the same key stands again.
  func repetition(of key: String, at mark: Mark) -> Diagnostic.Position? {
    let margin = String(repeating: " ", count: mark.column - 1)
    let again = lines.indices.dropFirst(mark.line).first { lines[$0].hasPrefix("\(margin)\(key):") }
    return again.map { Diagnostic.Position(line: $0 + 1, column: mark.column) }
  }

  private func add(
    _ severity: Diagnostic.Severity, _ message: String, _ position: Diagnostic.Position?, _ suggestion: String?
  ) {
    let source = position.flatMap { lines.indices.contains($0.line - 1) ? Self.shown(lines[$0.line - 1]) : nil }
    let part = position.flatMap { position in parts.last { $0.linesBefore < position.line } }
    let diagnostic = Diagnostic(
      severity: severity, file: part?.file ?? file,
      position: position.map { .init(line: $0.line - (part?.linesBefore ?? 0), column: $0.column) }, message: message,
      suggestion: suggestion, source: source)
    // What an alias stands for is read in several places.
    if known.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
  }

  /// The line as it is shown: a password or token that stands in it goes neither to a terminal nor to the journal, also
  /// where its key is misspelt or in another language.
  private static func shown(_ line: Substring) -> String {
    var start = line.startIndex
    while let colon = line[start...].firstIndex(of: ":") {
      let value = line[colon...].dropFirst().drop { " \"'".contains($0) }
      let isElsewhere = value.hasPrefix("{credential ") || value.hasPrefix("{file ")
      if isSecret(line[..<colon]), !isElsewhere { return "\(line[...colon]) …" }
      start = line.index(after: colon)
    }
    return String(line)
  }

  /// Whether what ends here is the key of a secret, as far as one can tell from the word.
  private static func isSecret(_ head: Substring) -> Bool {
    // No key is longer, and a line may be a megabyte of colons.
    let words = head.suffix(keyCharactersMax).split { "{[, \t\"'-".contains($0) }
    guard let key = words.last?.lowercased() else { return false }
    return secretStems.contains { key.contains($0) } || nearest(to: key, in: ["password", "token"]) != nil
  }

  private static let keyCharactersMax = 64

  /// What such keys are made of, in the languages of those who write them.
  private static let secretStems = [
    "pass", "pwd", "pw", "token", "secret", "geheim", "kennw", "credential", "wachtw", "contrase", "senha",
    "motdepasse",
    "mot_de_passe", "apikey", "api_key", "密码", "密碼", "パスワード",
  ]
}

extension Diagnostic.Position {
  init(_ mark: Mark) { self.init(line: mark.line, column: mark.column) }
}
