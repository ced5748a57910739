import Crypto
import Dunning
import GRDB

/// Looks at one notice: whether its row, its message and its attempts are what the journal says.
struct NoticeCheck {
  private let id: NoticeID
  private let chain: String
  private let db: Database
  private let isErased: Bool
  private let row: Row?

  private struct Row {
    let currency: String
    let state: String
    /// Under the names that the journal has for them.
    let opened: [String: String]
  }

  init(_ id: NoticeID, chain: String, db: Database, isErased: Bool) throws {
    (self.id, self.chain, self.db, self.isErased) = (id, chain, db, isErased)
    row = try db.first(
      "SELECT currency, state, recipient, total, message_id, tone, pay_by FROM notice WHERE id = ?", .number(id.number)
    ) { row in
      let currency = row.text(0)
      var opened = ["to": row.text(2), "message_id": row.text(4), "tone": row.text(5)]
      opened["total"] = Currency(currency).map { Money(minorUnits: row.number(3), currency: $0).decimal }
      opened["pay_by"] = row.textIfAny(6)
      return Row(currency: currency, state: row.text(1), opened: opened)
    }
  }

  /// The claim's own share of the notice.
  func checkPart(step: String, outstanding: Int64, _ entries: [ChainWalk.Entry], _ result: inout Verification) {
    guard !isErased, let opened = opening(entries), let row, let currency = Currency(row.currency) else { return }
    result.expect(step, opened.data["step"], "step of \(id)", in: chain, opened.row.seq)
    let sum = Money(minorUnits: outstanding, currency: currency).decimal
    result.expect(sum, opened.data["outstanding"], "outstanding of \(id)", in: chain, opened.row.seq)
  }

  /// - Parameter entries: all that a chain says of it.
  func run(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    try checkContents(entries, &result)
    if let row { checkState(row.state, entries, &result) }
  }

  /// - Parameter entries: some of what a chain says of it.
  func checkContents(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    if let row, let opened = opening(entries), !isErased {
      for name in ["to", "message_id", "tone", "total", "pay_by"] {
        result.expect(row.opened[name], opened.data[name], "\(name) of \(id)", in: chain, opened.row.seq)
      }
    }
    try checkParcel(entries, &result)
    guard !isErased else { return }
    try checkAttempts(entries, &result)
  }

  /// The entry that opened it; nil where an earlier version wrote it, which said less.
  private func opening(_ entries: [ChainWalk.Entry]) -> ChainWalk.Entry? {
    entries.first { $0.row.type == Event.Kind.noticeOpened.rawValue && $0.data["to"] != nil }
  }

  private func checkState(_ state: String, _ entries: [ChainWalk.Entry], _ result: inout Verification) {
    // Of a notice that is also printed each way has an outcome of its own, and the notice's state is made of both.
    guard !entries.contains(where: { $0.data["channel"] != nil }) else { return }
    let last = entries.last { Self.states[$0.row.type] != nil }
    guard let last, let allowed = Self.states[last.row.type] else { return }
    guard !allowed.contains(state) else { return }
    result.find(chain, last.row.seq, "state of \(id)", stored: state, computed: allowed.joined(separator: " or "))
  }

  /// In which states a notice can be after an entry.
  private static let states: [String: [String]] = [
    "notice-opened": ["sending", "awaiting-approval"], "notice-approved": ["pending", "sending"],
    "notice-held": ["held"], "notice-released": ["pending", "awaiting-approval", "sending"],
    "notice-retried": ["deferred", "sending", "dropped"], "notice-sent": ["sent"],
    "notice-deferred": ["deferred", "sending"], "notice-failed": ["failed"], "notice-in-doubt": ["in-doubt"],
    "notice-resolved": ["sent", "pending", "sending"], "notice-dropped": ["dropped"],
  ]

  private func checkParcel(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    for (table, name) in [("message", "sha256"), ("letter", "letter_sha256")] {
      let stored = try db.first("SELECT sha256 FROM \(table) WHERE notice_id = ?", .number(id.number)) {
        Hex.text($0.bytes(0))
      }
      // An attachment's hash, like a mail's, is its own.
      for entry in entries where entry.data["mail"] == nil && entry.row.type != Event.Kind.attachmentAdded.rawValue {
        guard let hash = entry.data[name] else { continue }
        result.expect(stored, hash, "\(table) \(id)", in: chain, entry.row.seq)
      }
    }
  }

  private func checkAttempts(_ entries: [ChainWalk.Entry], _ result: inout Verification) throws {
    let proofs = try db.all(
      "SELECT \(AttemptProof.columns) FROM attempt WHERE notice_id = ?", .number(id.number), read: AttemptProof.init)
    for entry in entries {
      guard let number = entry.data["attempt"], let hash = entry.data["attempt_sha256"] else { continue }
      let stored = proofs.first { String($0.number) == number }
      result.expect(
        stored.map { Hex.text($0.hash) }, hash, "attempt \(number) of \(id)", in: chain, entry.row.seq)
    }
  }
}
