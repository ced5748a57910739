import Crypto
import Dunning
import DunningBytes
import DunningChain
import DunningSQL

/// Looks through a docket in steps that are each one short look at the database, so that nobody waits for it.
struct Verifier {
  private enum Stage {
    case file
    case rows
    case docket(DocketCheck)
    case claims(after: Int64)
    case keys(after: IndexCheck.Place)
    case debtors(after: Int64)
    case messages(after: Int64)
    case letters(after: Int64)
    case mails(after: Int64)
    case seals(SealCheck)
    case done
  }

  let home: DocketFiles
  private var attachments: AttachmentFolder { home.attachments }
  private var stage = Stage.file
  private var stamped: [Int64: (hash: String, server: String)] = [:]
  private var followUps: FollowUpsTold?
  private var makings: DebtorMakings?
  /// With what everything was planned when it began: plans by other rules are not compared.
  private var plannedWith: String?
  /// Nil where there is no configuration.
  private let rules: VerificationRules?
  private(set) var result = Verification()

  init(_ home: DocketFiles, by rules: VerificationRules? = nil) { (self.home, self.rules) = (home, rules) }

  /// - Returns: whether something is left.
  mutating func step(_ look: Look) throws -> Bool {
    switch stage {
    case .file:
      try checkFile(look)
      plannedWith = try look.setting(.plannedWith)
      stage = .rows
    case .rows:
      try RowCheck(look: look).run(&result)
      stage = .docket(DocketCheck(key: (try? look.docketKey()) ?? []))
    case .docket(var check):
      let isMore = try check.step(look, &result)
      (stamped, followUps, makings) = (check.stamped, check.followUps, check.makings)
      stage = isMore ? .docket(check) : .claims(after: 0)
    case .claims(let last): stage = try claims(after: last, look).map(Stage.claims(after:)) ?? .keys(after: .start)
    case .keys(let place):
      stage =
        try IndexCheck(look, rules?.rulebook).checkKeys(after: place, &result).map(Stage.keys(after:))
        ?? .debtors(after: 0)
    case .debtors(let last):
      stage =
        try IndexCheck(look, rules?.rulebook).checkDebtors(after: last, &result).map(Stage.debtors(after:))
        ?? .messages(after: 0)
    case .messages(let last):
      stage = try contents(.message, after: last, look).map(Stage.messages(after:)) ?? .letters(after: 0)
    case .letters(let last):
      stage = try contents(.letter, after: last, look).map(Stage.letters(after:)) ?? .mails(after: 0)
    case .mails(let last):
      stage =
        try contents(.mail, after: last, look).map(Stage.mails(after:))
        ?? .seals(SealCheck(stamped: stamped, home: home))
    case .seals(var check): stage = try check.step(look, &result) ? .seals(check) : .done
    case .done: break
    }
    if case .done = stage { return false }
    return true
  }

  /// One claim, with the contents that its entries name.
  mutating func check(_ claim: ClaimID, _ look: Look) throws {
    plannedWith = try look.setting(.plannedWith)
    try ClaimCheck(id: claim, look: look, attachments: attachments, followUps: nil, makings: nil).run(&result)
    try checkDerived([claim.number], look)
    for notice in try look.sql.all(
      "SELECT notice_id FROM notice_claim WHERE claim_id = ?", .number(claim.number), read: { $0.number(0) })
    {
      for kind in [Kind.message, .letter, .mail] {
        try look.sql.all(kind.selection + " WHERE notice_id = ?", .number(notice), read: Content.init)
          .forEach { check($0, kind) }
      }
    }
  }

  /// What the database itself can tell of its file: pages, and whether indexes agree with their tables.
  private mutating func checkFile(_ look: Look) throws {
    for line in try look.sql.damage(limit: 20) {
      result.find(ChainEntry.docket, nil, "file of the docket", stored: line, computed: "ok")
    }
  }

  private mutating func claims(after last: Int64, _ look: Look) throws -> Int64? {
    let ids = try look.sql.all(
      "SELECT id FROM claim WHERE id > ? ORDER BY id LIMIT ?", .number(last), .number(Self.claimsPerStep)
    ) { $0.number(0) }
    for id in ids {
      let check = ClaimCheck(
        id: ClaimID(id), look: look, attachments: attachments, followUps: followUps, makings: makings)
      try check.run(&result)
    }
    try checkDerived(ids, look)
    if ids.last == nil { try findStrayEntries(look) }
    return ids.last
  }

  /// What the docket keeps beside what it was told, so as to find it or to know what comes next.
  private mutating func checkDerived(_ ids: [Int64], _ look: Look) throws {
    var index = try IndexCheck(look, rules?.rulebook)
    let plan = try rules.flatMap { rules -> PlanCheck? in
      // Rules that are replaced meanwhile have planned some of the claims, and not others.
      guard plannedWith != nil, try look.setting(.plannedWith) == plannedWith else { return nil }
      return try PlanCheck(RuledLook(sql: look.sql, rulebook: rules.rulebook), now: rules.now())
    }
    for id in ids.map(ClaimID.init) {
      guard let row = try look.claimRow(id) else { continue }
      try index.check(row, &result)
      guard let plan, !row.key.isEmpty else { continue }
      for drift in [try plan.drift(of: id), try plan.dueEnd(of: id)].compactMap({ $0 }) {
        result.find(
          ChainEntry.chain(of: id), nil, "claim.\(drift.name)", stored: drift.stored, computed: drift.computed)
      }
    }
  }

  /// Entries of claims that there are not.
  private mutating func findStrayEntries(_ look: Look) throws {
    let ids = try look.sql.all(
      """
      SELECT DISTINCT claim_id FROM event WHERE claim_id IS NOT NULL AND claim_id NOT IN (SELECT id FROM claim) LIMIT 20
      """
    ) { ClaimID($0.number(0)) }
    for id in ids { result.find(id.description, nil, "claim", stored: "nothing", computed: "a claim") }
  }

  private mutating func contents(_ kind: Kind, after last: Int64, _ look: Look) throws -> Int64? {
    let page = try look.sql.all(
      kind.selection + " WHERE \(kind.key) > ? ORDER BY \(kind.key) LIMIT ?", .number(last),
      .number(Self.contentsPerStep), read: Content.init)
    for content in page { check(content, kind) }
    return page.last?.number
  }

  private mutating func check(_ content: Content, _ kind: Kind) {
    if kind == .mail { result.mails += 1 } else { result.messages += 1 }
    guard !content.isAbsent else { return }
    let computed = Hex.text(SHA256.hash(data: content.bytes))
    result.expect(Hex.text(content.hash), computed, "bytes of \(kind.name)\(content.number)", in: content.chain)
  }

  /// What is kept as bytes with their hash.
  private enum Kind {
    case message
    case letter
    case mail

    /// What ``Content/init(_:)`` reads.
    var selection: String {
      switch self {
      case .message: Verifier.message
      case .letter: Verifier.letter
      case .mail: Verifier.mail
      }
    }

    var key: String { self == .mail ? "id" : "notice_id" }

    /// Before its number, as people name it.
    var name: String {
      switch self {
      case .message: "message n"
      case .letter: "letter n"
      case .mail: "mail m"
      }
    }
  }

  /// A message with the hash that it must have.
  private struct Content {
    let number: Int64
    let hash: [UInt8]
    let bytes: [UInt8]
    let chain: String
    /// Whether it was erased, or was too large to be kept.
    let isAbsent: Bool

    init(_ row: SQLRow) {
      number = row.number(0)
      hash = row.bytes(1)
      bytes = row.bytes(2)
      chain = ChainEntry.chain(of: row.numberIfAny(3).map(ClaimID.init))
      isAbsent = row.number(4) == 1
    }
  }

  private static let claimsPerStep: Int64 = 100
  /// Messages are some ten kilobytes, mails that came in ten megabytes at most.
  private static let contentsPerStep: Int64 = 10

  /// A message may be gone when all claims of its notice are erased, and at no other time.
  private static let message = """
    SELECT notice_id, sha256, bytes, (SELECT min(claim_id) FROM notice_claim WHERE notice_id = message.notice_id),
      bytes = x'' AND \(erased) FROM message
    """
  private static let letter = message.replacing("message", with: "letter")
  private static let mail = """
    SELECT id, sha256, bytes, (SELECT min(claim_id) FROM notice_claim WHERE notice_id = incoming.notice_id),
      bytes IS NULL FROM incoming
    """

  /// A notice to the creditor, which is about no claim, speaks of claims that may be erased.
  private static let erased = """
    EXISTS (SELECT 1 FROM claim WHERE case_key IS NULL) AND NOT EXISTS (SELECT 1 FROM notice_claim
      JOIN claim ON claim.id = claim_id WHERE notice_id = message.notice_id AND case_key IS NOT NULL)
    """
}
