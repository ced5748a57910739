import DunningAPI
import Dunning
import DunningBytes

/// Writes a forecast, notice after notice, and what it adds up to.
struct ForecastOutput {
  private static let columns = [
    "at", "claims", "debtor", "step", "tone", "channels", "outstanding", "interest", "compensation", "total",
    "currency",
    "pay_by", "because",
  ]

  private let session: Session
  private let from: CivilDate
  private let until: CivilDate
  private var totals = ForecastTotals()
  private var sink: any RowSink<Forecast.Notice>
  private var count = 0

  init(_ session: Session, _ rulebook: Rulebook, from: CivilDate, until: CivilDate) throws(Failure) {
    self.session = session
    self.from = from
    self.until = until
    var diary = Diary(rulebook: rulebook, terminal: session.terminal)
    sink = try session.sink(
      RowShape(
        document: .member("notices"), csvColumns: Self.columns, json: { notice throws(Failure) in Self.row(notice) },
        page: .lines { notice throws(Failure) in diary.lines(notice) }))
  }

  mutating func begin() throws(Failure) {
    try sink.begin(
      RowFrame(members: [
        .init(key: "from", value: .string(from.iso)), .init(key: "until", value: .string(until.iso)),
      ]))
  }

  mutating func show(_ notice: Forecast.Notice) throws(Failure) {
    totals.add(notice)
    try sink.row(notice)
    count += 1
  }

  /// - Parameter open: the claims that are not paid in the end.
  mutating func end(open: [(draft: ClaimDraft, open: Money)]) throws(Failure) {
    let left = ForecastTotals.Left(open)
    if count == 0 { try session.note("no notice goes out from \(from.iso) to \(until.iso)") }
    try sink.end(
      RowFrame(
        members: [.init(key: "totals", value: totals.document), .init(key: "open", value: left.document)],
        lines: totals.lines(from: from, until: until, left: left, on: session.terminal)))
  }

  private static func row(_ notice: Forecast.Notice) -> JSONValue {
    let (plan, planned) = (notice.plan, notice.plan.lead.planned)
    let because = planned.because + (planned.step.approval != .none ? ["if it is approved on that day"] : [])
    let provisional = (notice.provisionalDays + notice.provisionalSums).map { "provisional: \($0)" }
    return .object([
      .init(key: "at", value: .string(notice.zone.rfc3339(plan.at))),
      .init(key: "claims", value: .array(plan.parts.map { .string($0.claim.draft.reference) })),
      .init(key: "debtor", value: .string(plan.lead.claim.draft.debtor.name)),
      .init(key: "step", value: .string(planned.step.name)),
      .init(key: "tone", value: .string(planned.step.tone.rawValue)),
      .init(key: "channels", value: .array(planned.step.channels.map { .string($0.rawValue) })),
      .init(key: "outstanding", value: .string(notice.owed.outstanding.decimal)),
      .init(key: "interest", value: .string(notice.owed.interest.decimal)),
      .init(key: "compensation", value: .string(notice.owed.compensation.decimal)),
      .init(key: "total", value: .string(notice.owed.total.decimal)),
      .init(key: "currency", value: .string(notice.owed.total.currency.code)),
      .init(key: "pay_by", value: notice.payBy.map { .string($0.iso) } ?? .null),
      .init(key: "because", value: .string((because + provisional).joined(separator: "; "))),
    ])
  }
}

/// What a forecast adds up to.
struct ForecastTotals {
  /// What went out of one step in one currency.
  private struct Row {
    let step: String
    let tone: Step.Tone
    var notices = 0
    var claims = 0
    var asked: Money
  }

  /// Claims that are open in the end, by currency.
  struct Left {
    private var sums: [Currency: (claims: Int, sum: Money)] = [:]

    init(_ claims: [(draft: ClaimDraft, open: Money)]) {
      for claim in claims {
        let currency = claim.open.currency
        sums[currency, default: (0, Money(minorUnits: 0, currency: currency))].claims += 1
        sums[currency]?.sum.add(claim.open)
      }
    }

    fileprivate var rows: [(claims: Int, sum: Money)] {
      sums.sorted { $0.key < $1.key }.map { ($0.value.claims, $0.value.sum) }
    }

    var document: JSONValue {
      .array(
        rows.map { row in
          .object([
            .init(key: "currency", value: .string(row.sum.currency.code)),
            .init(key: "claims", value: .number(String(row.claims))),
            .init(key: "outstanding", value: .string(row.sum.decimal)),
          ])
        })
    }
  }

  private var rows: [Row] = []

  mutating func add(_ notice: Forecast.Notice) {
    let step = notice.plan.lead.planned.step
    let nothing = Money(minorUnits: 0, currency: notice.asked.currency)
    let place = rows.firstIndex {
      $0.step == step.name && $0.tone == step.tone && $0.asked.currency == nothing.currency
    }
    if place == nil { rows.append(Row(step: step.name, tone: step.tone, asked: nothing)) }
    let index = place ?? rows.count - 1
    rows[index].notices += 1
    rows[index].claims += notice.plan.parts.count
    rows[index].asked.add(notice.asked)
  }

  /// The gentler steps first; those of a tone as they first went out.
  private var inOrder: [Row] {
    rows.enumerated().sorted { ($0.element.tone, $0.offset) < ($1.element.tone, $1.offset) }.map(\.element)
  }

  var document: JSONValue {
    .array(
      inOrder.map { row in
        .object([
          .init(key: "step", value: .string(row.step)), .init(key: "tone", value: .string(row.tone.rawValue)),
          .init(key: "notices", value: .number(String(row.notices))),
          .init(key: "claims", value: .number(String(row.claims))),
          .init(key: "asked", value: .string(row.asked.decimal)),
          .init(key: "currency", value: .string(row.asked.currency.code)),
        ])
      })
  }

  func lines(from: CivilDate, until: CivilDate, left: Left, on terminal: Terminal) -> [String] {
    var lines: [String] = []
    if !rows.isEmpty {
      var table = Table([
        .init(title: "STEP", isFlexible: true), .init(title: "TONE"), .init(title: "NOTICES", isRightAligned: true),
        .init(title: "CLAIMS", isRightAligned: true), .init(title: "ASKED FOR", isRightAligned: true), .init(title: ""),
      ])
      for row in inOrder {
        table.append([
          .init(row.step), .init(row.tone.rawValue), .init(String(row.notices)), .init(String(row.claims)),
          .init(row.asked.decimal), .init(row.asked.currency.code),
        ])
      }
      let notices = rows.reduce(0) { $0 + $1.notices }
      lines += [
        "", terminal.tinted("From \(from.iso) to \(until.iso): \(notices) notice\(notices == 1 ? "" : "s")", .faint),
        "",
      ]
      lines += table.lines(on: terminal)
    }
    let open = left.rows.map { row in
      "\(row.claims) claim\(row.claims == 1 ? "" : "s"), \(row.sum.decimal) \(row.sum.currency.code)"
    }
    return lines + ["", "Open at the end of \(until.short): \(open.isEmpty ? "nothing" : list(open))"]
  }
}
