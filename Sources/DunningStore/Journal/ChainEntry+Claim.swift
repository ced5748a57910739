import Dunning
import DunningChain

extension ChainEntry {
  /// The chain of what is about no claim.
  static let docket = "docket"

  /// The chain of a claim; nil is that of the docket itself.
  static func chain(of claim: ClaimID?) -> String { claim?.description ?? docket }

  init(
    chain: String, seq: Int64, at moment: Instant, type: String, actor: String, notice: NoticeID?, commitment: [UInt8]
  ) {
    self.init(
      chain: chain, seq: seq, at: moment.rfc3339(offsetSeconds: 0), type: type, actor: actor,
      notice: notice?.description, commitment: commitment)
  }
}
