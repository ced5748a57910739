import Dunning
import DunningSQL

extension Reading {
  /// The notice that has one of these Message-IDs, or parts of them before the @.
  func notice(tiedBy ties: [String]) throws -> NoticeID? {
    for tie in ties {
      // Relays may write the domain, and the part before it, in another case; ours is in lower case.
      let local = tie.prefix { $0 != "@" }.lowercased()
      guard local.utf8.count >= 2 else { continue }
      let start = String(String.UnicodeScalarView("\(local)@".unicodeScalars.prefix(12)))
      let found = try sql.first(
        """
        SELECT id FROM notice
        WHERE substr(message_id, 1, 12) BETWEEN ? AND ? AND lower(substr(message_id, 1, ?)) = ? LIMIT 1
        """, .text(start), .text("\(start)\u{10FFFF}"), .number(Int64(local.unicodeScalars.count) + 1),
        .text("\(local)@")
      ) { NoticeID($0.number(0)) }
      if let found { return found }
    }
    return nil
  }

  /// The last notice that went out about an open claim which a debtor names in a mail of their own, from an address of
  /// theirs: whoever was reminded writes anew as often as they answer.
  func notice(namedIn mail: IncomingMail) throws -> NoticeID? {
    guard mail.kind == .reply, let from = mail.from else { return nil }
    let names = ReferenceNames(in: "\(mail.subject)\n\(mail.text)")
    let claims = try debtorsToList(from).flatMap(openClaims).filter { id in
      let draft = try record(id).claim.draft
      return names.contains(draft.reference)
    }
    let notices = try claims.compactMap { id in
      try sql.first(
        """
        SELECT max(notice_id) FROM notice_claim JOIN notice ON notice.id = notice_id
        WHERE claim_id = ? AND state IN \([Notice.State.sent, .inDoubt].sql)
        """, .number(id.number)
      ) { $0.numberIfAny(0).map(NoticeID.init) } ?? nil
    }
    return notices.max { $0.number < $1.number }
  }
}
