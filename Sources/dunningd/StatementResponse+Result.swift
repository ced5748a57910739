import Dunning
import DunningAPI
import DunningControl
import DunningMailroom
import DunningStore

extension StatementResponse {
  /// What is told of a file that was taken in.
  init(_ result: StatementRoom.Result, file: String) {
    self.init(
      file: file, format: result.format, statements: result.taken.statements.map(Statement.init),
      entries: result.taken.entries.map(TakenPart.init), map: result.map)
  }
}

extension StatementResponse.Statement {
  fileprivate init(_ statement: TakenFile.Statement) {
    self.init(
      account: statement.account, known: statement.isKnownAccount, currency: statement.currency?.code,
      from: statement.days?.lowerBound.iso, until: statement.days?.upperBound.iso, addsUp: statement.addsUp,
      entries: statement.entries, new: statement.new, gap: statement.gap.map(GapResponse.init))
  }
}

extension TakenPart {
  fileprivate init(_ taken: TakenEntry) {
    self.init(
      file: taken.file, entry: taken.place, part: taken.part,
      payment: taken.payment?.description ?? taken.entry?.description, verdict: taken.verdict.rawValue,
      amount: taken.amount.decimal, currency: taken.amount.currency.code,
      allocations: taken.allocations.map {
        Allocation(
          claim: $0.claim.description, reference: $0.reference, amount: $0.amount.decimal, kind: $0.kind.rawValue)
      }, unallocated: taken.unallocated.decimal,
      candidates: taken.candidates.map {
        Candidate(claim: $0.claim.description, reference: $0.reference, because: $0.because)
      }, because: taken.because)
    (date, name, text) = (taken.words.day?.iso, taken.words.name, taken.words.text)
  }
}
