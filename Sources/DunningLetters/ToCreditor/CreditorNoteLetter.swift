package import Dunning

/// A note that comes back to the creditor's own side: what stands in it.
package struct CreditorNoteFacts: Sendable {
  package let note: String
  /// The day on which it was to come back.
  package let day: CivilDate
  package let contact: String?
  package let staffNumber: String?
  package let replyBy: CivilDate?
  /// The follow-up's number, as `dunningctl follow-ups` takes it.
  package let number: String
  package let claim: Claim
  /// The zone by which the deadline is told.
  package let zone: ZoneRules

  package init(
    note: String, day: CivilDate, contact: String?, staffNumber: String?, replyBy: CivilDate?, number: String,
    claim: Claim, zone: ZoneRules
  ) {
    self.note = note
    self.day = day
    self.contact = contact
    self.staffNumber = staffNumber
    self.replyBy = replyBy
    self.number = number
    self.claim = claim
    self.zone = zone
  }
}

extension LetterRenderer {
  /// The notes in words, in the creditor's language where it is known, else in English.
  package func render(
    _ notes: [CreditorNoteFacts], language: String
  ) -> (subject: String, text: String, language: String) {
    let tag = catalog.language(for: language) ?? "en"
    let words = CreditorNoteWords.known(tag)
    // English is always known.
    guard let language = LetterLanguage.known(tag) ?? LetterLanguage.known("en") else { return ("", "", tag) }
    let texts = notes.map { Self.text($0, words, language) }
    return (Self.subject(notes, words), texts.joined(separator: "\n\n"), tag)
  }

  private static func subject(_ notes: [CreditorNoteFacts], _ words: CreditorNoteWords) -> String {
    guard notes.count == 1, let draft = notes.first?.claim.draft else { return "\(words.subject) (\(notes.count))" }
    return "\(words.subject): \(draft.reference) (\(draft.debtor.name))"
  }

  private static func text(
    _ facts: CreditorNoteFacts, _ words: CreditorNoteWords, _ language: LetterLanguage
  ) -> String {
    let draft = facts.claim.draft
    let people = [
      facts.contact.map { (words.contact, $0) }, facts.staffNumber.map { (words.staffNumber, $0) },
      facts.replyBy.map { (words.replyBy, language.date($0)) },
    ].compactMap { $0 }
    let claim = [
      (words.claim, "\(facts.claim.id), \(draft.reference)"),
      (words.debtor, draft.debtor.name + (draft.debtor.email.map { " <\($0.text)>" } ?? "")),
      (words.outstanding, language.money(facts.claim.outstanding)),
      (words.due, language.deadline(draft.due, in: facts.zone)), (words.state, facts.claim.state.rawValue),
    ]
    let text =
      [words.opening.before + language.date(facts.day) + words.opening.after, "", "  \(facts.note)", ""] + lines(people)
      + (people.isEmpty ? [] : [""]) + lines(claim) + [
        "", words.whatNext, "  dunningctl show \(facts.claim.id)", "  dunningctl follow-ups done \(facts.number)", "",
      ]
    return text.joined(separator: "\n")
  }

  private static func lines(_ facts: [(String, String)]) -> [String] { facts.map { "\($0.0): \($0.1)" } }
}
