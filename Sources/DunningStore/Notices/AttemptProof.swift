import Crypto
import Dunning
import DunningBytes
import DunningSQL

/// What the journal says of an attempt that has ended, so that its row cannot be changed unseen: its number and a hash
/// over all of it.
struct AttemptProof: Hashable, Sendable {
  let number: Int64
  /// SHA-256 over the row as JSON with the keys sorted.
  let hash: [UInt8]

  /// What ``init(_:)`` reads.
  static let columns = """
    attempt.number, attempt.phase, attempt.transport, attempt.started_at, attempt.dot_sent_at, attempt.ended_at,
    attempt.server, attempt.reply, attempt.dialogue, attempt.channel
    """

  init(_ row: SQLRow) {
    number = row.number(0)
    var fields = [
      "number": String(number), "phase": row.text(1), "transport": row.text(2), "started_at": String(row.number(3)),
    ]
    fields["dot_sent_at"] = row.numberIfAny(4).map { String($0) }
    fields["ended_at"] = row.numberIfAny(5).map { String($0) }
    fields["server"] = row.textIfAny(6)
    fields["reply"] = row.textIfAny(7)
    fields["dialogue"] = row.textIfAny(8)
    // Left out for a mail: the proofs of versions that knew no other channel stay true.
    if row.text(9) != "email" { fields["channel"] = row.text(9) }
    hash = Array(SHA256.hash(data: Array(Journal.json(fields).utf8)))
  }

  var data: [JournalKey: String] { [.attempt: String(number), .attemptSHA256: Hex.text(hash)] }
}
