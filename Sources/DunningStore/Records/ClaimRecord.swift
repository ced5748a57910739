package import Dunning
import DunningSQL

/// A claim with what the docket keeps about it besides the rules' own view.
package struct ClaimRecord: Hashable, Sendable {
  package let claim: Claim
  /// The next step and its moment; nil when nothing is planned.
  package let next: Next?
  /// The lane in which the next step waits, as it stands in the docket.
  let rank: Int64
  /// Why nothing is planned, when nothing is.
  package let nothingBecause: String?
  /// The first moment at which the debtor is late.
  package let dueEnd: Instant
  /// Counts every change, so that a notice written about an older state is recognised.
  package let revision: Int64
  /// Why the claim is paused, disputed and the like, in the words of whoever said so.
  package internal(set) var reason: String?
  /// Why the money did not come; nil while nobody has said.
  package let cause: Claim.Cause?

  package struct Next: Hashable, Sendable {
    package let step: String
    package let at: Instant
  }

  /// Every column that ``init(_:)`` reads.
  static let selection = """
    SELECT \(Column.allCases.map(\.name).joined(separator: ", "))
    FROM claim JOIN debtor ON debtor.id = claim.debtor_id
    """

  private enum Column: Int, CaseIterable {
    case id, creditor, reference, amount, paid, currency, dueDate, dueAt, dueEnd, policy, issued, contract, paymentLink
    case dueBasis, received, contracted, discount, discountUntil, waived, forgone, demanded, paymentReference
    case state, stateReason, cause, pausedUntil, reopenedAt, obstacle, obstacleNotice, revision, enqueuedAt
    case nextAt, nextStep, nextRank, nothingBecause, charged, covered, contacts, heldUntil, asked
    case debtorKey, debtorName, email, language, timeZone, calendar, kind, country, address, debtorContacts, vatID

    var name: String {
      switch self {
      case .debtorKey: "debtor.key AS debtor_key"
      case .debtorName: "debtor.name AS debtor_name"
      case .debtorContacts: "debtor.contacts AS debtor_contacts"
      case .vatID: "debtor.vat_id"
      case .email, .language, .timeZone, .calendar, .kind, .country, .address: "debtor.\(column)"
      default: "claim.\(column)"
      }
    }

    /// `dueDate` is the column `due_date`.
    private var column: String {
      "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : String($1) }
    }
  }

  /// A claim that was just enqueued.
  ///
  /// - Parameter dueEnd: the first moment at which the debtor is late.
  static func fresh(_ claim: Claim, _ decision: Decision, dueEnd: Instant) -> ClaimRecord {
    ClaimRecord(
      claim: claim, next: nil, rank: 0, nothingBecause: nil, dueEnd: dueEnd, revision: 1, reason: nil, cause: nil
    ).with(decision)
  }

  init(_ row: SQLRow) throws {
    func text(_ column: Column) -> String { row.text(column.rawValue) }
    func textIfAny(_ column: Column) -> String? { row.textIfAny(column.rawValue) }
    func number(_ column: Column) -> Int64 { row.number(column.rawValue) }
    func numberIfAny(_ column: Column) -> Int64? { row.numberIfAny(column.rawValue) }
    let currency = try Self.currency(text(.currency))
    var draft = ClaimDraft(
      creditor: text(.creditor), reference: text(.reference),
      debtor: try Self.debtor(row, first: Column.debtorKey.rawValue),
      amount: Money(minorUnits: number(.amount), currency: currency),
      due: try Self.due(day: textIfAny(.dueDate), moment: numberIfAny(.dueAt)), policy: text(.policy),
      issued: try textIfAny(.issued).map(CivilDate.init(parsing:)), contract: textIfAny(.contract),
      paymentLink: textIfAny(.paymentLink), dueBasis: textIfAny(.dueBasis).flatMap(DueBasis.init(rawValue:)),
      received: try textIfAny(.received).map(CivilDate.init(parsing:)),
      contracted: try textIfAny(.contracted).map(CivilDate.init(parsing:)),
      paymentReference: textIfAny(.paymentReference))
    if number(.waived) != 0 {
      draft.waiver = .all
    } else if number(.forgone) != 0 {
      draft.waiver = .part(Money(minorUnits: number(.forgone), currency: currency))
    }
    if let units = numberIfAny(.discount), let until = textIfAny(.discountUntil) {
      draft.discount = CashDiscount(
        amount: Money(minorUnits: units, currency: currency), until: try CivilDate(parsing: until))
    }
    if let contacts = textIfAny(.contacts) { draft.contacts = try [Contact](parsing: contacts) }
    claim = Claim(
      id: ClaimID(number(.id)), draft: draft, enqueued: Instant(milliseconds: number(.enqueuedAt)),
      state: try Self.state(text(.state)), paid: Money(minorUnits: number(.paid), currency: currency),
      charged: Money(minorUnits: number(.charged), currency: currency),
      demanded: Money(minorUnits: number(.demanded), currency: currency),
      covered: Money(minorUnits: number(.covered), currency: currency),
      pausedUntil: try textIfAny(.pausedUntil).map(CivilDate.init(parsing:)),
      reopened: numberIfAny(.reopenedAt).map(Instant.init(milliseconds:)),
      obstacle: Self.obstacle(textIfAny(.obstacle), notice: numberIfAny(.obstacleNotice)),
      heldUntil: try textIfAny(.heldUntil).map(CivilDate.init(parsing:)),
      // Of a question that was answered its number is kept, below zero.
      asked: numberIfAny(.asked).flatMap { $0 > 0 ? FollowUpID($0) : nil })
    let step = textIfAny(.nextStep)
    next = numberIfAny(.nextAt).flatMap { at in step.map { Next(step: $0, at: Instant(milliseconds: at)) } }
    rank = number(.nextRank)
    nothingBecause = textIfAny(.nothingBecause)
    dueEnd = Instant(milliseconds: number(.dueEnd))
    revision = number(.revision)
    reason = textIfAny(.stateReason)
    cause = textIfAny(.cause).flatMap(Claim.Cause.init(rawValue:))
  }

  /// The same with what was decided about it just now.
  func with(_ decision: Decision) -> ClaimRecord {
    ClaimRecord(
      claim: claim, next: decision.planned.map { Next(step: $0.step.name, at: $0.at) },
      rank: decision.rank, nothingBecause: decision.nothingBecause, dueEnd: dueEnd, revision: revision, reason: reason,
      cause: cause)
  }

  private init(
    claim: Claim, next: Next?, rank: Int64, nothingBecause: String?, dueEnd: Instant, revision: Int64, reason: String?,
    cause: Claim.Cause?
  ) {
    self.claim = claim
    self.next = next
    self.rank = rank
    self.nothingBecause = nothingBecause
    self.dueEnd = dueEnd
    self.revision = revision
    self.reason = reason
    self.cause = cause
  }

  static func currency(_ code: String) throws -> Currency {
    guard let currency = Currency(code) else { throw damaged("currency \(quoted(code))") }
    return currency
  }

  static func damaged(_ what: String) -> DocketError {
    DocketError(.failed, "the docket holds an impossible \(what)", hint: "restore a backup, and report this")
  }

  /// The columns from ``Column/debtorKey`` on, in their order.
  static let debtorSelection = """
    SELECT debtor.key, debtor.name, debtor.email, debtor.language, debtor.time_zone, debtor.calendar, debtor.kind,
      debtor.country, debtor.address, debtor.contacts, debtor.vat_id
    """

  /// How many columns ``debtorSelection`` has.
  static let debtorColumns = 11

  /// - Parameter first: where in the row the debtor's columns begin.
  static func debtor(_ row: SQLRow, first: Int) throws -> Debtor {
    let (email, contacts) = (row.text(first + 2), row.text(first + 9))
    var debtor = Debtor(
      key: row.text(first), name: row.text(first + 1),
      email: email.isEmpty ? nil : try EmailAddress(parsing: email),
      language: row.textIfAny(first + 3), timeZone: row.textIfAny(first + 4), calendar: row.textIfAny(first + 5),
      kind: row.textIfAny(first + 6).flatMap(Debtor.Kind.init(rawValue:)), country: row.textIfAny(first + 7),
      address: row.text(first + 8).split(separator: "\n").map(String.init))
    if !contacts.isEmpty { debtor.contacts = try [Contact](parsing: contacts) }
    debtor.vatID = row.textIfAny(first + 10)
    return debtor
  }

  private static func due(day: String?, moment: Int64?) throws -> Deadline {
    if let moment { return .moment(Instant(milliseconds: moment)) }
    guard let day else { throw damaged("deadline") }
    return .day(try CivilDate(parsing: day))
  }

  private static func state(_ text: String) throws -> Claim.State {
    guard let state = Claim.State(rawValue: text) else { throw damaged("claim state \(quoted(text))") }
    return state
  }

  private static func obstacle(_ kind: String?, notice: Int64?) -> Claim.Obstacle? {
    guard let id = notice.map(NoticeID.init) else { return nil }
    return kind == Claim.Obstacle.undeliverable(id).word ? .undeliverable(id) : .noticeOpen(id)
  }
}

extension Claim.Obstacle {
  /// As it is spelled in the `obstacle` column.
  var word: String {
    switch self {
    case .noticeOpen: "notice-open"
    case .undeliverable: "undeliverable"
    }
  }

  /// The notice that bars the claim.
  var notice: NoticeID {
    switch self {
    case .noticeOpen(let notice), .undeliverable(let notice): notice
    }
  }
}
