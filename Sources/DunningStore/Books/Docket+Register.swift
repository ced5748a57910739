package import Dunning
import DunningSQL

/// A register as it is read: all that was in the docket when it was begun, and nothing that comes later, although no
/// transaction is held open meanwhile. What it shows of amounts is only ever added to.
package struct RegisterReading: Sendable {
  package let period: RegisterPeriod
  /// What was owed before the first entry.
  package let opening: [RegisterTotals.Key: Money]
  /// The last event of the journal that belongs to it.
  fileprivate let mark: Int64
  fileprivate let bounds: [String: RegisterBounds]
  fileprivate let docket: Docket
  fileprivate var cursor: Int64 = 0

  /// The next entries, in the order of the journal; none when there are no more.
  package mutating func next() async throws(DocketError) -> [RegisterEntry] {
    while cursor < mark {
      let page = try await docket.registerPage(self)
      cursor = page.cursor
      if !page.entries.isEmpty { return page.entries }
    }
    return []
  }
}

/// The moments that a period means to one creditor.
private struct RegisterBounds: Sendable {
  let from: Int64
  let before: Int64

  init(_ period: RegisterPeriod, in zone: ZoneRules) {
    let bounds = period.bounds(in: zone)
    from = bounds.from?.milliseconds ?? .min
    before = bounds.before?.milliseconds ?? .max
  }
}

extension Docket {
  /// Begins to read the register of a period.
  package func register(
    _ period: RegisterPeriod, rulebook: Rulebook
  ) async throws(DocketError) -> RegisterReading {
    try await read(rulebook) { look in
      let creditors = try period.creditor.map { [$0] } ?? look.creditors()
      let bounds = Dictionary(
        creditors.map { id in
          let zone = rulebook.creditors[id].flatMap { rulebook.almanac.zone($0.timeZone) } ?? .utc
          return (id, RegisterBounds(period, in: zone))
        }
      ) { first, _ in first }
      var opening: [RegisterTotals.Key: Money] = [:]
      if period.from != nil {
        for (creditor, bounds) in bounds {
          for sum in try look.owed(to: creditor, before: bounds.from) {
            opening[RegisterTotals.Key(creditor: creditor, currency: sum.currency)] = sum
          }
        }
      }
      let mark = try look.lastEntry()
      return RegisterReading(period: period, opening: opening, mark: mark, bounds: bounds, docket: self)
    }
  }

  fileprivate func registerPage(
    _ reading: RegisterReading
  ) async throws(DocketError) -> (entries: [RegisterEntry], cursor: Int64) {
    try await read { look in
      let bookings = try look.sql.all(
        Booking.page, .number(reading.cursor), .number(reading.mark),
        .number(reading.bounds.values.map(\.from).min() ?? 0), .number(reading.bounds.values.map(\.before).max() ?? 0),
        SQLValue(reading.period.creditor), .number(Int64(DocketLimits.registerPage)), read: Booking.init)
      let isLast = bookings.count < DocketLimits.registerPage
      let end = isLast ? reading.mark : bookings.last?.event ?? 0
      let deposits = try look.deposits(
        after: reading.cursor, upTo: end, from: reading.bounds.values.map(\.from).min() ?? 0,
        before: reading.bounds.values.map(\.before).max() ?? 0)
      let inside = (bookings + deposits).sorted { $0.event < $1.event }.filter { booking in
        let bounds = reading.bounds[booking.creditor]
        return bounds.map { $0.from <= booking.at && booking.at < $0.before } ?? false
      }
      return (try look.entries(of: inside).flatMap(\.entries), end)
    }
  }
}
