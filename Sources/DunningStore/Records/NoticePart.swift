import Dunning

/// One claim's share of a notice.
struct NoticePart {
  let record: ClaimRecord
  let step: String
  /// What was open when the notice was taken, in minor units.
  let outstanding: Int64
}
