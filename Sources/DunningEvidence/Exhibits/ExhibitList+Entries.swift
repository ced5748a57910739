import Dunning
import DunningBytes
import DunningStore

extension ExhibitList.Telling {
  /// What a bank said of money for the claim: this entry alone, with where it stood.
  func entry(_ record: CaseFile.EntryEvidence) -> ExhibitList.Draft {
    let amount = "\(record.entry.amount.decimal) \(record.entry.amount.currency.code)"
    return ExhibitList.Draft(
      at: record.takenAt, title: words(.bankEntry, record.id.description, amount),
      source: words(.sourceStatement, record.file, String(record.line), Hex.text(record.sha256)),
      proves: words(.provesEntry, record.account), body: .entry(record), name: "entry-\(record.id)", endings: [".txt"])
  }
}
