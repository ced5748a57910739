import DunningTLS
import NIOCore
import NIOPosix
import NIOSSL

/// Says in words what the libraries for network and TLS report by their own structures, and what to do about it.
///
/// Nothing of a library's makes it into a sentence but the name of a reason that is not known here.
struct TroubleWords {
  private let endpoint: SMTPConfiguration.Endpoint
  private let isImplicit: Bool
  private let authorities: String?
  private let connectPatience: Duration

  init(_ configuration: SMTPConfiguration) {
    endpoint = configuration.endpoint
    isImplicit = configuration.encryption == .implicit
    authorities = configuration.additionalTrustRoots
    connectPatience = configuration.timeouts.connect
  }

  private var host: String {
    switch endpoint {
    case .tcp(let host, _): host
    case .unix(let path): path
    }
  }

  // MARK: - Before the server speaks

  /// Why no connection came about.
  func connecting(_ error: any Error) -> String {
    switch error {
    case let error as MailError: return error.message
    case let error as NIOConnectionError:
      // A host may have several addresses; one that refuses says more than one that is silent.
      let reasons = error.connectionErrors.map(\.error)
      if let told = reasons.first(where: { $0 is IOError }) ?? reasons.first { return connecting(told) }
      return noName
    case ChannelError.connectTimeout: return noAnswer
    case is SocketAddressError: return noName
    case let error as IOError: return connecting(errno: error.errnoCode)
    default: return "cannot connect to \(endpoint): \(Self.bare(error))"
    }
  }

  private func connecting(errno number: CInt) -> String {
    switch (number, endpoint) {
    case (ECONNREFUSED, .tcp):
      "\(endpoint) refuses connections: nothing listens on that port, or a firewall turns us away"
    case (ECONNREFUSED, .unix): "nobody listens on \(endpoint): is the server started?"
    case (ENOENT, .unix): "there is no socket \(endpoint): is the server started?"
    case (EACCES, .unix), (EPERM, .unix): "the daemon may not open \(endpoint): its user needs the right to write to it"
    case (ETIMEDOUT, _): noAnswer
    case (EHOSTUNREACH, _), (ENETUNREACH, _): "there is no way to \(endpoint): \(Self.text(of: number))"
    case (EACCES, _), (EPERM, _):
      "this machine does not let the daemon connect to \(endpoint): \(Self.text(of: number))"
    default: "cannot connect to \(endpoint): \(Self.text(of: number))"
    }
  }

  private var noName: String {
    "\(host) cannot be found: there is no such name, or the name server does not answer"
  }

  private var noAnswer: String {
    let seconds = connectPatience.components.seconds
    return
      "no answer from \(endpoint)\(seconds > 0 ? " within \(seconds) s" : ""): it is down, or a firewall swallows what"
      + " is sent to it"
  }

  // MARK: - While it speaks

  /// Why a connection broke.
  func broken(_ error: any Error) -> String {
    switch error {
    case let error as IOError: "the connection broke: \(Self.text(of: error.errnoCode))"
    case is ChannelError: "the connection was closed"
    default: "the connection broke: \(Self.bare(error))"
    }
  }

  /// Why no TLS came about.
  ///
  /// - Parameter certificate: what the server has shown, if it came so far.
  func handshaking(_ error: any Error, _ certificate: NIOSSLCertificate?) -> String {
    switch error {
    case let error as NIOSSLExtraError
    where [.failedToValidateHostname, .serverHostnameImpossibleToMatch].contains(error):
      return otherHost(certificate)
    case is OtherHostError: return otherHost(certificate)
    case NIOSSLError.handshakeFailed(let reason), NIOSSLError.shutdownFailed(let reason):
      return handshaking(Self.reason(reason), certificate)
    case let reason as BoringSSLError: return handshaking(Self.reason(reason), certificate)
    case NIOSSLError.unableToValidateCertificate, NIOSSLError.noCertificateToValidate:
      return "TLS failed: the server shows no certificate"
    default: return "TLS failed: \(Self.bare(error))"
    }
  }

  private func handshaking(_ reason: String, _ certificate: NIOSSLCertificate?) -> String {
    switch reason {
    case "CERTIFICATE_VERIFY_FAILED": return notTrusted(certificate)
    case "WRONG_VERSION_NUMBER", "HTTP_REQUEST", "BAD_PACKET_LENGTH", "UNEXPECTED_RECORD", "UNEXPECTED_MESSAGE":
      return noTLS
    case "UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "SSLV3_ALERT_HANDSHAKE_FAILURE",
      "INSUFFICIENT_SECURITY", "NO_SHARED_CIPHER":
      return "TLS failed: the server knows no version or cipher that is safe today; TLS 1.2 is the least"
    case "", "EOF during handshake": return "TLS failed: the server ended the connection in the middle of the handshake"
    default: return "TLS failed: \(reason.lowercased().replacing("_", with: " "))"
    }
  }

  private var noTLS: String {
    guard isImplicit, case .tcp(_, let port) = endpoint else {
      return "TLS failed: what the server sends after STARTTLS is no TLS"
    }
    return "TLS failed: the server does not speak TLS from the first byte on port \(port); tls: starttls?"
  }

  private func notTrusted(_ certificate: NIOSSLCertificate?) -> String {
    guard let certificate else {
      return "the certificate of \(host) is not trusted; name the file of its authority in authorities:"
    }
    let name = CertificateName(certificate)
    let by = name.isSelfSigned ? "it is self-signed, by \(name.issuer)" : "it was issued by \(name.issuer)"
    let valid = "valid from \(Self.day(certificate.notValidBefore)) to \(Self.day(certificate.notValidAfter))"
    let advice =
      authorities.map { "neither the system nor \($0) vouches for it, or its time is over" }
      ?? "if that is right, name the PEM file of \(name.isSelfSigned ? "it" : "its authority") in authorities:"
    return "the certificate of \(host) is not trusted: \(by), \(valid); \(advice)"
  }

  private func otherHost(_ certificate: NIOSSLCertificate?) -> String {
    let names = certificate.map(CertificateName.init)?.subjects ?? []
    let whose = names.isEmpty ? "" : " but for \(names.prefix(5).joined(separator: ", "))"
    return "the certificate is not for \(host)\(whose); is host: the name that the server goes by?"
  }

  // MARK: - Before anything is sent

  /// Why TLS cannot be set up at all.
  func settingUp(_ error: any Error) -> (message: String, hint: String?) {
    guard let authorities else { return ("TLS cannot be set up: \(Self.bare(error))", nil) }
    return ("\(authorities) cannot be read, or holds no certificate", "authorities is a PEM file")
  }

  // MARK: - Small parts

  /// The reason's name alone: what a library prints as an error ends in a place of its source.
  private static func reason(_ error: BoringSSLError) -> String {
    let stack: [BoringSSLInternalError] =
      switch error {
      case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack), .failedToSetALPN(let stack):
        stack
      default: []
      }
    guard let first = stack.first else { return "" }
    let text = first.description.drop { $0 != " " }.drop { $0 == " " }
    let place = text.firstRange(of: " at ").map { text[..<$0.lowerBound] } ?? text
    let words = place.split(separator: ":")
    return String((words.last ?? place).drop { $0 == " " || $0.isNumber })
  }

  /// The case's name, in words, of an error that is known by nothing else.
  private static func bare(_ error: any Error) -> String {
    let name = "\(error)".prefix { $0.isLetter || $0 == " " }
    return name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
      .split(separator: " ").filter { $0 != "error" }.joined(separator: " ")
  }

  private static func text(of number: CInt) -> String { String(cString: strerror(number)).lowercased() }

  /// The day of a moment in UTC.
  private static func day(_ moment: time_t) -> String {
    var (moment, parts) = (moment, tm())
    gmtime_r(&moment, &parts)
    func padded(_ number: CInt) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(Int(parts.tm_year) + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
  }
}
