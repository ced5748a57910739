import Crypto
package import Dunning

/// A file of a bank or wallet, as it was read.
package struct BankFile: Hashable, Sendable {
  package let name: String
  /// Over its bytes.
  package let sha256: [UInt8]
  /// `camt.053.001.08`, `mt940`, `csv`, …
  package let format: String
  package let statements: [BankStatement]

  package init(name: String, sha256: [UInt8], format: String, statements: [BankStatement]) {
    self.name = name
    self.sha256 = sha256
    self.format = format
    self.statements = statements
  }
}

extension BankFile {
  package init(name: String, bytes: [UInt8], format: String, statements: [BankStatement]) {
    self.init(name: name, sha256: Array(SHA256.hash(data: bytes)), format: format, statements: statements)
  }
}

/// What a bank or wallet says of one account in a time.
package struct BankStatement: Hashable, Sendable {
  /// The creditor's own account as the file writes it, or as somebody said where it does not; nil when nobody did.
  package let account: String?
  package let currency: Currency?
  /// The balances of what is booked; nil where the file does not say.
  package let opening: Money?
  package let closing: Money?
  /// Whether the balances and the entries agree; nil where nobody can know.
  package let addsUp: Bool?
  package let entries: [Line]

  /// An entry and where it stands.
  package struct Line: Hashable, Sendable {
    package let entry: MatchEntry
    /// In the file, from 1.
    package let number: Int

    package init(_ entry: MatchEntry, number: Int) {
      self.entry = entry
      self.number = number
    }
  }

  package init(
    account: String?, currency: Currency?, opening: Money?, closing: Money?, addsUp: Bool?, entries: [Line]
  ) {
    self.account = account
    self.currency = currency
    self.opening = opening
    self.closing = closing
    self.addsUp = addsUp
    self.entries = entries
  }

  /// The days of what is booked in it.
  var days: ClosedRange<CivilDate>? {
    let days = entries.map(\.entry).filter { $0.status == .booked }.compactMap { $0.booked ?? $0.value }
    guard let first = days.min(), let last = days.max() else { return nil }
    return first...last
  }
}

/// What became of an entry, or of one part of it, when its file was taken in.
package struct TakenEntry: Hashable, Sendable {
  /// The file's name.
  package let file: String
  /// Which entry of the file, from 1.
  package let place: Int
  /// Which part of it; 0 where it is one whole.
  package let part: Int
  /// Nil of what is not kept.
  package let entry: EntryID?
  /// What it counts as; nil while it counts for nobody.
  package let payment: PaymentID?
  package let verdict: Match.Verdict
  /// What moved; plus is money that came in.
  package let amount: Money
  package let allocations: [Match.Allocation]
  /// What of it is set against no claim.
  package let unallocated: Money
  package let candidates: [Match.Candidate]
  /// Clauses.
  package let because: [String]
  /// What the bank says of it.
  package let words: Words

  package struct Words: Hashable, Sendable {
    /// The booked day, else the one from which it counts; nil where the bank says neither.
    package let day: CivilDate?
    /// Whoever is on the other side.
    package let name: String?
    package let text: String?

    init(_ entry: MatchEntry) {
      (day, name, text) = (entry.booked ?? entry.value, entry.name, entry.text ?? entry.structured)
    }
  }

  /// The same, now that something else has become of it.
  func become(_ outcome: Outcome) -> TakenEntry {
    TakenEntry(
      file: file, place: place, part: part, entry: entry, payment: outcome.payments.first, verdict: outcome.verdict,
      amount: amount, allocations: outcome.allocations, unallocated: outcome.unallocated,
      candidates: outcome.candidates, because: outcome.because, words: words)
  }
}
