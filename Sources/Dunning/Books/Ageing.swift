/// What is open on a day, by how long its deadline has passed: the buckets of a row add up to its total, and the rows to
/// all that is open.
package struct Ageing: Hashable, Sendable {
  package enum Bucket: String, Sendable, CaseIterable {
    case notDue = "not-due"
    case upTo30 = "1-30"
    case upTo60 = "31-60"
    case upTo90 = "61-90"
    case over90 = "over-90"

    /// - Parameter daysLate: whole days since the last on which payment was in time; 0 on that day and less before.
    package init(daysLate: Int) {
      self =
        switch daysLate {
        case ...0: .notDue
        case ...30: .upTo30
        case ...60: .upTo60
        case ...90: .upTo90
        default: .over90
        }
    }
  }

  /// One claim's share.
  package struct Balance: Hashable, Sendable {
    package let creditor: String
    package let debtor: Debtor
    package let lastDayInTime: CivilDate
    package let open: Money

    package init(creditor: String, debtor: Debtor, lastDayInTime: CivilDate, open: Money) {
      self.creditor = creditor
      self.debtor = debtor
      self.lastDayInTime = lastDayInTime
      self.open = open
    }

    package struct Debtor: Hashable, Sendable {
      package let key: String
      package let name: String

      package init(key: String, name: String) {
        self.key = key
        self.name = name
      }
    }
  }

  /// What a debtor has with a creditor, which no claim's share tells.
  package struct Deposit: Hashable, Sendable {
    package let creditor: String
    package let debtor: Balance.Debtor
    /// Negative where money went back that no claim and no payment tells of.
    package let credit: Money

    package init(creditor: String, debtor: Balance.Debtor, credit: Money) {
      self.creditor = creditor
      self.debtor = debtor
      self.credit = credit
    }
  }

  /// What one debtor owes one creditor in one currency, or all of them together.
  package struct Row: Hashable, Sendable {
    package let creditor: String
    /// Nil in the sum over all debtors of a creditor.
    package let debtor: Balance.Debtor?
    package let currency: Currency
    package private(set) var buckets: [Bucket: Money] = [:]
    /// What the debtor has with the creditor.
    package private(set) var credit: Money

    package subscript(bucket: Bucket) -> Money { buckets[bucket] ?? Money(minorUnits: 0, currency: currency) }

    package var total: Money {
      Money.sum(buckets.values, in: currency)
    }

    /// What is owed in all: ``total`` less ``credit``; negative where the creditor owes.
    package var balance: Money {
      Money.sum([total, credit.negated], in: currency)
    }

    /// What it stands in order by: creditor, debtor's name and number, currency.
    package var order: String { "\(creditor)\n\(debtor?.name ?? "")\n\(debtor?.key ?? "")\n\(currency.code)" }

    fileprivate init(creditor: String, debtor: Balance.Debtor?, currency: Currency) {
      self.creditor = creditor
      self.debtor = debtor
      self.currency = currency
      credit = Money(minorUnits: 0, currency: currency)
    }

    fileprivate mutating func add(credit more: Money) { credit.add(more) }

    fileprivate mutating func add(_ open: Money, to bucket: Bucket) {
      buckets[bucket, default: Money(minorUnits: 0, currency: currency)].add(open)
    }
  }

  package let asOf: CivilDate
  private var byDebtor: [Key: Row] = [:]
  private var byCreditor: [Key: Row] = [:]

  /// - Parameter balances: what is open on that day, claim by claim, as far as it is known already.
  package init(asOf: CivilDate, _ balances: [Balance] = []) {
    self.asOf = asOf
    for balance in balances { add(balance) }
  }

  /// Adds what is open of one more claim.
  package mutating func add(_ balance: Balance) {
    let bucket = Bucket(daysLate: asOf.dayNumber - balance.lastDayInTime.dayNumber)
    change(balance.creditor, balance.debtor, balance.open.currency) { $0.add(balance.open, to: bucket) }
  }

  /// Adds what a debtor has with a creditor.
  package mutating func add(_ deposit: Deposit) {
    change(deposit.creditor, deposit.debtor, deposit.credit.currency) { $0.add(credit: deposit.credit) }
  }

  /// Changes the row of a debtor and that of their creditor alike.
  private mutating func change(
    _ creditor: String, _ debtor: Balance.Debtor, _ currency: Currency, _ change: (inout Row) -> Void
  ) {
    func apply(to rows: inout [Key: Row], _ debtor: Balance.Debtor?) {
      let key = Key(creditor: creditor, debtor: debtor, currency: currency)
      change(&rows[key, default: Row(creditor: creditor, debtor: debtor, currency: currency)])
    }
    apply(to: &byDebtor, debtor)
    apply(to: &byCreditor, nil)
  }

  /// By creditor, debtor's name and currency.
  package var rows: [Row] { byDebtor.values.sorted { $0.order < $1.order } }

  /// By creditor and currency: what all rows add up to, with those that were taken.
  package var totals: [Row] { byCreditor.values.sorted { $0.order < $1.order } }

  /// Takes the rows out, such as those of a debtor who is done, so that many debtors need no memory.
  package mutating func takeRows() -> [Row] {
    defer { byDebtor = [:] }
    return rows
  }

  private struct Key: Hashable {
    let creditor: String
    let debtor: Balance.Debtor?
    let currency: Currency
  }
}
