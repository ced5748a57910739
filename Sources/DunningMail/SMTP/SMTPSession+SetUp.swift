/// From the greeting to the login: hello, encryption.
extension SMTPSession {
  mutating func greeted(_ reply: ServerReply) {
    serverName = reply.lines.first?.split(separator: " ").first.map(String.init)
    guard reply.code == 220 else { return relayTrouble(reply, "greets with") }
    sayHello()
  }

  private mutating func sayHello() {
    state = .hello
    send("\(setting.dialect == .lmtp ? "LHLO" : "EHLO") \(ehloName)")
  }

  mutating func answeredHello(_ reply: ServerReply) {
    if reply.isPermanent, setting.dialect == .smtp, !isEncrypted {
      state = .helloOld
      return send("HELO \(ehloName)")
    }
    guard reply.code == 250 else { return relayTrouble(reply, "answers EHLO with") }
    serverName = reply.lines.first?.split(separator: " ").first.map(String.init) ?? serverName
    capabilities = SMTPCapabilities(reply)
    encryptOrLogIn()
  }

  mutating func answeredOldHello(_ reply: ServerReply) {
    guard reply.code == 250 else { return relayTrouble(reply, "answers HELO with") }
    encryptOrLogIn()
  }

  private mutating func encryptOrLogIn() {
    guard !isEncrypted, setting.encryption != .none else { return logIn() }
    if capabilities.offers("STARTTLS") {
      state = .startTLS
      send("STARTTLS")
    } else {
      goOnInClear("does not offer STARTTLS")
    }
  }

  mutating func answeredStartTLS(_ reply: ServerReply) {
    guard reply.code == 220 else { return goOnInClear("refuses STARTTLS: \(reply)", reply) }
    isEncrypted = true
    capabilities = SMTPCapabilities()
    dialogue.remark("TLS begins")
    actions.append(.startTLS)
    sayHello()
  }

  private mutating func goOnInClear(_ why: String, _ reply: ServerReply? = nil) {
    let isOptional = setting.encryption == .starttlsIfOffered || setting.isClearTolerated
    guard isOptional else { return relayTrouble("the server \(why), and TLS is required", reply) }
    dialogue.remark("in clear: the server \(why)")
    logIn()
  }
}
