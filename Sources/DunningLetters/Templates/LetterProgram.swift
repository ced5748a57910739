/// A template as a flat list of instructions: text to copy, values to write, sections to enter or to leap over.
///
/// - Source: the Mustache specification, parts `interpolation`, `sections` and `inverted`; partials and comments are
///   gone when a program is made of a template (``TemplateAssembly``).
struct LetterProgram: Sendable {
  private enum Instruction: Sendable {
    /// Bytes of ``text``.
    case text(Range<Int>)
    case value(LetterName)
    /// A section that lasts until the instruction `end`.
    case section(LetterName, end: Int)
    case invertedSection(LetterName, end: Int)
  }

  private let kind: TemplateKind
  private let path: String
  private var text: [UInt8] = []
  private var instructions: [Instruction] = []

  /// - Parameter tokens: an assembled template: sections are balanced, every name is known.
  /// - Throws: ``TemplateError`` with code `.unknownVariable`, `.unbalancedSection` or `.malformedTag` when it is not.
  init(_ tokens: [TemplateToken], kind: TemplateKind, path: String) throws(TemplateError) {
    self.kind = kind
    self.path = path
    var open: [Int] = []
    for token in StandaloneTags.removed(from: tokens) {
      switch token.kind {
      case .text: try add(token)
      case .variable: instructions.append(.value(try Self.name(token)))
      case .section, .invertedSection:
        open.append(instructions.count)
        let name = try Self.name(token)
        instructions.append(token.kind == .section ? .section(name, end: 0) : .invertedSection(name, end: 0))
      case .close:
        guard let start = open.popLast() else { throw Self.unbalanced(token) }
        close(start)
      case .comment: break
      case .partial: throw TemplateError(.unknownPartial, "a partial was left in the template", place: token.place)
      }
    }
    if !open.isEmpty, let last = tokens.last { throw Self.unbalanced(last) }
  }

  /// The template with the values in place.
  ///
  /// - Parameter writesSharpS: false has each ß of the template, not of the values, read ss.
  /// - Throws: ``TemplateError`` with code `.unguardedVariable` for a value that is absent, `.wrongUse` for one that is no
  ///   text: there is never a blank.
  func filled(with root: LetterRow, writesSharpS: Bool = true) throws(TemplateError) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.count * 2)
    var rows = [root]
    let program = writesSharpS ? self : withoutSharpS
    try program.run(program.instructions.indices, &rows, &output)
    return output
  }

  /// The same program with ss for each ß: both are two bytes in UTF-8.
  private var withoutSharpS: LetterProgram {
    var program = self
    for index in program.text.indices.dropLast()
    where program.text[index] == Self.sharpS[0] && program.text[index + 1] == Self.sharpS[1] {
      program.text[index] = UInt8(ascii: "s")
      program.text[index + 1] = UInt8(ascii: "s")
    }
    return program
  }

  private static let sharpS = Array("ß".utf8)

  private func run(
    _ range: Range<Int>, _ rows: inout [LetterRow], _ output: inout [UInt8]
  ) throws(TemplateError) {
    var position = range.lowerBound
    while position < range.upperBound {
      let instruction = instructions[position]
      position += 1
      switch instruction {
      case .text(let range): output.append(contentsOf: text[range])
      case .value(let name): try write(name, rows, &output)
      case .section(let name, let end):
        switch Self.value(name, rows) {
        case .list(let list):
          for row in list {
            rows.append(row)
            try run(position..<end, &rows, &output)
            rows.removeLast()
          }
        case let value: if value.isTrue { try run(position..<end, &rows, &output) }
        }
        position = end
      case .invertedSection(let name, let end):
        if !Self.value(name, rows).isTrue { try run(position..<end, &rows, &output) }
        position = end
      }
    }
  }

  private func write(_ name: LetterName, _ rows: [LetterRow], _ output: inout [UInt8]) throws(TemplateError) {
    let value = Self.value(name, rows)
    switch value {
    case .text(let text), .figure(let text):
      switch kind {
      case .html: HTMLText.append(text, to: &output)
      case .letter: LetterMark.append(text, isFigure: value.isFigure, to: &output)
      case .subject, .text: output.append(text)
      }
    case .mark(let mark, let html): if kind == .html { output.append(html) } else { output.append(mark) }
    case .absent:
      throw TemplateError(
        .unguardedVariable, "the value of {{\(name.text)}} is absent", place: TemplatePlace(file: path))
    case .flag, .list:
      throw TemplateError(.wrongUse, "{{\(name.text)}} is no text", place: TemplatePlace(file: path))
    }
  }

  /// The innermost row that knows the name answers.
  private static func value(_ name: LetterName, _ rows: [LetterRow]) -> LetterValue {
    for row in rows.reversed() {
      if let value = row[name] { return value }
    }
    return .absent
  }

  // MARK: Compiling

  private mutating func add(_ token: TemplateToken) throws(TemplateError) {
    guard !token.content.utf8.contains(0) else {
      throw TemplateError(
        .malformedTag, "the template contains a NUL", hint: "save it as UTF-8", place: TemplatePlace(file: path))
    }
    guard !token.content.isEmpty else { return }
    let start = text.count
    text.append(token.content)
    instructions.append(.text(start..<text.count))
  }

  /// Tells the section that begins at this instruction where it ends.
  private mutating func close(_ start: Int) {
    switch instructions[start] {
    case .section(let name, _): instructions[start] = .section(name, end: instructions.count)
    case .invertedSection(let name, _): instructions[start] = .invertedSection(name, end: instructions.count)
    case .text, .value: break
    }
  }

  private static func name(_ token: TemplateToken) throws(TemplateError) -> LetterName {
    if let name = LetterName(token.content) { return name }
    throw TemplateError(.unknownVariable, "there is no variable \(token.content)", place: token.place)
  }

  private static func unbalanced(_ token: TemplateToken) -> TemplateError {
    TemplateError(.unbalancedSection, "the sections do not end where they should", place: token.place)
  }
}

extension LetterValue {
  fileprivate var isFigure: Bool { if case .figure = self { true } else { false } }

  /// Whether a section of this name is entered.
  var isTrue: Bool {
    switch self {
    case .text, .figure, .mark: true
    case .flag(let flag): flag
    case .list(let rows): !rows.isEmpty
    case .absent: false
    }
  }
}
