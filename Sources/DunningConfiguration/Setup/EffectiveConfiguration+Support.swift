extension EffectiveConfiguration {
  /// The entries for somebody who helps. What a value is shown of is listed here; all other values are hidden, so that a
  /// key that is new is hidden until somebody has thought of it.
  package var withoutPeople: [Entry] {
    entries.map { Self.isOpen($0.key) ? $0 : Entry(key: $0.key, value: Self.hidden, origin: $0.origin) }
  }

  package static let hidden = "(hidden)"

  /// Sections whose values are rules, folders and numbers.
  private static let openSections: Set<String> = [
    "mode", "policies", "payments", "invoices", "lists", "inbound", "calendars", "privacy", "evidence", "desk",
  ]

  /// Of the other sections, the keys whose values say nothing of anybody.
  private static let openKeys: [String: Set<String>] = [
    "delivery": [
      "transport", "maildir", "print_spool", "host", "socket", "port", "tls", "auth", "connections", "in_doubt",
      "per_hour", "per_minute", "brake",
    ],
    "notify": ["digest", "digest_days", "digest_empty", "forewarn", "at_once", "events", "network"],
    "creditors": [
      "country", "language", "time_zone", "calendar", "policy", "currency", "payment_days", "payment_reference", "day",
    ],
  ]

  private static func isOpen(_ key: String) -> Bool {
    let parts = key.split(separator: ".").map { $0.prefix { $0 != "[" } }
    guard let section = parts.first.map(String.init), let leaf = parts.last.map(String.init) else { return false }
    return openSections.contains(section) && !Findings.isSecretKey(leaf) || openKeys[section]?.contains(leaf) == true
  }
}
