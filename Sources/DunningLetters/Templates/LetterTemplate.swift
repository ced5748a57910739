/// A checked template, ready to be filled in.
struct LetterTemplate: Sendable {
  let path: String
  let kind: TemplateKind
  /// What is wrong with its words in some tones.
  var findings: [ToneFinding] = []
  /// The sums and dates of statutes in it.
  var lawFigures: [FigureScanner.Figure] = []
  private let program: LetterProgram

  init(path: String, kind: TemplateKind, tokens: [TemplateToken]) throws(TemplateError) {
    self.path = path
    self.kind = kind
    program = try LetterProgram(tokens, kind: kind, path: path)
  }

  /// The template with the values in place, in UTF-8; a value that is absent is an error, never a blank.
  func filled(with values: LetterValues) throws(TemplateError) -> [UInt8] {
    try program.filled(with: values.root, writesSharpS: values.writesSharpS)
  }
}
