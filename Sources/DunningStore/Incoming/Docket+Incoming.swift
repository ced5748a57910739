import Crypto
package import Dunning
import DunningBytes
import DunningSQL

extension Docket {
  /// Does what a message that came in asks for; the same message a second time changes nothing.
  ///
  /// Anybody can write any mail, so that it can do no more than hold a claim, note something, and settle a notice in
  /// doubt whose keyed Message-ID it knows.
  ///
  /// - Parameters:
  ///   - holdsOnReply: whether a person's answer holds the claims that it is about, or is only noted.
  ///   - keeping: false to tell what would be done and do nothing.
  package func receive(
    _ mail: IncomingMail, holdsOnReply: Bool, keeping: Bool = true, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> IncomingOutcome {
    try await write(keeping: keeping, by: actor, rulebook: rulebook, now: now) { transaction in
      try Receipt(mail: mail, holdsOnReply: holdsOnReply, transaction: transaction).file()
    }
  }

  /// The exact bytes of a message that came in and was kept.
  ///
  /// - Throws: ``DocketError`` `.notFound`, also when it was larger than ``DocketLimits/incomingBytesMax``.
  package func incomingMessage(_ id: IncomingMailID) async throws(DocketError) -> [UInt8] {
    try await read { look in
      let bytes = try look.sql.first("SELECT bytes FROM incoming WHERE id = ?", .number(id.number)) { $0.bytesIfAny(0) }
      guard let bytes else {
        throw DocketError(.notFound, "there is no message \(id)", hint: "`dunningctl show CLAIM` names them")
      }
      if let bytes { return bytes }
      throw DocketError(
        .notFound, "message \(id) was too large to be kept: its hash is in the journal",
        hint: "read it in the mailbox that it came to")
    }
  }
}
