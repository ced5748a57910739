import Dunning
import DunningSQL

extension Reading {
  func known(_ request: KeyedRequest, now: Instant) throws -> KeyedRequest.Known? {
    try sql.first(
      "SELECT fingerprint, at, status, etag, body FROM answered WHERE caller = ? AND key = ? AND at > ?",
      .number(Int64(request.caller)), .text(request.key), .number(Lifetime.end(now))
    ) { row in
      guard row.bytes(0) == request.fingerprint else { return .ofAnother }
      guard let status = row.numberIfAny(2) else { return .carriedOut(Instant(milliseconds: row.number(1))) }
      return .answered(KeyedRequest.Answer(status: Int(status), etag: row.textIfAny(3), body: row.bytes(4)))
    }
  }
}

extension Writing {
  /// Notes that a request is carried out by this transaction, or was begun to be by one before.
  ///
  /// - Throws: ``DocketError`` `.busy` where too many are kept already.
  func note(_ request: KeyedRequest) throws {
    try sweepAnswers(of: request)
    let room = try sql.first("SELECT coalesce(max(id) - min(id), 0) FROM answered") { $0.number(0) } ?? 0
    guard room < DocketLimits.answersMax else {
      throw DocketError(
        .busy, "\(DocketLimits.answersMax) requests with a key are remembered already, each for a day",
        hint: "try again later, or without an Idempotency-Key")
    }
    try sql.run(
      "INSERT INTO answered (caller, key, fingerprint, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      .number(Int64(request.caller)), .text(request.key), .bytes(request.fingerprint), .number(now.milliseconds))
  }

  /// - Precondition: the request was noted.
  func keep(_ answer: KeyedRequest.Answer, of request: KeyedRequest) throws {
    // One that is too long is not kept, but that the request was carried out is.
    guard answer.body.count <= DocketLimits.answerBytesMax else { return }
    try sql.run(
      "UPDATE answered SET status = ?, etag = ?, body = ? WHERE caller = ? AND key = ?", .number(Int64(answer.status)),
      SQLValue(answer.etag), .bytes(answer.body), .number(Int64(request.caller)), .text(request.key))
  }

  func forget(_ request: KeyedRequest) throws {
    try sql.run(
      "DELETE FROM answered WHERE caller = ? AND key = ?", .number(Int64(request.caller)), .text(request.key))
  }

  /// Answers speak of people; whoever was erased must not be in any.
  func forgetAnswers() throws { try sql.run("UPDATE answered SET status = NULL, etag = NULL, body = NULL") }

  /// Takes out what is older than a day, some at a time, and what stood under this key before.
  private func sweepAnswers(of request: KeyedRequest) throws {
    try sql.run(
      """
      DELETE FROM answered WHERE at <= ?1 AND (caller = ?2 AND key = ?3
        OR id IN (SELECT id FROM answered ORDER BY id LIMIT \(DocketLimits.answersSweptAtOnce)))
      """, .number(Lifetime.end(now)), .number(Int64(request.caller)), .text(request.key))
  }
}

private enum Lifetime {
  /// What was noted then or before has lived its day.
  static func end(_ now: Instant) -> Int64 { now.adding(seconds: -86_400).milliseconds }
}
