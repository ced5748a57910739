import Dunning

/// What is wrong with the words of a template in some tones.
struct ToneFinding: Hashable, Sendable {
  let finding: Finding
  let tones: Set<Step.Tone>
}

/// Looks at the words of an assembled template, which are the same in every letter.
///
/// Words of sections that exclude one another are read one after the other; what only stands in a section that is
/// entered when something is overdue may say so.
struct TemplateGuard {
  private let tokens: [TemplateToken]
  private let kind: TemplateKind
  private let path: String
  private let phrases: PhraseList
  private let scanner: FigureScanner
  private var source: [UInt8] = []
  private var shown = ShownText(plain: [])
  private var folded = FoldedText([])
  /// Where each token begins in ``source``.
  private var starts: [(offset: Int, token: Int)] = []
  /// The parts of ``source`` in a section, and those in its opposite, by the section's name.
  private var sections: [String: [Range<Int>]] = [:]
  private var opposites: [String: [Range<Int>]] = [:]

  init(_ tokens: [TemplateToken], kind: TemplateKind, path: String, phrases: PhraseList, scanner: FigureScanner) {
    self.tokens = tokens
    self.kind = kind
    self.path = path
    self.phrases = phrases
    self.scanner = scanner
    join()
    shown = kind == .html ? ShownText(html: source) : ShownText(plain: source)
    folded = FoldedText(shown.bytes, keepsLines: kind == .text, joinsUmlauts: phrases.joinsUmlauts)
  }

  /// Every finding, in the order of the template.
  var findings: [ToneFinding] {
    let hits = phrases.hits(in: folded)
    return hits.compactMap { finding($0) } + figures() + missing(hits) + missingValues
  }

  // MARK: Putting the template together

  private mutating func join() {
    var open: [(token: TemplateToken, start: Int)] = []
    var closed: TemplateToken?
    for (index, token) in tokens.enumerated() {
      // What stands in a section and in its opposite is never read together.
      if let last = closed, last.content == token.content, last.kind != token.kind, token.opensSection {
        source.append(kind == .html ? "<p>" : "\n\n")
      }
      if token.kind != .text || !token.content.utf8.allSatisfy({ $0 <= 0x20 }) { closed = nil }
      starts.append((source.count, index))
      switch token.kind {
      case .text: source.append(token.content)
      case .variable: source.append(Self.layout.contains(token.content) ? UInt8(ascii: " ") : ShownText.marker)
      case .section, .invertedSection: open.append((token, source.count))
      case .close:
        guard let (opening, start) = open.popLast() else { continue }
        closed = opening
        if opening.kind == .section {
          sections[opening.content, default: []].append(start..<source.count)
        } else {
          opposites[opening.content, default: []].append(start..<source.count)
        }
      case .partial, .comment: break
      }
    }
  }

  private static let layout = Set([LetterName.break, .tab, .right, .rule].map(\.text))
  private static let onlyWhenOverdue = Set(
    [
      LetterName.overdue, .daysLate, .anyLate, .charged, .interest, .compensation, .interestPeriods, .lateBasis,
      .applied,
    ].map(\.text))

  /// True in a section of one of these names.
  private func isInside(_ names: Set<String>, _ offset: Int) -> Bool {
    names.contains { name in sections[name]?.contains { $0.contains(offset) } ?? false }
  }

  /// True where a section of this name is not entered.
  private func isOutside(_ name: LetterName, _ offset: Int) -> Bool {
    opposites[name.text]?.contains { $0.contains(offset) } ?? false
  }

  // MARK: Phrases

  private func finding(_ hit: PhraseList.Hit) -> ToneFinding? {
    let range = folded.source(of: hit.range, in: shown.bytes)
    let origin = Int(shown.origins[range.lowerBound])
    switch hit.phrase.rule {
    case .missingPart: return nil
    case .twoTotals: return otherTotal(hit)
    case .subjectDiscloses where kind != .subject: return nil
    case .overdueTooSoon where isInside(Self.onlyWhenOverdue, origin): return nil
    default: break
    }
    guard !isInside(hit.phrase.given, origin) else { return nil }
    let tones = Set(Step.Tone.allCases).subtracting(hit.phrase.allowedIn)
    guard !tones.isEmpty else { return nil }
    let excerpt = folded.excerpt(of: hit.range, in: shown.bytes)
    return hit.finding(in: part, excerpt: excerpt, place: place(of: origin)).map {
      ToneFinding(finding: $0, tones: tones)
    }
  }

  /// The value behind "total" is another sum than the total.
  private func otherTotal(_ hit: PhraseList.Hit) -> ToneFinding? {
    let line = folded.sentence(around: hit.range)
    guard let marker = (hit.range.upperBound..<line.upperBound).first(where: { folded.bytes[$0] == ShownText.marker })
    else { return nil }
    let origin = Int(shown.origins[Int(folded.origins[marker])])
    let name = tokens[token(at: origin)].content
    guard Self.otherSums.contains(name), !isOutside(.charged, origin) else { return nil }
    let excerpt = "\(folded.excerpt(of: hit.range, in: shown.bytes)) {{\(name)}}"
    return hit.finding(in: part, excerpt: excerpt, place: place(of: origin)).map {
      ToneFinding(finding: $0, tones: Set(Step.Tone.allCases))
    }
  }

  private static let otherSums = Set(
    [LetterName.principal, .interest, .compensation, .amount, .paid, .credited, .demanded, .waived, .outstanding].map(
      \.text))

  // MARK: Sums and dates

  /// A template is written once and used for years: a sum or a date in it is true for nobody.
  private func figures() -> [ToneFinding] {
    scanner.figures(in: shown.bytes).map { found in
      let place = place(of: Int(shown.origins[found.range.lowerBound]))
      let excerpt = String(decoding: shown.bytes[found.range], as: UTF8.self).onOneLine
      let isLaw = phrases.isOfLaw(found.range, in: folded)
      return (found.figure, place, excerpt, isLaw)
    }.compactMap { figure, place, excerpt, isLaw -> Finding? in
      switch figure {
      case .amount:
        return Finding(
          kind == .subject ? .subjectDiscloses : .unknownAmount, isLaw ? .warning : .error, in: part, excerpt: excerpt,
          reason: "a sum stands in the template itself, so it is that of no claim",
          source: "an invented sum: UWG § 4a, FDCPA 15 U.S.C. 1692f (1)",
          instead: "write {{total}}, {{interest}}, {{compensation}} or another value", place: place)
      case .date where isLaw: return nil
      case .date:
        return Finding(
          .unknownDate, in: part, excerpt: excerpt, reason: "a date stands in the template itself, and will be past",
          instead: "write {{pay_by}}, {{today}} or another value", place: place)
      }
    }.map { ToneFinding(finding: $0, tones: Set(Step.Tone.allCases)) }
  }

  /// The sums and dates of statutes, which its letters may hold besides those of the facts.
  var lawFigures: [FigureScanner.Figure] {
    return scanner.figures(in: shown.bytes).filter { phrases.isOfLaw($0.range, in: folded) }.map(\.figure)
  }

  // MARK: What is missing

  private func missing(_ hits: [PhraseList.Hit]) -> [ToneFinding] {
    guard kind == .text || kind == .html, !isAccount else { return [] }
    let said = Set(hits.map(\.phrase.name))
    return phrases.phrases.filter { $0.rule == .missingPart && !said.contains($0.name) }.compactMap { phrase in
      let tones = Set(Step.Tone.allCases).subtracting(phrase.allowedIn)
      return PhraseList.Hit(phrase: phrase, range: 0..<0)
        .finding(in: part, excerpt: "", place: TemplatePlace(file: path))
        .map { ToneFinding(finding: $0, tones: tones) }
    }
  }

  /// Values that a letter of a tone cannot do without.
  ///
  /// - Source: BGB § 286 (1), C. civ. art. 1344 and their like: a demand names debtor, debt, sum and date.
  private var missingValues: [ToneFinding] {
    guard kind == .text || kind == .html, !isAccount else { return [] }
    let used = Set(tokens.filter { $0.kind == .variable }.map(\.content))
    return Self.needed.filter { used.isDisjoint(with: $0.names.map(\.text)) }.map { need in
      let names = need.names.map { "{{\($0.text)}}" }.joined(separator: " or ")
      return ToneFinding(
        finding: Finding(
          need.rule, need.rule == .occupier ? .error : .warning, in: part, reason: "\(names) is not in the letter",
          instead: need.instead, place: TemplatePlace(file: path)),
        tones: need.tones)
    }
  }

  /// Whether it lists what is open, and asks for nothing.
  private var isAccount: Bool {
    path.split(separator: "/").last?.hasPrefix(Step.statementOfAccount.name + ".") ?? false
  }

  private static let needed: [(names: [LetterName], rule: GuardRule, tones: Set<Step.Tone>, instead: String)] = [
    ([.debtorName], .occupier, [.demand], "a demand says whom it is addressed to"),
    ([.payBy], .missingPart, [.demand], "a demand names the last day to pay"),
    ([.today], .missingPart, [.demand], "a demand bears its date"),
    ([.iban, .paymentLink], .missingPart, [.courtesy, .reminder, .demand], "a letter says how to pay"),
    ([.creditorEmail, .creditorPhone], .missingPart, [.courtesy, .reminder, .demand], "a letter says whom to ask"),
  ]

  // MARK: Places

  private var part: Finding.Part {
    switch kind {
    case .subject: .subject
    case .letter: .letter
    case .text: .text
    case .html: .html
    }
  }

  /// The index of the token that a byte of ``source`` comes from.
  private func token(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle].offset <= offset { low = middle } else { high = middle }
    }
    return starts[low].token
  }

  private func place(of offset: Int) -> TemplatePlace {
    let index = token(at: offset)
    let token = tokens[index]
    guard token.kind == .text, let line = token.place.line, let column = token.place.column else { return token.place }
    let before = token.content.utf8.prefix(offset - starts[index].offset)
    let ends = before.count { $0 == UInt8(ascii: "\n") }
    let lastLine = before.reversed().prefix { $0 != UInt8(ascii: "\n") }
    let characters = lastLine.count { $0 & 0xC0 != 0x80 }
    return TemplatePlace(
      file: token.place.file, line: line + ends, column: ends == 0 ? column + characters : characters + 1)
  }
}

extension TemplateToken {
  fileprivate var opensSection: Bool { kind == .section || kind == .invertedSection }
}
