package import Dunning

extension Docket {
  /// What is known of a request's key; nil when it was not used in the last day.
  package func known(_ request: KeyedRequest, now: Instant) async throws(DocketError) -> KeyedRequest.Known? {
    try await read { look in try look.known(request, now: now) }
  }

  /// Keeps how a request was answered, for a day.
  ///
  /// - Throws: ``DocketError`` `.busy` where too many are kept already.
  package func keep(
    _ answer: KeyedRequest.Answer, of request: KeyedRequest, now: Instant
  ) async throws(DocketError) {
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in
      try entry.note(request)
      try entry.keep(answer, of: request)
    }
  }

  /// Forgets a request that was refused and has changed nothing, so that its key can be used again.
  package func forget(_ request: KeyedRequest, now: Instant) async throws(DocketError) {
    // Most of what is refused was not noted, and needs no commit.
    guard try await known(request, now: now) != nil else { return }
    try await write(isWorkOfEngine: true, by: .daemon, now: now) { entry in try entry.forget(request) }
  }
}
