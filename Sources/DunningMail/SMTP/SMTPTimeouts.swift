/// How long to wait for what.
///
/// - Source: RFC 5321 4.5.3.2.
package struct SMTPTimeouts: Sendable, Hashable {
  /// For the connection itself.
  package var connect: Duration = .seconds(30)
  /// For the greeting.
  package var greeting: Duration = .seconds(300)
  /// For the greeting when the server is only looked at: a person who waits for the verdict should have it soon.
  package var lookGreeting: Duration = .seconds(10)
  /// For the answers to EHLO, STARTTLS with its handshake, and AUTH.
  package var command: Duration = .seconds(300)
  /// For the answer to MAIL.
  package var mail: Duration = .seconds(300)
  /// For the answer to RCPT.
  package var recipient: Duration = .seconds(300)
  /// For the answer to DATA.
  package var data: Duration = .seconds(120)
  /// For the socket to take one block of the body.
  package var block: Duration = .seconds(180)
  /// For the answer to the final dot; a shorter wait makes duplicates (RFC 1047).
  package var finalDot: Duration = .seconds(600)
  /// How long a message whose envelope left with a final dot waits behind the answer to it, before it is tried over
  /// another connection.
  package var following: Duration = .seconds(5)
  /// How long a connection is kept that nobody uses.
  package var idle: Duration = .seconds(30)
  /// For the answer to QUIT, on which nothing depends.
  package var quit: Duration = .seconds(2)

  /// How long a server is left alone after an attempt to connect that came to nothing; each further one doubles it.
  package var restMin: Duration = .seconds(1)
  /// The longest that it is left alone.
  package var restMax: Duration = .seconds(300)
  /// How long nobody logs in after the login was refused. Intrusion guards count such tries within ten minutes or so.
  package var restAfterLogin: Duration = .seconds(840)

  /// The values of the RFC.
  package init() {}

  /// Those for a connection that is only to be looked at.
  var forLook: SMTPTimeouts {
    var timeouts = self
    timeouts.greeting = min(greeting, lookGreeting)
    timeouts.connect = min(connect, lookGreeting)
    // A login may be answered slowly on purpose.
    timeouts.command = min(command, lookGreeting * 3)
    return timeouts
  }
}
