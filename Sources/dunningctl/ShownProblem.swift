import DunningAPI

/// A problem as this program shows it: one that the daemon answered, of whatever version it is, or one of its own.
struct ShownProblem: Codable, Hashable, Error {
  var type = "about:blank"
  var title: String
  /// The HTTP status; for a problem of this side, the one nearest in meaning.
  var status: Int
  var code: String
  var detail: String
  var field: String?
  var hint: String?
  /// The mistakes of a rejected configuration, `FILE:LINE:COLUMN: error: …` each.
  var errors: [String]?
  /// Where a reference is taken: the fields in which what was told differs from what is on record.
  var differences: [FieldDifference]?
}
