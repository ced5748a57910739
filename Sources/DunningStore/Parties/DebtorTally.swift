import Dunning
import DunningSQL

/// Adds a debtor's claims up.
struct DebtorTally {
  let now: Instant
  let zone: ZoneRules
  private var settled = 0
  private var daysLateInAll = 0
  private var daysLateNow = 0
  private var writtenOff = 0
  private var exposure: [Currency: Money] = [:]
  private var overdue: [Currency: Money] = [:]

  init(now: Instant, zone: ZoneRules) {
    self.now = now
    self.zone = zone
  }

  /// What counts of a claim.
  struct Row {
    let state: Claim.State
    let currency: String
    /// In minor units.
    let open: Int64
    let dueEnd: Instant
    let lastPaid: String?

    init(_ row: SQLRow) throws {
      guard let state = Claim.State(rawValue: row.text(0)) else { throw ClaimRecord.damaged("claim state") }
      self.state = state
      currency = row.text(1)
      open = row.number(2) - row.number(3)
      dueEnd = Instant(milliseconds: row.number(4))
      lastPaid = row.textIfAny(5)
    }
  }

  mutating func add(_ row: Row) throws {
    let (state, dueEnd) = (row.state, row.dueEnd)
    let due = zone.date(at: dueEnd.adding(milliseconds: -1))
    switch state {
    case .paid:
      settled += 1
      guard let last = row.lastPaid else { return }
      daysLateInAll += max(0, try CivilDate(parsing: last).dayNumber - due.dayNumber)
    case .writtenOff: writtenOff += 1
    case .withdrawn: break
    case .open, .paused, .promised, .disputed, .stopped:
      let currency = try ClaimRecord.currency(row.currency)
      let nothing = Money(minorUnits: 0, currency: currency)
      let open = Money(minorUnits: row.open, currency: currency)
      exposure[currency, default: nothing].add(open)
      guard dueEnd <= now else { return }
      overdue[currency, default: nothing].add(open)
      // A debt that is disputed says nothing about how somebody pays.
      if state != .disputed { daysLateNow = max(daysLateNow, zone.date(at: now).dayNumber - due.dayNumber) }
    }
  }

  func record(promisesKept: Int, promisesBroken: Int) -> DebtorRecord {
    DebtorRecord(
      settled: settled, daysLateInAll: daysLateInAll, promisesKept: promisesKept, promisesBroken: promisesBroken,
      exposure: exposure, overdue: overdue, daysLateNow: daysLateNow, writtenOff: writtenOff)
  }
}
