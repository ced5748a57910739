import DunningAPI
import DunningStore
import HTTPTypes
import HummingbirdCore

extension ClaimRecord {
  /// What tells a client which state of the claim it sees (RFC 9110, section 8.8.3).
  var revisionHeader: HTTPFields { [.eTag: "\"\(revision)\""] }
}

extension Responses {
  /// A claim with its revision, and with what a person should know who enqueued it.
  func response(
    _ record: ClaimRecord, status: HTTPResponse.Status = .ok, warnings: [String] = []
  ) throws -> Response {
    var claim = claim(record)
    claim.warnings = warnings.isEmpty ? nil : warnings
    return try .json(claim, status: status, headers: record.revisionHeader)
  }
}

extension Request {
  /// The revision that the client has seen, by `If-Match`; nil where it names none, or any.
  ///
  /// - Throws: the problem `invalid-value`.
  var seenRevision: Int64? {
    get throws {
      guard let text = headers[.ifMatch], text != "*" else { return nil }
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      if let revision = Int64(isQuoted ? String(text.dropFirst().dropLast()) : text) { return revision }
      throw Problem(
        .invalidValue, detail: "If-Match cannot be \(text)", field: "If-Match",
        hint: "send the ETag of the claim back as it came, such as \"5\"")
    }
  }
}
