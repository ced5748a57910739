import Dunning
import DunningAPI

/// The journal of a claim, for a reader.
struct Timeline: Sendable {
  let visit: Visit
  let events: [EventResponse]

  private var words: Words { visit.words }

  /// What only the case file needs.
  static let silent: Set = [
    "sha256", "attempt_sha256", "letter_sha256", "content_sha256", "message_id", "attempt", "of_entry", "entry",
    "digest",
    "approval",
    "statement", "list", "follow_up", "entries", "messages", "mails", "seal", "kept", "media_type", "rules",
    "templates",
  ]

  var html: HTML {
    let entries = events.reversed().map { event -> HTML in
      let notice: HTML = event.notice.map { " <a href=\"\(Link.path("notices", $0))\">\($0)</a>" } ?? .empty
      let title = words.term("event-\(event.event)", else: words.step(event.event))
      return """
        <li><span class="when">\(words.time(event.at)) · \(HTML.foreign(actor(event.actor)))</span><br>\
        \(title)\(notice)\(data(event.data))</li>

        """
    }
    return "<section><h2>\(words(.timeline))</h2><ol class=\"timeline\">\(entries)</ol></section>"
  }

  /// `uid 1001 (clerk)` as the user's name.
  private func actor(_ text: String) -> String {
    let parts = text.split(separator: " ", maxSplits: 2)
    guard parts.count >= 2, parts[0] == "uid", let uid = UInt32(parts[1]) else { return words(.daemonItself) }
    if uid == visit.session.caller.uid { return words(.you) }
    let name = visit.desk.house.name(ofUser: uid) ?? words(.uidOther, String(uid))
    guard parts.count > 2 else { return name }
    return "\(name) (\(words.term(String(parts[2].dropFirst().dropLast()))))"
  }

  private func data(_ said: [String: String]) -> HTML {
    var lines = said.filter { !Self.silent.contains($0.key) && !["before", "after", "currency"].contains($0.key) }
      .sorted { $0.key < $1.key }.map { key, value in
        "\(words.term("data-\(key)", else: words.step(key))): \(shown(value, of: key, said["currency"]))"
      }
    lines += changes(said)
    return lines.isEmpty ? .empty : "<p class=\"data\">\(HTML.foreign(lines.joined(separator: " · ")))</p>"
  }

  /// What a correction changed, member by member.
  private func changes(_ said: [String: String]) -> [String] {
    guard let before = members(said["before"]), let after = members(said["after"]) else { return [] }
    return Set(before.keys).union(after.keys).sorted().compactMap { key in
      let (old, new) = (before[key] ?? "", after[key] ?? "")
      guard old != new else { return nil }
      let show = { (text: String) in text.isEmpty ? words(.nothingThere) : shown(text, of: key, said["currency"]) }
      return words(.dataChange, words.term("data-\(key)", else: words.step(key)), show(old), show(new))
    }
  }

  /// Of an entry of an earlier version it may be something else, which is not shown.
  private func members(_ text: String?) -> [String: String]? {
    text.flatMap { try? WireCoding.decode([String: String].self, from: Array($0.utf8)) }
  }

  private func shown(_ value: String, of key: String, _ currency: String?) -> String {
    switch key {
    case "amount", "total", "outstanding", "unallocated", "paid", "paid_before", "amount_before", "beyond", "credit":
      return currency.map { words.amount(value, $0) } ?? words.sum(value)
    case "step": return words.step(value)
    case "tone": return words.term("tone-\(value)", else: value)
    case "since": return words.day(Int64(value).map { Instant(milliseconds: $0).rfc3339(offsetSeconds: 0) } ?? value)
    case "state", "kind", "cause", "channel", "as", "because", "reason", "reply", "without_interest", "text", "note",
      "by", "waived":
      return words.clause(value) ?? words.term(value)
    case "address": return value.split(whereSeparator: { $0 == "|" || $0.isNewline }).joined(separator: ", ")
    default: return words.moment(value).split(whereSeparator: \.isNewline).joined(separator: ", ")
    }
  }
}
