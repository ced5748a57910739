package import Dunning

extension LetterRenderer {
  /// Word of what happens, in the creditor's language where it is known, else in English.
  ///
  /// - Parameters:
  ///   - isMorning: false for what is told at once.
  ///   - zone: by which moments are told.
  ///   - desk: where the desk is reached; nil where nobody knows.
  package func render(
    _ report: MorningReport, to creditor: Creditor, isMorning: Bool, zone: ZoneRules, desk: String?
  ) -> (subject: String, text: String, language: String) {
    let tag = catalog.language(for: creditor.language) ?? "en"
    // English is always known.
    guard let language = LetterLanguage.known(tag) ?? LetterLanguage.known("en") else { return ("", "", tag) }
    let letter = MorningLetter(
      report: report, words: MorningWords.known(tag), language: language, zone: zone, desk: desk)
    let subject = isMorning ? letter.morningSubject(creditor.name) : letter.atOnceSubject
    return (subject, isMorning ? letter.morningText : letter.atOnceText, tag)
  }
}

/// The lines of a mail with word of what happens.
private struct MorningLetter {
  let report: MorningReport
  let words: MorningWords
  let language: LetterLanguage
  let zone: ZoneRules
  let desk: String?

  private var needs: [MorningReport.Part] { report.parts.filter { MorningReport.Topic.needs.contains($0.topic) } }
  private var leaving: [MorningReport.Part] { report.parts.filter { $0.topic == .leaving } }
  private var cameIn: [MorningReport.Part] {
    report.parts.filter { [.payment, .paid, .claim].contains($0.topic) }
  }

  // MARK: - What stands above

  /// `ACME GmbH, 30 November 2026: to do 3, leaving 5, payments 2`: what there is none of is left out.
  func morningSubject(_ creditor: String) -> String {
    let counts = [
      (words.needs, count(needs)), (words.leaves, count(leaving)),
      (title(.payment), count(report.parts.filter { $0.topic == .payment })),
    ]
    let told = counts.filter { $0.1 > 0 }.map { "\($0.0)\(words.colon)\($0.1)" }.joined(
      separator: language.listSeparator)
    let head = "\(creditor), \(language.date(report.day))"
    return told.isEmpty ? head : "\(head)\(words.colon)\(told)"
  }

  var atOnceSubject: String {
    guard let part = report.parts.first else { return words.atOnce }
    let item = part.count == 1 && report.parts.count == 1 ? part.items.first : nil
    let what = item.map { [$0.references.first, $0.debtor].compactMap { $0 }.joined(separator: ", ") } ?? ""
    return what.isEmpty ? titles : "\(titles)\(words.colon)\(what)"
  }

  private var titles: String {
    language.list(report.parts.map { $0.count > 1 ? "\(title($0.topic)) (\($0.count))" : title($0.topic) })
  }

  private func count(_ parts: [MorningReport.Part]) -> Int { parts.reduce(0) { $0 + $1.count } }

  // MARK: - The text

  var morningText: String {
    guard !report.isEmpty else { return ([words.nothing] + footer).joined(separator: "\n") }
    let until = words.leavesUntil.replacing("{day}", with: language.date(report.until))
    let since = words.cameSince.replacing("{day}", with: moment(report.since))
    let lines = section(words.needs, needs) + section(until, leaving, named: false) + section(since, cameIn)
    return (lines + footer).joined(separator: "\n")
  }

  var atOnceText: String {
    (report.parts.flatMap { self.lines(of: $0, named: true) + [""] } + footer).joined(separator: "\n")
  }

  private func section(_ heading: String, _ parts: [MorningReport.Part], named: Bool = true) -> [String] {
    guard !parts.isEmpty else { return [] }
    return [heading, String(repeating: "=", count: heading.unicodeScalars.reduce(0) { $0 + DisplayWidth.of($1) }), ""]
      + parts.flatMap { self.lines(of: $0, named: named) + [""] }
  }

  private func lines(of part: MorningReport.Part, named: Bool) -> [String] {
    let sums = part.sums.isEmpty ? "" : " – \(language.list(part.sums.map(language.money)))"
    let head = named ? ["\(title(part.topic))\(words.colon)\(part.count)\(sums)"] : []
    let items = part.items.map { "  \(line($0))" }.filter { !$0.allSatisfy { $0 == " " } }
    let rest = part.count - part.items.count
    // Of what one line tells for all of them there is no rest.
    let isTold = part.topic == .staleBank || part.items.isEmpty
    let more = rest > 0 && !isTold ? ["  \(words.more.replacing("{count}", with: String(rest)))"] : []
    return head + items + more + (Self.commands[part.topic].map { ["  > \($0)"] } ?? [])
  }

  private func line(_ item: MorningReport.Item) -> String {
    let who = item.debtor.map { debtor in debtor + (item.to.map { $0.isEmpty ? "" : " <\($0)>" } ?? "") } ?? item.to
    let facts = [
      item.number, who, item.references.isEmpty ? nil : language.list(item.references), item.step,
      item.amount.map(language.money), item.at.map(moment), item.day.map(language.date),
    ].compactMap { $0 }.filter { !$0.isEmpty }
    let note = item.note.map { String($0.prefix(Self.noteMax)).split { $0.isNewline }.joined(separator: " ") }
    return ([facts.joined(separator: language.listSeparator)] + [note].compactMap { $0 }).filter { !$0.isEmpty }
      .joined(separator: words.colon)
  }

  private var footer: [String] { desk.map { [words.desk, "  \($0)/", ""] } ?? [] }

  private func moment(_ moment: Instant) -> String {
    language.deadline(.moment(moment), in: zone)
  }

  private func title(_ topic: MorningReport.Topic) -> String { words.titles[topic] ?? topic.rawValue }

  /// Characters of a note that are told.
  private static let noteMax = 200

  /// What shows all of a part.
  private static let commands: [MorningReport.Topic: String] = [
    .sendingHeld: "dunningctl arm", .approval: "dunningctl notices --state awaiting-approval",
    .proposal: "dunningctl payments --unmatched", .credit: "dunningctl payments --unmatched",
    .inDoubt: "dunningctl notices --state in-doubt",
    .failed: "dunningctl notices --state failed", .bounced: "dunningctl notices --state failed",
    .heldNotice: "dunningctl notices --state held", .followUp: "dunningctl follow-ups",
    .limitation: "dunningctl follow-ups", .rates: "dunningctl status", .calendar: "dunningctl status",
    .leaving: "dunningctl plan", .staleBank: "dunningctl statement list",
  ]
}
