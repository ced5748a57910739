/// The sums of a register: what was owed before, what was booked of each kind, and what is owed after, for each creditor
/// and currency.
package struct RegisterTotals: Hashable, Sendable {
  package struct Key: Hashable, Sendable, Comparable {
    package let creditor: String
    package let currency: Currency

    package init(creditor: String, currency: Currency) {
      self.creditor = creditor
      self.currency = currency
    }

    package static func < (left: Key, right: Key) -> Bool {
      (left.creditor, left.currency) < (right.creditor, right.currency)
    }
  }

  /// The sums of one creditor in one currency: ``opening`` and ``booked`` add up to ``closing``.
  package struct Sums: Hashable, Sendable {
    package let opening: Money
    package private(set) var booked: [RegisterEntry.Kind: Money] = [:]
    package private(set) var counts: [RegisterEntry.Kind: Int] = [:]
    package private(set) var closing: Money

    fileprivate init(opening: Money) {
      self.opening = opening
      closing = opening
    }

    package subscript(kind: RegisterEntry.Kind) -> Money {
      booked[kind] ?? Money(minorUnits: 0, currency: opening.currency)
    }

    fileprivate mutating func add(_ entry: RegisterEntry) {
      booked[entry.kind, default: Money(minorUnits: 0, currency: opening.currency)].add(entry.amount)
      counts[entry.kind, default: 0] += 1
      closing.add(entry.amount)
    }
  }

  private var sums: [Key: Sums] = [:]

  /// - Parameter opening: what was owed before the first entry; who is not in it owed nothing.
  package init(opening: [Key: Money]) {
    sums = opening.mapValues(Sums.init)
  }

  /// In the order of the creditors and currencies.
  package var rows: [(key: Key, sums: Sums)] { sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// Takes an entry in.
  ///
  /// - Returns: what is owed to its creditor in its currency after it.
  @discardableResult
  package mutating func add(_ entry: RegisterEntry) -> Money {
    let key = Key(creditor: entry.subject.creditor, currency: entry.amount.currency)
    sums[key, default: Sums(opening: Money(minorUnits: 0, currency: key.currency))].add(entry)
    return sums[key]?.closing ?? entry.amount
  }
}
