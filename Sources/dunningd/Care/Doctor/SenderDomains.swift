import CLinux
import Dunning
import DunningAPI

/// What the domain name system says of the domains that reminders come from, by which receivers tell them from forgeries:
/// SPF (RFC 7208) and DMARC (RFC 7489). A DKIM key cannot be looked for, since nobody but the signing server knows its
/// selector.
struct SenderDomains: Sendable {
  private let domains: [String]
  /// Domains that are looked up; of the others somebody else knows.
  private static let domainsMax = 20

  init(_ rulebook: Rulebook) {
    let all = rulebook.creditors.values.compactMap { $0.from.address.text.split(separator: "@").last?.lowercased() }
    domains = Array(Set(all).sorted().prefix(Self.domainsMax))
  }

  /// Looks them up, on threads that may wait.
  func checks() async -> [DoctorResponse.Check] {
    var checks: [DoctorResponse.Check] = []
    for domain in domains {
      // It ends with the name server's answer, or after some seconds without one, and is waited for.
      checks += await Task.detached { Self.check(domain) }.value
    }
    return checks
  }

  private static func check(_ domain: String) -> [DoctorResponse.Check] {
    switch texts(of: domain) {
    case .unknown: return [.init("dns", .warning, "the name server does not answer for \(domain)")]
    case .answer(let texts):
      return [spf(domain, texts), dmarc(domain, self.texts(of: "_dmarc.\(domain)"))].compactMap { $0 }
    }
  }

  private static func spf(_ domain: String, _ texts: [String]) -> DoctorResponse.Check {
    let records = texts.filter { $0.lowercased().hasPrefix("v=spf1") }
    guard records.count < 2 else {
      return .init("spf", .warning, "\(domain) has \(records.count) SPF records, so none counts (RFC 7208, 4.5)")
    }
    guard let record = records.first else {
      return .init(
        "spf", .warning, "\(domain) does not say which servers send for it",
        hint: "a TXT record there: v=spf1 … -all, which names the mail server")
    }
    return .init("spf", .ok, "\(domain): \(record)")
  }

  private static func dmarc(_ domain: String, _ answer: Answer) -> DoctorResponse.Check? {
    guard case .answer(let texts) = answer else { return nil }
    guard let record = texts.first(where: { $0.uppercased().hasPrefix("V=DMARC1") }) else {
      return .init(
        "dmarc", .warning, "\(domain) does not say what becomes of forged mail",
        hint: "a TXT record at _dmarc.\(domain): v=DMARC1; p=quarantine; rua=mailto:…")
    }
    return .init("dmarc", .ok, "\(domain): \(record)")
  }

  private enum Answer {
    case answer([String])
    /// Nobody answered.
    case unknown
  }

  private static func texts(of name: String) -> Answer {
    var buffer = [CChar](repeating: 0, count: 16 << 10)
    let count = dunning_dns_texts(name, &buffer, Int32(buffer.count))
    guard count >= 0 else { return .unknown }
    let bytes = buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }
    return .answer(bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
  }
}
