/// One message with its envelope, a mail object in the words of SMTP, on its way through a session.
///
/// - Source: RFC 5321, section 2.3.1.
struct SMTPMail: Sendable {
  /// A command whose reply is judged on its own.
  enum Command: String, Sendable {
    case reset = "RSET"
    case mail = "MAIL"
    case recipient = "RCPT"
    case data = "DATA"
  }

  /// The commands of its envelope, in order.
  var commands: [Command] { [.mail] + envelope.recipients.map { _ in .recipient } + [.data] }

  /// Those of its commands that leave together, before a reply is waited for.
  ///
  /// With several recipients DATA waits for what is said of them: a server that was to take the message for some, but not
  /// for those who decide, would else wait for a body, and whatever ends that is a message to them.
  static func group(of commands: [Command], isPipelined: Bool) -> ArraySlice<Command> {
    guard isPipelined else { return commands.prefix(1) }
    return commands.count { $0 == .recipient } > 1 ? commands.prefix { $0 != .data } : commands[...]
  }

  let message: OutgoingMessage
  let envelope: Envelope

  /// Why the server cannot take this message, going by what it offers; `nil` if nothing speaks against it.
  func obstacle(_ server: SMTPCapabilities) -> String? {
    if let sizeMax = server.sizeMax, message.bytes.count > sizeMax {
      return "the message has \(message.bytes.count) bytes, the server takes at most \(sizeMax)"
    }
    if needsSMTPUTF8, !server.offers("SMTPUTF8") {
      return "an address is not ASCII and the server does not offer SMTPUTF8"
    }
    if message.has8BitBytes, !server.offers("8BITMIME") {
      return "the message has 8-bit bytes and the server does not offer 8BITMIME"
    }
    return nil
  }

  /// The lines of commands, without their ends, for what the server offers.
  ///
  /// - Parameter first: which recipient the first of them names.
  func lines(_ commands: some Sequence<Command>, recipient first: Int = 0, _ server: SMTPCapabilities) -> [String] {
    var number = first
    return commands.map { command in
      switch command {
      case .reset, .data: return command.rawValue
      case .mail: return mailLine(server)
      case .recipient:
        number += 1
        return recipientLine(envelope.recipients[number - 1], server)
      }
    }
  }

  private var needsSMTPUTF8: Bool {
    message.has8BitHeader || envelope.recipients.contains(where: \.needsSMTPUTF8)
      || envelope.sender?.needsSMTPUTF8 == true
  }

  private func mailLine(_ server: SMTPCapabilities) -> String {
    var line = "MAIL FROM:<\(envelope.sender?.wireAddress ?? "")>"
    if server.offers("SIZE") { line += " SIZE=\(message.bytes.count)" }
    if message.has8BitBytes { line += " BODY=8BITMIME" }
    if needsSMTPUTF8 { line += " SMTPUTF8" }
    if server.offers("DSN") { line += " RET=HDRS ENVID=\(envelope.id)" }
    return line
  }

  private func recipientLine(_ recipient: Mailbox, _ server: SMTPCapabilities) -> String {
    var line = "RCPT TO:<\(recipient.wireAddress)>"
    guard server.offers("DSN") else { return line }
    line += " NOTIFY=\(notify)"
    if !recipient.needsSMTPUTF8 { line += " ORCPT=rfc822;\(Self.xtext(recipient.wireAddress))" }
    return line
  }

  private var notify: String {
    let words: [(Envelope.Notify, String)] = [(.success, "SUCCESS"), (.failure, "FAILURE"), (.delay, "DELAY")]
    let wanted = words.filter { envelope.notify.contains($0.0) }.map(\.1)
    return wanted.isEmpty ? "NEVER" : wanted.joined(separator: ",")
  }

  /// - Source: RFC 3461 4.
  private static func xtext(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x2B || $0 == 0x3D }) else { return text }
    return text.replacing("+", with: "+2B").replacing("=", with: "+3D")
  }
}
