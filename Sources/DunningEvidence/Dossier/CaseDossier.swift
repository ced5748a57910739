package import Dunning
package import DunningStore

/// The file of one claim for a lawyer or a court: what is in it, in what order, and what each part proves.
///
/// The same docket gives the same file: nothing in it comes from a clock but what the journal says, and the day it was
/// made on.
package struct CaseDossier: Sendable {
  package let file: CaseFile
  package let journal: CaseJournal
  /// The day up to which interest is counted, by the creditor's clock.
  package let madeOn: CivilDate
  let rulebook: Rulebook
  /// The root certificates of the time-stamping authority, PEM; nil where there are none.
  let authority: String?
  let words: DossierWords
  let exhibits: [Exhibit]

  /// - Parameter authority: the root certificates of the time-stamping authority, PEM.
  package init(
    _ file: CaseFile, _ journal: CaseJournal, madeOn: CivilDate, rulebook: Rulebook, authority: String? = nil
  ) {
    self.authority = authority
    self.file = file
    self.journal = journal
    self.madeOn = madeOn
    self.rulebook = rulebook
    let draft = file.claim.record.claim.draft
    words = DossierWords(for: rulebook.creditors[draft.creditor]?.language ?? "en")
    exhibits = ExhibitList(file, words: words, zone: Self.zone(of: draft, rulebook), madeOn: madeOn).exhibits
  }

  var claim: Claim { file.claim.record.claim }
  var creditor: Creditor? { rulebook.creditors[claim.draft.creditor] }
  var zone: ZoneRules { Self.zone(of: claim.draft, rulebook) }

  /// What late payment has come to; nil where the policy asks for nothing.
  var late: InterestStatement? {
    rulebook.late(claim, payments: file.claim.payments, history: file.claim.history, asOf: madeOn)
  }

  /// `c17-RE-2026-1`, safe as the name of a file anywhere.
  package var name: String { "\(claim.id)-\(asciiName(claim.draft.reference))" }

  private static func zone(of draft: ClaimDraft, _ rulebook: Rulebook) -> ZoneRules {
    rulebook.creditors[draft.creditor].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
  }
}

/// A text as a part of a file's name: ASCII letters, digits and hyphens, at most 40 of them.
func asciiName(_ text: String) -> String {
  let parts = text.unicodeScalars.split {
    !($0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil))
  }
  return String(parts.map { String($0) }.joined(separator: "-").prefix(40))
}
