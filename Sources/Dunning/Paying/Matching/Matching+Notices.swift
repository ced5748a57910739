// Stage 5 as well: the number of a notice, which stands for all that it was about.

extension Matching {
  /// A notice that the entry names, with its claims.
  struct QuotedNotice {
    let id: NoticeID
    let claims: [MatchClaim]
    /// Whether the text says that it is one: what is as short as `n1` is the number of a flat as well.
    let isSaid: Bool

    var words: String { "\(id), which it names, asked for it" }
  }

  func quotedNotices() throws -> [QuotedNotice] {
    try search.notices().compactMap { notice in
      let claims = try book.claims(ofNotice: notice.id)
      return claims.isEmpty ? nil : QuotedNotice(id: notice.id, claims: claims, isSaid: notice.isSaid)
    }
  }

  /// Whether the number of a notice can be believed once the sum agrees: the text says what it is, and nothing speaks for
  /// something else that whoever paid owes; or the debtor paid.
  private func isCredible(_ notice: QuotedNotice) throws -> Bool {
    if notice.claims.allSatisfy(isDebtor) { return true }
    return try notice.isSaid && !payerOwesOther(than: notice.claims)
  }

  /// Books what all the notices asked for, where the sum is just that: a number so short may be something else as well.
  ///
  /// - Parameter named: what else the entry names; nothing beside what the notices are about.
  func byNotices(_ notices: [QuotedNotice], _ named: [Finding]) throws -> Match? {
    var claims: [MatchClaim] = []
    for claim in notices.flatMap(\.claims) where claim.isOpen && !claims.contains(where: { $0.id == claim.id }) {
      claims.append(claim)
    }
    guard named.allSatisfy({ finding in claims.contains { $0.id == finding.claim.id } }),
      let settlement = Settlement.exact(claims, sum, rules), try notices.allSatisfy(isCredible)
    else { return nil }
    return booked(settlement, notices.map(\.words))
  }
}

extension ReferenceSearch {
  /// A notice whose number stands whole in it.
  struct NamedNotice {
    let id: NoticeID
    /// Whether it is beyond doubt that it is the number of a notice: it is checked, long, or called so.
    let isSaid: Bool
  }

  /// The notices whose numbers stand whole in it, each once.
  func notices() -> [NamedNotice] {
    var found: [NamedNotice] = []
    for segment in segments {
      let runs = segment.runs
      for start in runs.indices where start == 0 || !runs[start].isTight || runs[start - 1].kind == .signs {
        guard let notice = Self.notice(at: start, of: runs) else { continue }
        let isSaid = notice.isSure || segment.names(start...start)
        if let index = found.firstIndex(where: { $0.id == notice.id }) {
          found[index] = NamedNotice(id: notice.id, isSaid: found[index].isSaid || isSaid)
        } else {
          found.append(NamedNotice(id: notice.id, isSaid: isSaid))
        }
      }
    }
    return found
  }

  /// The longest that begins there and on which nothing hangs, and whether it is surely one.
  private static func notice(at start: Int, of runs: [ReferenceRun]) -> (id: NoticeID, isSure: Bool)? {
    var (text, found) = ("", (id: NoticeID, isSure: Bool)?.none)
    for end in start..<min(start + SearchLimits.runsMax, runs.count) {
      guard end == start || runs[end].isJoined, runs[end].mark == nil, text.utf8.count <= SearchLimits.bytesMax else {
        break
      }
      text += runs[end].text
      guard end + 1 == runs.count || !runs[end + 1].isTight || runs[end + 1].kind == .signs else { continue }
      // `N 17` may be anything, `n17` is ours.
      let printed = end == start + 1 && runs[end].gap == .none ? PaymentReference.number(text[...]) : nil
      if let printed {
        found = (printed, printed.number >= SearchLimits.longNumber)
      } else if let quoted = PaymentReference.notice(quotedAs: text) {
        found = (quoted, true)
      }
    }
    return found
  }
}
