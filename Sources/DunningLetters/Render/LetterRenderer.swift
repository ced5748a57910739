import Dunning

/// Writes notices: the same bytes for the same facts and templates.
///
/// ```swift
/// let catalog = try TemplateCatalog.load(directories: ["/etc/dunningd/templates", vendorDirectory])
/// let notice = try LetterRenderer(catalog: catalog).render(facts)
/// ```
package struct LetterRenderer: Sendable {
  package let catalog: TemplateCatalog

  package init(catalog: TemplateCatalog) { self.catalog = catalog }

  /// The notice in words.
  ///
  /// - Throws: ``TemplateError``: `.invalidFacts`, `.payByPast` or `.unknownLanguage` when the facts allow no letter,
  ///   `.unguardedVariable` or `.incompleteLetter` when the template leaves out what a letter must say, `.forbidden` when the
  ///   letter says what it must not.
  package func render(_ facts: NoticeFacts) throws(TemplateError) -> NoticeText {
    let total = try Self.requireSendable(facts)
    guard let tag = catalog.language(for: facts.language),
      let language = LetterLanguage.known(tag)?.written(as: facts.language).written(as: facts.wantedLanguage)
    else {
      throw TemplateError(
        .unknownLanguage, "there are no templates in \(quoted(facts.language))",
        hint: "there are \(catalog.languages.joined(separator: ", "))")
    }
    var values = LetterValues(facts, total: total, language: language)
    let code = CodeImage(facts, total: total)
    if let code { values.show(code) }
    let layout = PlainTextLayout(joinsWithoutSpaces: language.isWrittenWithoutSpaces)
    try requireHarmless(facts, tag)
    let required = LetterGuard(values, scanner: catalog.guardian.scanner(for: tag))

    let subjectTemplate = try template(.subject, facts, tag)
    let subject = layout.oneLine(try subjectTemplate.filled(with: values))
    guard !subject.isEmpty else {
      throw TemplateError(
        .incompleteLetter, "the subject is empty", place: TemplatePlace(file: subjectTemplate.path))
    }
    try required.require(subject: subject, from: subjectTemplate)

    let textTemplate = try template(.text, facts, tag)
    let text = layout.layOut(try textTemplate.filled(with: values))
    try required.require(text, from: textTemplate)

    let htmlTemplate = try template(.html, facts, tag)
    let html = HTMLLayout(joinsWithoutSpaces: language.isWrittenWithoutSpaces)
      .layOut(try htmlTemplate.filled(with: values))
    try required.require(html, from: htmlTemplate)

    return NoticeText(
      subject: String(decoding: subject, as: UTF8.self), text: String(decoding: text, as: UTF8.self),
      html: String(decoding: html, as: UTF8.self), code: code, language: tag)
  }

  /// All that is wrong with a mail: what ``render(_:)`` refuses, and what it lets pass with a warning.
  package func findings(in notice: NoticeText, for facts: NoticeFacts) -> [Finding] {
    catalog.guardian.findings(in: notice, for: facts)
  }

  func template(
    _ kind: TemplateKind, _ facts: NoticeFacts, _ language: String, step: String? = nil
  ) throws(TemplateError) -> LetterTemplate {
    let step = step ?? facts.step
    guard let template = try catalog.template(kind, language: language, step: step, tone: facts.tone) else {
      throw TemplateError(.missingFile, "there is no \(kind.rawValue) for \(quoted(step)) in \(language)")
    }
    // The words of a step are known when it is loaded, its tone only here.
    let wrong = template.findings.first { $0.finding.severity == .error && $0.tones.contains(facts.tone) }
    if let wrong { throw wrong.finding.error }
    return template
  }

  /// - Throws: ``TemplateError`` `.forbidden` for what a claim or a debtor brings that must not be sent.
  func requireHarmless(_ facts: NoticeFacts, _ language: String) throws(TemplateError) {
    let found = FactsGuard(facts: facts, phrases: catalog.guardian.phrases.list(for: language)).findings
    if let wrong = found.first(where: { $0.severity == .error }) { throw wrong.error }
  }

  /// The sum that the notice is about.
  static func requireSendable(_ facts: NoticeFacts) throws(TemplateError) -> Money {
    guard let total = facts.total, total.isPositive || facts.account != nil else {
      throw TemplateError(
        .invalidFacts, "the notice has no total", hint: "a notice needs items in one currency with something owed")
    }
    if let payBy = facts.payBy, payBy < facts.today {
      throw TemplateError(
        .payByPast, "the pay-by date \(payBy.iso) is over on \(facts.today.iso)",
        hint: "the date is computed again when the notice is written")
    }
    for link in [facts.paymentLink].compactMap({ $0 }) + facts.items.compactMap(\.paymentLink) {
      let isPlain = link.unicodeScalars.allSatisfy { $0.value > 0x20 && !(0x7F..<0xA0).contains($0.value) }
      guard isPlain, link.hasPrefix("https://") || link.hasPrefix("http://") else {
        throw TemplateError(
          .invalidFacts, "the payment link \(quoted(link)) is no web address", hint: "it begins with https://")
      }
    }
    return total
  }
}
