/// Why a request was refused, as the wire carries it (`application/problem+json`, RFC 9457).
///
/// Everything but `detail` and `hint` is stable. A client of another version may meet a code that it does not know, so
/// `code` is text here, and ``ProblemCode`` the list of those that this version sends.
package struct Problem: Error, Codable, Hashable, Sendable {
  /// A URI that stands for the code; it is a name, not an address.
  package let type: String
  /// The code in words, the same for every occurrence.
  package let title: String
  /// The HTTP status.
  package let status: Int
  /// The stable code to branch on.
  package let code: String
  /// What is wrong this time, in one sentence.
  package var detail: String
  /// The member of the request that is to blame, such as `debtor.email` or `lines[2].amount`.
  package let field: String?
  /// What the caller can do about it.
  package let hint: String?
  /// The lines of a rejected configuration, `FILE:LINE:COLUMN: error: …`, or all that is wrong with a request where it is
  /// more than one thing.
  package var errors: [String]?

  /// Makes the problem that stands for `code`.
  package init(_ code: ProblemCode, detail: String, field: String? = nil, hint: String? = nil, errors: [String]? = nil)
  {
    self.type = "urn:dunningd:problem:\(code.rawValue)"
    self.title = code.title
    self.status = code.status
    self.code = code.rawValue
    self.detail = detail
    self.field = field
    self.hint = hint
    self.errors = errors
  }
}
