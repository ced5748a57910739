/// What became of an entry of a statement, or of one part of it.
package struct TakenPart: Codable, Hashable, Sendable {
  /// What was set against a claim.
  package struct Allocation: Codable, Hashable, Sendable {
    package var claim: String
    package var reference: String
    package var amount: String
    /// `payment`, `chargeback` or `credit-note`.
    package var kind: String

    package init(claim: String, reference: String, amount: String, kind: String) {
      self.claim = claim
      self.reference = reference
      self.amount = amount
      self.kind = kind
    }
  }

  /// A claim that it may be for.
  package struct Candidate: Codable, Hashable, Sendable {
    package var claim: String
    package var reference: String
    package var because: String

    package init(claim: String, reference: String, because: String) {
      self.claim = claim
      self.reference = reference
      self.because = because
    }
  }

  package var file: String
  /// Which entry of the file, from 1.
  package var entry: Int
  /// Which part of it, from 1; 0 where it is one whole.
  package var part: Int
  /// What a person calls it from now on: the payment that it counts as, or the entry, such as `e12`, that waits; null of what
  /// is not kept.
  @Nullable package var payment: String?
  /// `booked`, `proposed`, `held`, `known`, `ignored` or `refused`.
  package var verdict: String
  /// What moved; plus is money that came in.
  package var amount: String
  package var currency: String
  package var allocations: [Allocation]
  /// What of it is set against no claim.
  package var unallocated: String
  package var candidates: [Candidate]
  package var because: [String]
  /// The day on which it was booked, else the one from which it counts; whoever is on the other side; and what they wrote.
  /// Each is left out where the bank says nothing.
  package var date: String?
  package var name: String?
  package var text: String?

  package init(
    file: String, entry: Int, part: Int, payment: String?, verdict: String, amount: String, currency: String,
    allocations: [Allocation], unallocated: String, candidates: [Candidate], because: [String]
  ) {
    self.file = file
    self.entry = entry
    self.part = part
    self.payment = payment
    self.verdict = verdict
    self.amount = amount
    self.currency = currency
    self.allocations = allocations
    self.unallocated = unallocated
    self.candidates = candidates
    self.because = because
  }
}

/// Days of which nothing is known of an account.
package struct GapResponse: Codable, Hashable, Sendable {
  /// The last day before it, and the first behind it, of which something is known.
  package var from: String
  package var until: String

  package init(from: String, until: String) {
    self.from = from
    self.until = until
  }
}

/// The answer of `POST /v1/statements`.
package struct StatementResponse: Codable, Hashable, Sendable {
  package struct Statement: Codable, Hashable, Sendable {
    @Nullable package var account: String?
    /// Whether a creditor has it; else nothing of it was taken in.
    package var known: Bool
    @Nullable package var currency: String?
    /// The days of what is booked in it.
    @Nullable package var from: String?
    @Nullable package var until: String?
    /// Whether the balances and the entries agree; null where nobody can know.
    @Nullable package var addsUp: Bool?
    /// How many entries it has, and how many of them, with their parts, were not known.
    package var entries: Int
    package var new: Int
    /// What is missing between this statement and the one before.
    @Nullable package var gap: GapResponse?

    private enum CodingKeys: String, CodingKey {
      case account
      case known
      case currency
      case from
      case until
      case addsUp = "adds_up"
      case entries
      case new
      case gap
    }

    package init(
      account: String?, known: Bool, currency: String?, from: String?, until: String?, addsUp: Bool?, entries: Int,
      new: Int, gap: GapResponse?
    ) {
      self.account = account
      self.known = known
      self.currency = currency
      self.from = from
      self.until = until
      self.addsUp = addsUp
      self.entries = entries
      self.new = new
      self.gap = gap
    }
  }

  package var file: String
  package var format: String
  package var statements: [Statement]
  /// One for each part of an entry, in the order of the file.
  package var entries: [TakenPart]
  /// The map that was found for a table for which none was named; left out where none was looked for.
  package var map: String?

  package init(
    file: String, format: String, statements: [Statement], entries: [TakenPart], map: String? = nil
  ) {
    self.map = map
    self.file = file
    self.format = format
    self.statements = statements
    self.entries = entries
  }
}

/// What is known of an account: `GET /v1/statements`.
package struct AccountResponse: Codable, Hashable, Sendable {
  package var account: String
  package var creditors: [String]
  @Nullable package var currency: String?
  /// The newest booking day; null where nothing was taken in.
  @Nullable package var newest: String?
  package var statements: Int
  package var gaps: [GapResponse]
  /// Entries that wait for a person, and those that have not moved yet.
  package var proposed: Int
  package var held: Int

  package init(
    account: String, creditors: [String], currency: String?, newest: String?, statements: Int, gaps: [GapResponse],
    proposed: Int, held: Int
  ) {
    self.account = account
    self.creditors = creditors
    self.currency = currency
    self.newest = newest
    self.statements = statements
    self.gaps = gaps
    self.proposed = proposed
    self.held = held
  }
}

/// `GET /v1/statements`.
package struct AccountList: Codable, Hashable, Sendable {
  package var accounts: [AccountResponse]

  package init(accounts: [AccountResponse]) { self.accounts = accounts }
}

/// What a payment or an entry that waits has of the bank's words.
package struct EntryDetail: Codable, Hashable, Sendable {
  /// Its number in the docket, such as `e12`.
  package var entry: String
  /// `booked`, `proposed`, `held`, `known` or `ignored`; null of one that is divided.
  @Nullable package var verdict: String?
  package var file: String
  package var line: Int
  /// The creditor's own account.
  package var account: String
  /// Whoever is on the other side.
  @Nullable package var name: String?
  @Nullable package var text: String?
  /// The last day on which it keeps back the steps of its candidates.
  @Nullable package var holdUntil: String?
  package var candidates: [TakenPart.Candidate]
  package var because: [String]
  /// The account of the other side; left out where the bank does not say it.
  package var otherAccount: String?

  private enum CodingKeys: String, CodingKey {
    case entry
    case verdict
    case file
    case line
    case account
    case name
    case text
    case holdUntil = "hold_until"
    case candidates
    case because
    case otherAccount = "other_account"
  }

  package init(
    entry: String, verdict: String?, file: String, line: Int, account: String, name: String?, text: String?,
    holdUntil: String?, candidates: [TakenPart.Candidate], because: [String]
  ) {
    self.entry = entry
    self.verdict = verdict
    self.file = file
    self.line = line
    self.account = account
    self.name = name
    self.text = text
    self.holdUntil = holdUntil
    self.candidates = candidates
    self.because = because
  }
}
