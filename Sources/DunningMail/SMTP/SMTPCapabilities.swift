/// What a server offers in its answer to EHLO.
struct SMTPCapabilities: Sendable, Hashable {
  private(set) var keywords: Set<String> = []
  /// The largest message the server takes, in octets (RFC 1870).
  private(set) var sizeMax: Int?
  /// The SASL mechanisms.
  private(set) var mechanisms: Set<String> = []

  /// What a server offers that knows only HELO.
  init() {}

  init(_ reply: ServerReply) {
    for line in reply.lines.dropFirst() {
      // Old servers write AUTH=PLAIN.
      let words = line.uppercased().split { $0 == " " || $0 == "=" }.map(String.init)
      guard let keyword = words.first else { continue }
      keywords.insert(keyword)
      switch keyword {
      case "SIZE": sizeMax = words.dropFirst().first.flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil }
      case "AUTH": mechanisms.formUnion(words.dropFirst())
      default: continue
      }
    }
  }

  /// What is offered and does not work is not offered.
  mutating func forget(_ keyword: String) { keywords.remove(keyword) }

  func offers(_ keyword: String) -> Bool { keywords.contains(keyword) }
}
