import DunningAPI

/// An entry of the journal in one line.
enum EventWords {
  static func line(_ event: EventResponse) -> String {
    let subject = [event.claim, event.notice].compactMap { $0 }.joined(separator: " ")
    let data = event.data.sorted { $0.key < $1.key }.map { "\($0.key)=\(word($0.value))" }.joined(separator: " ")
    let parts = [
      HumanDate.plain(event.at), event.event, subject, data, event.actor == "daemon" ? "" : "by \(event.actor)",
    ]
    return printable(parts.filter { !$0.isEmpty }.joined(separator: "  "))
  }

  /// What people say has many words: in quotes it is plain where a value ends.
  private static func word(_ value: String) -> String { value.contains(" ") ? "\"\(value)\"" : value }
}
