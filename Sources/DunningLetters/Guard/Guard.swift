import Dunning

/// Finds in letters what must never stand in one.
///
/// Templates are looked at when they are loaded, and what claims bring into a letter when it is written; this looks at
/// a whole letter, as for a preview.
package struct Guard: Sendable {
  let phrases: PhraseBook
  private let scanners: [String: FigureScanner]

  package init(_ phrases: PhraseBook) {
    self.phrases = phrases
    scanners = Dictionary(
      LetterLanguage.known.map { ($0.tag, FigureScanner($0)) }, uniquingKeysWith: { first, _ in first })
  }

  func scanner(for language: String) -> FigureScanner { scanners[language] ?? FigureScanner(nil) }

  /// Looks at the words of a template.
  func look(at tokens: [TemplateToken], kind: TemplateKind, path: String, language: String) -> TemplateGuard {
    TemplateGuard(
      tokens, kind: kind, path: path, phrases: phrases.list(for: language), scanner: scanner(for: language))
  }

  /// All that is wrong with a mail.
  ///
  /// - Parameter facts: those that it was written from.
  package func findings(in notice: NoticeText, for facts: NoticeFacts) -> [Finding] {
    let context = Context(self, notice.language, facts)
    return FactsGuard(facts: facts, phrases: context.phrases).findings
      + context.findings(in: ShownText(plain: Array(notice.subject.utf8)).bytes, .subject, keepsLines: false)
      + context.findings(in: ShownText(plain: Array(notice.text.utf8)).bytes, .text, keepsLines: true)
      + context.findings(in: ShownText(html: Array(notice.html.utf8)).bytes, .html, keepsLines: false)
  }

  /// All that is wrong with the words of a sheet of paper.
  ///
  /// - Parameters:
  ///   - text: what stands on it in reading order; an empty line ends a paragraph.
  ///   - language: that of the templates.
  package func findings(inLetter text: String, language: String, for facts: NoticeFacts) -> [Finding] {
    let context = Context(self, language, facts)
    return FactsGuard(facts: facts, phrases: context.phrases).findings
      + context.findings(in: ShownText(plain: Array(text.utf8)).bytes, .letter, keepsLines: false)
  }

  /// What a letter is held against.
  private struct Context {
    let facts: NoticeFacts
    let phrases: PhraseList
    let figures: KnownFigures?
    let scanner: FigureScanner
    let total: Int?
    private let values: LetterRow?
    /// A firm may be called as it likes: words of a name are not the letter's.
    private let names: [[UInt8]]

    init(_ guardian: Guard, _ language: String, _ facts: NoticeFacts) {
      self.facts = facts
      phrases = guardian.phrases.list(for: language)
      scanner = guardian.scanner(for: language)
      let written = LetterLanguage.known(language)?.written(as: facts.language).written(as: facts.wantedLanguage)
      let values = written.flatMap { language in
        facts.total.map { LetterValues(facts, total: $0, language: language) }
      }
      self.values = values?.root
      let names = [facts.debtor.name, facts.creditor.name, facts.creditor.bankName ?? ""]
      self.names = (names + facts.debtor.address + facts.creditor.address).map { [phrases] in
        FoldedText(Array($0.utf8), joinsUmlauts: phrases.joinsUmlauts).bytes
      }
      figures = values.map { [scanner] in KnownFigures($0, scanner) }
      total = values.flatMap { [scanner] values -> Int? in
        guard case .amount(let value) = scanner.figures(in: Array(values.total.utf8)).first?.figure else { return nil }
        return value
      }
    }

    func findings(in text: [UInt8], _ part: Finding.Part, keepsLines: Bool) -> [Finding] {
      let folded = FoldedText(text, keepsLines: keepsLines, joinsUmlauts: phrases.joinsUmlauts)
      let hits = phrases.hits(in: folded).filter { !isName($0.range, in: folded) }
      let spoken = hits.filter { isWrong($0, part) }
        .compactMap { $0.finding(in: part, excerpt: folded.excerpt(of: $0.range, in: text)) }
      return spoken + strangers(in: text, folded, part) + otherTotals(hits, folded, text, part) + missing(hits, part)
    }

    private func isWrong(_ hit: PhraseList.Hit, _ part: Finding.Part) -> Bool {
      guard !hit.phrase.allowedIn.contains(facts.tone), !hit.phrase.given.contains(where: isThere) else { return false }
      return switch hit.phrase.rule {
      case .missingPart, .twoTotals: false
      case .overdueTooSoon: facts.timing != .overdue
      case .subjectDiscloses: part == .subject
      default: true
      }
    }

    private func isName(_ range: Range<Int>, in folded: FoldedText) -> Bool {
      names.contains { name in
        guard name.count >= range.count, name.count <= folded.bytes.count else { return false }
        let first = max(0, range.upperBound - name.count)
        let last = min(range.lowerBound, folded.bytes.count - name.count)
        return first <= last && (first...last).contains { folded.bytes[$0..<($0 + name.count)].elementsEqual(name) }
      }
    }

    private func isThere(_ name: String) -> Bool {
      LetterName(name).flatMap { values?[$0] }?.isTrue ?? false
    }

    private func strangers(in text: [UInt8], _ folded: FoldedText, _ part: Finding.Part) -> [Finding] {
      guard let figures else { return [] }
      if part == .subject { return Finding.sums(inSubject: text, scanner) }
      return figures.strangers(in: text).filter { !phrases.isOfLaw($0.range, in: folded) }
        .map { .stranger($0, in: text, part) }
    }

    /// A sum that stands behind "total" and is another.
    private func otherTotals(
      _ hits: [PhraseList.Hit], _ folded: FoldedText, _ text: [UInt8], _ part: Finding.Part
    ) -> [Finding] {
      guard let total else { return [] }
      let sums = scanner.figures(in: text)
      return hits.filter { $0.phrase.rule == .twoTotals }.compactMap { hit in
        let label = folded.source(of: hit.range, in: text)
        let line = folded.source(of: folded.sentence(around: hit.range), in: text)
        let sum = sums.first { $0.range.lowerBound >= label.upperBound && $0.range.upperBound <= line.upperBound + 4 }
        guard let sum, case .amount(let value) = sum.figure, value != total else { return nil }
        return hit.finding(
          in: part, excerpt: String(decoding: text[label.lowerBound..<sum.range.upperBound], as: UTF8.self).onOneLine)
      }
    }

    private func missing(_ hits: [PhraseList.Hit], _ part: Finding.Part) -> [Finding] {
      // A statement of account asks for nothing.
      guard part != .subject, facts.account == nil else { return [] }
      let said = Set(hits.map(\.phrase.name))
      return phrases.phrases.filter {
        $0.rule == .missingPart && !$0.allowedIn.contains(facts.tone) && !said.contains($0.name)
      }.compactMap { PhraseList.Hit(phrase: $0, range: 0..<0).finding(in: part, excerpt: "") }
    }
  }
}

extension Finding {
  /// A subject is read on lock screens and by other people.
  static func sums(inSubject text: [UInt8], _ scanner: FigureScanner) -> [Finding] {
    scanner.figures(in: text).compactMap { found in
      guard case .amount = found.figure else { return nil }
      return Finding(
        .subjectDiscloses, in: .subject, excerpt: String(decoding: text[found.range], as: UTF8.self),
        reason: "a sum stands in the subject", source: "GDPR Art. 5 (1) (f); FCA CONC 7.9",
        instead: "a subject names the document and its number")
    }
  }
}
