import Dunning
package import DunningPaper

extension LetterRenderer {
  /// The fonts, opened with the first letter and kept: all renderers share them, so that a reload does not open them
  /// again.
  private static let typesetter = Typesetter()

  /// The notice as a letter on paper, in PDF: the same bytes for the same facts, templates and fonts.
  ///
  /// - Throws: ``TemplateError``: as ``render(_:)``, `.missingFile` when the language has no letter for the tone, and
  ///   `.unsettable` when a glyph is missing, an address does not fit its window or the logo is no image.
  package func letter(_ facts: NoticeFacts) throws(TemplateError) -> [UInt8] {
    let document = try paper(facts)
    do throws(PaperError) {
      return try Self.typesetter.pdf(document)
    } catch {
      throw TemplateError(.unsettable, error.message, hint: error.hint)
    }
  }

  /// The letter as a document that can be set or read.
  ///
  /// - Throws: ``TemplateError`` as ``letter(_:)``, but `.unsettable`.
  package func paper(_ facts: NoticeFacts) throws(TemplateError) -> PaperDocument {
    let total = try Self.requireSendable(facts)
    guard let tag = catalog.language(for: facts.language),
      let language = LetterLanguage.known(tag)?.written(as: facts.language).written(as: facts.wantedLanguage)
    else {
      throw TemplateError(
        .unknownLanguage, "there are no templates in \(quoted(facts.language))",
        hint: "there are \(catalog.languages.joined(separator: ", "))")
    }
    let step = try paperStep(facts, tag)
    guard try catalog.template(.letter, language: tag, step: step, tone: facts.tone) != nil else {
      throw TemplateError(
        .missingFile, "there is no letter on paper for \(facts.tone.rawValue) in \(tag)",
        hint: "write \(tag)/\(facts.tone.rawValue).letter.mustache, or send this step by e-mail")
    }
    try requireHarmless(facts, tag)
    let template = try template(.letter, facts, tag, step: step)
    let values = LetterValues(facts, total: total, language: language, isOnPaper: true)
    let rendered = try template.filled(with: values)
    try LetterGuard(values, scanner: catalog.guardian.scanner(for: tag)).require(rendered, from: template)
    let body = LetterBody(rendered, joinsWithoutSpaces: language.isWrittenWithoutSpaces)
    guard !body.title.isEmpty else {
      throw TemplateError(
        .incompleteLetter, "the letter has no title", hint: "begin a line with {{title}}",
        place: TemplatePlace(file: template.path))
    }
    let paper = LetterPaper(
      facts: facts, body: body, language: tag, code: LetterPaymentCode(facts, total: total), total: total)
    return facts.isContentCertified ? try paper.certifiedDocument() : paper.document()
  }

  /// Whose letter is written: a content-certified one has words of its own, for all steps.
  private func paperStep(_ facts: NoticeFacts, _ tag: String) throws(TemplateError) -> String {
    guard facts.isContentCertified else { return facts.step }
    guard tag == Self.certifiedLanguage else {
      throw TemplateError(
        .missingFile, "content-certified mail is in Japanese, and this letter is in \(tag)",
        hint: "write the debtor's language: ja, or post: registered")
    }
    return Self.certifiedStem
  }

  /// - Source: 内国郵便約款: 内容証明 is written in Japanese.
  private static let certifiedLanguage = "ja"
  private static let certifiedStem = "content-certified"

  /// All that is wrong with the words of a letter on paper: what ``letter(_:)`` refuses, and what it lets pass with a
  /// warning.
  package func findings(in paper: PaperDocument, for facts: NoticeFacts) -> [Finding] {
    let tag = catalog.language(for: facts.language) ?? facts.language
    return catalog.guardian.findings(inLetter: paper.plainText, language: tag, for: facts)
  }
}
