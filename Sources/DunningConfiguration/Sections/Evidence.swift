import Dunning
import DunningBytes
import FoundationEssentials
import Yams

/// Who bears witness to what the daemon has recorded.
package struct Evidence: Hashable, Sendable {
  /// A time-stamping authority (RFC 3161) that stamps the daily seals, `https://…` or `http://…`; nil for none.
  package var timestampURL: String?
  /// The authority's root certificates, PEM: they go into case files, so that a stamp can be checked with what is there.
  package var timestampCertificate: String?

  package init() {}
}

extension Evidence {
  static let keys = ["timestamp_url", "timestamp_certificate"]

  /// Reads the `evidence` section.
  init(_ section: Section) {
    self.init()
    timestampURL = section.text("timestamp_url", charactersMax: RuleLimits.linkBytesMax)
    if let url = timestampURL, !Self.isAddress(url) {
      section.findings.error(
        "timestamp_url must be an address of the form https://host/path", at: section.mark(of: "timestamp_url"),
        suggestion: "an authority names it in its manual, e.g. https://freetsa.org/tsr")
    }
    guard let path = section.text("timestamp_certificate", charactersMax: RuleLimits.linkBytesMax) else { return }
    timestampCertificate = Self.certificate(path, section)
    if timestampURL == nil {
      section.findings.warning(
        "timestamp_certificate is of no use without timestamp_url", at: section.mark(of: "timestamp_certificate"))
    }
  }

  private static func isAddress(_ url: String) -> Bool {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased() else { return false }
    return ["http", "https"].contains(scheme) && parts.host?.isEmpty == false && parts.user == nil
      && parts.fragment == nil
  }

  private static func certificate(_ path: String, _ section: Section) -> String? {
    guard path.hasPrefix("/"), let text = FileReader.text(of: path, atMost: certificateBytesMax),
      PEMText.holdsCertificates(text), !text.contains("PRIVATE KEY")
    else {
      section.findings.error(
        "timestamp_certificate must be the absolute path of a PEM file with certificates",
        at: section.mark(of: "timestamp_certificate"), suggestion: "get the root certificate from the authority")
      return nil
    }
    return text
  }

  private static let certificateBytesMax = 64 << 10
}
