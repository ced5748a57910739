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
    // In units of the machine's: milliseconds, cents.
    "since", "credit",
  ]

  /// Members whose value is a sum.
  static let sums: Set = [
    "amount", "amount_before", "beyond", "demanded", "discount", "discount_before", "outstanding", "paid",
    "paid_before", "total", "unallocated", "waived", "waived_before",
  ]

  /// Members whose value a person, a firm or a stranger chose: it stays what it is.
  static let names: Set = [
    "carrier", "contact", "contract", "country", "creditor", "debtor", "debtor_id", "email", "from", "id", "language",
    "name", "other", "payment_link", "payment_reference", "policy", "reference", "server", "staff_number", "subject",
    "time_zone", "to", "tracking", "vat_id", "words",
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
    if Self.names.contains(key) { return lines(value) }
    if Self.sums.contains(key) { return sum(value, currency) }
    switch key {
    case "step": return words.step(value)
    case "tone": return words.term("tone-\(value)", else: value)
    case "address": return value.split(whereSeparator: { $0 == "|" || $0.isNewline }).joined(separator: ", ")
    case "instalments": return words.list(value.split(separator: ", ").map(instalment))
    case "makers": return words.list(value.split(separator: ",").map { user(String($0)) })
    default: return words.clause(value) ?? words.moment(value, else: nil) ?? lines(words.term(value))
    }
  }

  /// A sum, or a word for all of it.
  private func sum(_ value: String, _ currency: String?) -> String {
    guard value.first?.isNumber ?? false || value.first == "-" else { return words.term(value) }
    return currency.map { words.amount(value, $0) } ?? words.sum(value)
  }

  /// `2026-12-01 60.00`.
  private func instalment(_ text: some StringProtocol) -> String {
    let parts = String(text).split(separator: " ").map(String.init)
    return parts.count == 2 ? "\(words.sum(parts[1])) (\(words.day(parts[0])))" : String(text)
  }

  /// Somebody by the number of their account.
  private func user(_ text: String) -> String {
    let number = text.filter(\.isNumber)
    guard let uid = UInt32(number) else { return words.term(text) }
    return visit.desk.house.name(ofUser: uid) ?? words(.uidOther, number)
  }

  private func lines(_ value: String) -> String {
    value.split(whereSeparator: \.isNewline).joined(separator: ", ")
  }
}
