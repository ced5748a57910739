/// What was said over one connection, in a form that can be kept and shown.
struct Dialogue {
  private var setUp: [String] = []
  private var current: [String] = []

  /// All lines up to the end of the set-up and those of the current message.
  var lines: [String] { setUp + current }

  /// Notes what we said; never pass a secret.
  mutating func sent(_ line: String) { add("C: \(line)") }

  /// Notes what the server said.
  mutating func received(_ reply: ServerReply) {
    for (index, line) in reply.lines.enumerated() {
      add("S: \(reply.code)\(index == reply.lines.count - 1 ? " " : "-")\(line)")
    }
  }

  /// Notes what was not said but happened.
  mutating func remark(_ text: String) { add("-- \(text)") }

  /// Begins the part that belongs to one message; the part of the message before it is forgotten.
  mutating func beginMessage(number: Int) {
    if number == 1 {
      setUp = current
    }
    current = number > 1 ? ["-- message \(number) over this connection"] : []
  }

  private mutating func add(_ line: String) {
    guard setUp.count + current.count < MailLimits.dialogueLinesMax else { return }
    // Characters are counted only where there can be too many.
    let isShort = line.utf8.count <= MailLimits.dialogueLineCharactersMax
    current.append(isShort ? line : String(line.prefix(MailLimits.dialogueLineCharactersMax)))
  }
}
