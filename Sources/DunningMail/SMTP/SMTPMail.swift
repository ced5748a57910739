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

    /// The commands of one envelope, in order.
    static let group: [Command] = [.mail, .recipient, .data]
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

  /// The line of a command, without its end, for what the server offers.
  func line(_ command: Command, _ server: SMTPCapabilities) -> String {
    switch command {
    case .reset, .data: command.rawValue
    case .mail: mailLine(server)
    case .recipient: recipientLine(server)
    }
  }

  private var needsSMTPUTF8: Bool {
    message.has8BitHeader || envelope.recipient.needsSMTPUTF8 || envelope.sender?.needsSMTPUTF8 == true
  }

  private func mailLine(_ server: SMTPCapabilities) -> String {
    var line = "MAIL FROM:<\(envelope.sender?.wireAddress ?? "")>"
    if server.offers("SIZE") { line += " SIZE=\(message.bytes.count)" }
    if message.has8BitBytes { line += " BODY=8BITMIME" }
    if needsSMTPUTF8 { line += " SMTPUTF8" }
    if server.offers("DSN") { line += " RET=HDRS ENVID=\(envelope.id)" }
    return line
  }

  private func recipientLine(_ server: SMTPCapabilities) -> String {
    let recipient = envelope.recipient
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
