// Stage 5 as well: the number of a notice, which stands for all that it was about.

extension Matching {
  /// A notice that the entry names, with its claims.
  struct QuotedNotice {
    let id: NoticeID
    let claims: [MatchClaim]

    var words: String { "\(id), which it names, asked for it" }
  }

  func quotedNotices() throws -> [QuotedNotice] {
    try search.notices().compactMap { id in
      let claims = try book.claims(ofNotice: id)
      return claims.isEmpty ? nil : QuotedNotice(id: id, claims: claims)
    }
  }

  /// Books what all the notices asked for, where the sum is just that: a number so short may be something else as well.
  ///
  /// - Parameter named: what else the entry names; nothing beside what the notices are about.
  func byNotices(_ notices: [QuotedNotice], _ named: [Finding]) -> Match? {
    var claims: [MatchClaim] = []
    for claim in notices.flatMap(\.claims) where claim.isOpen && !claims.contains(where: { $0.id == claim.id }) {
      claims.append(claim)
    }
    guard named.allSatisfy({ finding in claims.contains { $0.id == finding.claim.id } }),
      let settlement = Settlement.exact(claims, sum, rules)
    else { return nil }
    return booked(settlement, notices.map(\.words))
  }
}

extension ReferenceSearch {
  /// The notices whose numbers stand whole in it, each once.
  func notices() -> [NoticeID] {
    var found: [NoticeID] = []
    for runs in segments.map(\.runs) {
      for start in runs.indices where start == 0 || !runs[start].isTight {
        if let notice = Self.notice(at: start, of: runs), !found.contains(notice) { found.append(notice) }
      }
    }
    return found
  }

  /// The longest that begins there and on which nothing hangs.
  private static func notice(at start: Int, of runs: [ReferenceRun]) -> NoticeID? {
    var (text, found) = ("", NoticeID?.none)
    for end in start..<min(start + SearchLimits.runsMax, runs.count) {
      guard end == start || runs[end].isJoined, runs[end].mark == nil, text.utf8.count <= SearchLimits.bytesMax else {
        break
      }
      text += runs[end].text
      guard end + 1 == runs.count || !runs[end + 1].isTight else { continue }
      // `N 17` may be anything, `n17` is ours.
      let printed = end == start + 1 && runs[end].gap == .none ? PaymentReference.number(text[...]) : nil
      found = printed ?? PaymentReference.notice(quotedAs: text) ?? found
    }
    return found
  }
}
