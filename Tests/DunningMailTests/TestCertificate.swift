import NIOSSL

/// A self-signed certificate, made anew for a test.
struct TestCertificate {
  let certificateFile: String
  let serverContext: NIOSSLContext
  private let directory: TemporaryDirectory

  /// By default for localhost and 127.0.0.1, valid from now on; a number of days below zero ended before it began.
  init(names: String = "DNS:localhost,IP:127.0.0.1", days: Int = 2) throws {
    directory = try TemporaryDirectory()
    certificateFile = directory.path + "/cert.pem"
    let keyFile = directory.path + "/key.pem"
    let requestFile = directory.path + "/request.pem"
    _ = try Subprocess.run(
      "openssl",
      [
        "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=test", "-addext",
        "subjectAltName=\(names)", "-keyout", keyFile, "-out", requestFile,
      ])
    _ = try Subprocess.run(
      "openssl",
      [
        "x509", "-req", "-in", requestFile, "-signkey", keyFile, "-days", "\(days)", "-copy_extensions", "copy", "-out",
        certificateFile,
      ])
    let chain = try NIOSSLCertificate.fromPEMFile(certificateFile).map { NIOSSLCertificateSource.certificate($0) }
    let key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
    serverContext = try NIOSSLContext(
      configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
  }
}
