import Dunning
import DunningConfiguration
import Testing

@Suite("What a configuration says of evidence")
struct EvidenceTests {
  private func text(_ evidence: String) throws -> String {
    try example("creditors:", "evidence: \(evidence)\ncreditors:")
  }

  @Test("without a word nobody is asked for time stamps; an authority is read with its certificate")
  func said() throws {
    #expect(try read(example).evidence == Evidence())
    let folder = try Folder()
    let pem = "-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n"
    try folder.write(pem, to: "tsa.pem")
    let said = "{timestamp_url: \"https://tsa.example/tsr\", timestamp_certificate: \(folder.path)/tsa.pem}"
    let evidence = try read(text(said)).evidence
    #expect(evidence.timestampURL == "https://tsa.example/tsr")
    #expect(evidence.timestampCertificate == pem)
  }

  @Test("a certificate without an authority is of no use, and said so")
  func useless() throws {
    let folder = try Folder()
    try folder.write("-----BEGIN CERTIFICATE-----\nMAMCAQE=\n-----END CERTIFICATE-----\n", to: "tsa.pem")
    let warnings = try read(text("{timestamp_certificate: \(folder.path)/tsa.pem}")).warnings
    #expect(warnings.contains { $0.message.contains("of no use without timestamp_url") })
  }

  @Test("a certificate that was cut off is a mistake at once, and not when the first stamp comes")
  func cut() throws {
    let folder = try Folder()
    for text in ["MIIBezCCASGgAwIBAgIUB9XJ", "MAMCAQ==", "no base64"] {
      try folder.write("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n", to: "tsa.pem")
      let said = "{timestamp_url: \"https://tsa.example/tsr\", timestamp_certificate: \(folder.path)/tsa.pem}"
      #expect(try mistakes(self.text(said)).contains { $0.contains("absolute path of a PEM file") }, "\(text)")
    }
  }

  @Test(
    "what is no address or no certificate is a mistake",
    arguments: [
      ("{timestamp_url: tsa.example}", "of the form https://host/path"),
      ("{timestamp_url: \"ftp://tsa.example/\"}", "of the form https://host/path"),
      ("{timestamp_url: \"https://user:secret@tsa.example/\"}", "of the form https://host/path"),
      ("{timestamp_certificate: /nowhere/tsa.pem}", "absolute path of a PEM file"),
      ("{timestamp_server: x}", "unknown key \"timestamp_server\" in evidence"),
    ])
  func mistaken(evidence: String, message: String) throws {
    #expect(try mistakes(text(evidence)).contains { $0.contains(message) })
  }
}
