import Dunning
import DunningAPI
import DunningIntake
import DunningStore
import Hummingbird
import NIOCore

/// What would go out if nobody paid.
struct PlanRoutes: Sendable {
  let desk: ControlDesk

  /// Every notice that would go out by a day, in time order, sent while it is made; 30 days ahead when no day is given.
  /// With a limit or a cursor a page of it instead, in the order of the claims.
  func plan(_ request: Request, _ context: ControlContext) async throws -> Response {
    let query = try Query(request)
    let (rulebook, now) = (desk.rulebook(), desk.now())
    let covered = try await desk.docket.credits().coveredClaims
    let plan = Plan(
      until: try query.day("until") ?? ZoneRules.utc.date(at: now).adding(days: 30), rulebook: rulebook, now: now)
    if query["limit"] != nil || query["cursor"] != nil { return try await page(of: plan, query, covered) }
    let reading = try await desk.docket.plan(until: plan.latest, rulebook: rulebook)
    let registers = plan.registers(try await desk.docket.registerMailings())
    let lines = try OrderedLines()
    return .pieces("application/json") { send in
      try lines.add(try registers.map { try $0.line })
      try await Self.send(plan, reading, lines, covered: covered, send)
    }
  }

  private static func send(
    _ plan: Plan, _ reading: PlanReading, _ lines: OrderedLines, covered: Int, _ send: ([UInt8]) async throws -> Void
  ) async throws {
    var (reading, elements, silentPages) = (reading, JSONElements(), 0)
    var piece = Array(#"{"notices":["#.utf8)
    while let page = try await reading.next() {
      for set in page.sets {
        try lines.add(try plan.notices(of: set).map { try $0.line })
        // A debtor may have thousands of claims, and others have work too.
        await Task.yield()
      }
      while true {
        let texts = try lines.take(before: page.next.map(Planned.key), limit: DocketLimits.planPage)
        if texts.isEmpty { break }
        try await send(piece + elements.piece(texts))
        (piece, silentPages) = ([], 0)
      }
      silentPages += 1
      // Where many claims have their next step at one moment, all of them are looked at before the first is told of. A
      // client that hears nothing for long would give up; white space may stand anywhere between the elements.
      if silentPages.isMultiple(of: ControlLimits.planPagesSilentMax) {
        try await send(piece + [UInt8(ascii: "\n")])
        piece = []
      }
    }
    try await send(piece + Array(#"],"until":"\#(plan.until.iso)","covered_claims":\#(covered)}"#.utf8))
  }

  /// All notices of some claims, in time order, and where the next page begins. The registers are in the first one.
  private func page(of plan: Plan, _ query: Query, _ covered: Int) async throws -> Response {
    let cursor = try query["cursor"].map(ClaimID.init(cursor:))
    let page = try await desk.docket.plannedSets(
      until: plan.latest, after: cursor, limit: try query.limit(), rulebook: plan.rulebook)
    var planned = cursor == nil ? plan.registers(try await desk.docket.registerMailings()) : []
    for set in page.sets { planned += plan.notices(of: set) }
    planned.sort { ($0.at, $0.number) < ($1.at, $1.number) }
    return try .json(
      PlanResponse(
        until: plan.until.iso, notices: planned.map(\.notice), coveredClaims: covered,
        nextCursor: page.cursor?.description))
  }
}

/// A notice, or a register, with its place in the order of time.
private struct Planned {
  let at: Instant
  /// The claim's; of a register less than any claim's, so that it comes first.
  let number: Int64
  let notice: PlannedNotice

  var line: OrderedLines.Line {
    get throws { OrderedLines.Line(key: Self.key(at) + Self.bytes(number), text: try WireCoding.encode(notice)) }
  }

  /// Before the keys of all that happens at a moment or later.
  static func key(_ moment: Instant) -> [UInt8] { bytes(moment.milliseconds) }

  /// In an order of bytes that is the order of the numbers.
  private static func bytes(_ number: Int64) -> [UInt8] {
    withUnsafeBytes(of: (UInt64(bitPattern: number) ^ (1 << 63)).bigEndian, Array.init)
  }
}

/// What is asked for, and by which rules.
private struct Plan: Sendable {
  /// The last day, that of each debtor.
  let until: CivilDate
  let rulebook: Rulebook
  let now: Instant

  /// A moment by which the last day is over wherever the debtor is.
  var latest: Instant { ZoneRules.utc.instant(until.adding(days: 2), TimeOfDay(seconds: 0)) }

  private var responses: Responses { Responses(rulebook: rulebook, now: now) }

  private func end(in zone: ZoneRules) -> Instant { zone.instant(until.adding(days: 1), TimeOfDay(seconds: 0)) }

  func notices(of set: StandingSet) -> [Planned] {
    let zone = set.standings.first.flatMap { rulebook.zone(for: $0.claim) } ?? .utc
    let responses = responses
    return rulebook.course(of: set.standings, lastContact: set.lastContact, now: now, until: end(in: zone)).map {
      Planned(at: $0.at, number: $0.lead.claim.id.number, notice: responses.planned($0))
    }
  }

  /// The registers that go to creditors, with those of the months after the first.
  ///
  /// - Parameter mailings: those that wait, in their order.
  func registers(_ mailings: [RegisterMailing]) -> [Planned] {
    var planned: [Planned] = []
    for (index, mailing) in mailings.enumerated() {
      guard let creditor = rulebook.creditors[mailing.creditor], var at = mailing.at else { continue }
      let end = end(in: rulebook.almanac.zone(creditor.timeZone) ?? .utc)
      var month = mailing.month
      while at < end {
        let register = RegisterMailing(creditor: creditor.id, month: month, at: at)
        planned.append(
          Planned(at: at, number: Int64(index - mailings.count), notice: responses.planned(register, at: at)))
        month = month.next
        at = rulebook.mailing(ofRegister: month, to: creditor)
      }
    }
    return planned
  }
}
