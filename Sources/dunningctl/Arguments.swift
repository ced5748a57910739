/// The words of the command line, with the options of every verb moved behind the verb.
struct Arguments {
  /// What the parser gets.
  let words: [String]
  /// The form that errors are told in, also when the words cannot be parsed.
  let format: OutputFormat

  private static let optionsWithValue: Set<String> = [
    "--socket", "--output", "-o", "--timeout", "--columns", "--sort",
  ]
  private static let flags: Set<String> = ["--wide", "--no-header", "--no-pager"]

  init(_ words: [String]) {
    var leading: [String] = []
    var rest = words[...]
    while let word = rest.first, Self.isGlobal(word) {
      let count = Self.optionsWithValue.contains(word) ? 2 : 1
      leading += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    let end = rest.firstIndex(of: "--") ?? rest.endIndex
    // Without a verb, the root takes the options itself.
    self.words = rest.isEmpty ? leading : rest[..<end] + leading + rest[end...]
    self.format = Self.format(in: self.words)
  }

  /// Whether what the parser prints instead of running a verb is what was asked for.
  var askForHelp: Bool {
    let wishes = [
      "help", "-h", "--help", "--version", "--generate-completion-script", "--experimental-dump-help", "---completion",
    ]
    return words.contains { word in wishes.contains(word) || word.hasPrefix("--generate-completion-script=") }
  }

  private static func isGlobal(_ word: String) -> Bool {
    if optionsWithValue.contains(word) || flags.contains(word) { return true }
    if word.hasPrefix("-o") { return true }
    return optionsWithValue.contains { $0.hasPrefix("--") && word.hasPrefix($0 + "=") }
  }

  private static func format(in words: [String]) -> OutputFormat {
    for (index, word) in words.enumerated() {
      if word == "-o" || word == "--output", index + 1 < words.count {
        return OutputFormat(rawValue: words[index + 1]) ?? .table
      }
      for prefix in ["--output=", "-o"] where word.hasPrefix(prefix) {
        if let format = OutputFormat(rawValue: String(word.dropFirst(prefix.count))) { return format }
      }
    }
    return .table
  }
}
