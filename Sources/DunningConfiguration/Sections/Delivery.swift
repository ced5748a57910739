package import Dunning

/// How notices leave the machine.
package struct Delivery: Hashable, Sendable {
  package enum Transport: String, Sendable, CaseIterable {
    case smtp
    case lmtp
    case maildir
  }

  package enum Encryption: String, Sendable, CaseIterable {
    case none
    case starttls
    case implicit
  }

  /// What happens to a notice whose final reply never came.
  package enum InDoubt: String, Sendable, CaseIterable {
    /// It waits for a person.
    case hold
    /// The same bytes are sent again.
    case resend
  }

  /// A secret that never shows itself in a log or a dump.
  package struct Secret: Hashable, Sendable, CustomStringConvertible {
    package let value: String
    package var description: String { "(secret)" }

    package init(_ value: String) { self.value = value }
  }

  /// How the login is proved.
  package enum Authentication: String, Sendable, CaseIterable {
    /// What the server offers and the configuration has: a token, else a password.
    case automatic
    case plain
    case login
    case xoauth2
    case oauthbearer

    /// Whether it takes a token instead of a password; nil takes either.
    var takesToken: Bool? {
      switch self {
      case .automatic: nil
      case .plain, .login: false
      case .xoauth2, .oauthbearer: true
      }
    }
  }

  /// Where an access token stands. It is read anew for each connection, for it expires within the hour and another
  /// program refreshes it.
  package enum Token: Hashable, Sendable {
    /// A systemd credential, by its name.
    case credential(String)
    /// A file, from / on.
    case file(String)
  }

  /// A mail server, by name or by Unix socket (LMTP).
  package struct Server: Hashable, Sendable {
    package var host = "localhost"
    package var port = 25
    package var socket: String?
    package var encryption = Encryption.starttls
    package var user: String?
    package var password: Secret?
    package var token: Token?
    package var authentication = Authentication.automatic
    /// Connections kept at the same time.
    package var connections = 20
    /// A PEM file with further certificate authorities.
    package var authorities: String?
    /// The name this machine gives itself in EHLO; nil is the host name.
    package var greeting: String?

    package init() {}
  }

  package var transport = Transport.maildir
  package var server = Server()
  /// The folder of the Maildir transport.
  package var maildir: String
  /// The folder that letters are put into for the print shop; nil where nobody prints them.
  package var printSpool: String?
  package var inDoubt = InDoubt.hold
  package var limits = SendLimits(brake: Delivery.brakeDefault)

  /// Notices within an hour that a firm of some hundred customers never has due, and a first import has.
  package static let brakeDefault = 500

  package init(maildir: String) { self.maildir = maildir }
}
