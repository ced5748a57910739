import NIOSSL

/// A self-signed certificate for localhost and 127.0.0.1, made anew for a test.
struct TestCertificate {
  let certificateFile: String
  let serverContext: NIOSSLContext
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    certificateFile = directory.path + "/cert.pem"
    let keyFile = directory.path + "/key.pem"
    _ = try Subprocess.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj",
        "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", keyFile, "-out",
        certificateFile,
      ])
    let chain = try NIOSSLCertificate.fromPEMFile(certificateFile).map { NIOSSLCertificateSource.certificate($0) }
    let key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
    serverContext = try NIOSSLContext(
      configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(key)))
  }
}
