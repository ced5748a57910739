import Dunning
import DunningChain
import DunningSQL

/// An entry of the journal as it stands in the docket, with what its chain is checked by.
struct ChainedRow: Sendable {
  let id: Int64
  let claim: ClaimID?
  let at: Instant
  let type: String
  let actor: String
  let notice: NoticeID?
  /// JSON; empty where it was erased.
  let data: String
  let seq: Int64
  let hash: [UInt8]
  /// Of an entry whose data were erased: what they were committed to; else empty.
  let commitment: [UInt8]
  /// The key of the claim's commitments; empty for the docket's own chain, and when it was destroyed.
  let key: [UInt8]

  /// What ``init(_:)`` reads; the key of the claim comes behind it.
  static let columns = """
    event.id, event.claim_id, event.at, event.event, event.actor, event.notice_id, event.data, event.seq, event.hash,
    event.commitment
    """

  init(_ row: SQLRow) {
    id = row.number(0)
    claim = row.numberIfAny(1).map(ClaimID.init)
    at = Instant(milliseconds: row.number(2))
    type = row.text(3)
    actor = row.text(4)
    notice = row.numberIfAny(5).map(NoticeID.init)
    data = row.text(6)
    seq = row.number(7)
    hash = row.bytes(8)
    commitment = row.bytes(9)
    key = row.bytes(10)
  }

  func entry(seq: Int64, commitment: [UInt8]) -> ChainEntry {
    ChainEntry(
      chain: ChainEntry.chain(of: claim), seq: seq, at: at, type: type, actor: actor, notice: notice,
      commitment: commitment)
  }
}
