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

}
