package import Dunning

extension Docket {
  /// A notice with every try, every way, the hashes of its bytes and its posting.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func file(of id: NoticeID) async throws(DocketError) -> NoticeFile {
    try await read { look in try look.file(of: id) }
  }

  /// What a notice asks for beside what is open of its claims; nil where that is nothing.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func asked(by id: NoticeID, rulebook: Rulebook) async throws(DocketError) -> AskedSums? {
    try await read(rulebook) { look in try look.asked(by: try look.notice(id)) }
  }

  /// The PDF of a notice; nil while it was not written yet, and of one without a letter.
  ///
  /// - Throws: ``DocketError`` `.notFound`.
  package func letter(of id: NoticeID) async throws(DocketError) -> KeptLetter? {
    try await read { look in
      _ = try look.notice(id)
      return try look.letter(of: id)
    }
  }

  /// Writes down what somebody says of a letter's way by post.
  ///
  /// - Throws: ``DocketError`` `.notFound`; `.wrongState` when the notice has no letter, or has not left; `.invalid` when
  ///   the days cannot be so.
  package func post(
    _ id: NoticeID, _ draft: PostingDraft, by actor: Actor, rulebook: Rulebook, now: Instant
  ) async throws(DocketError) -> NoticeFile {
    try await write(by: actor, rulebook: rulebook, now: now) { transaction in
      try transaction.post(id, draft)
      return try transaction.file(of: id)
    }
  }
}
