import Foundation

/// A time-stamping authority on the loopback: Python's HTTP server with `openssl ts` behind it.
package final class StampingServer {
  package let folder: String
  private let port: Int
  private let process = Process()

  /// - Parameters:
  ///   - mood: `honest`; `old`, which answers the first request's stamp again; `refusing`, `failing`, `garbage`.
  ///   - key: of both certificates, as `openssl req -newkey` takes it.
  ///   - digest: under the signature.
  package init(mood: String = "honest", key: String = "rsa:2048", digest: String = "sha256") throws {
    folder = NSTemporaryDirectory() + "tsa-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for (name, text) in [("make.sh", Self.make), ("server.py", Self.server), ("tsa.cnf", Self.configuration)] {
      let text = text.replacing("rsa:2048", with: key).replacing(
        "signer_digest = sha256", with: "signer_digest = \(digest)")
      try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    let made = Process()
    (made.executableURL, made.arguments) = (URL(fileURLWithPath: "/bin/sh"), ["make.sh"])
    made.currentDirectoryURL = URL(fileURLWithPath: folder)
    made.standardError = FileHandle.nullDevice
    try made.run()
    made.waitUntilExit()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "server.py", mood]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardError = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: folder])
    }
    self.port = port
  }

  deinit {
    // The tests' own threads block the signal to terminate, and a child inherits that.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }

  package var url: String { "http://127.0.0.1:\(port)/tsr" }

  /// The root certificate of the authority, PEM.
  package var certificate: String {
    get throws { try String(contentsOfFile: folder + "/ca.pem", encoding: .utf8) }
  }

  /// What `openssl ts -verify` says of a stamp over some bytes: whether the authority signed it.
  package func verifies(_ stamp: [UInt8], over bytes: [UInt8]) throws -> Bool {
    try Data(stamp).write(to: URL(fileURLWithPath: folder + "/stamp.tsr"))
    try Data(bytes).write(to: URL(fileURLWithPath: folder + "/data"))
    let check = Process()
    check.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    check.arguments = ["openssl", "ts", "-verify", "-in", "stamp.tsr", "-data", "data", "-CAfile", "ca.pem"]
    check.currentDirectoryURL = URL(fileURLWithPath: folder)
    (check.standardOutput, check.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try check.run()
    check.waitUntilExit()
    return check.terminationStatus == 0
  }

  private static let make = """
    set -e
    openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -subj '/CN=Test CA' -batch
    openssl req -new -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=Test TSA' -batch
    printf 'extendedKeyUsage=critical,timeStamping\\n' > tsa.ext
    openssl x509 -req -in tsa.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 30 -extfile tsa.ext -out tsa.pem
    echo 01 > serial
    """

  private static let configuration = """
    [tsa]
    default_tsa = own
    [own]
    serial = serial
    crypto_device = builtin
    signer_cert = tsa.pem
    certs = ca.pem
    signer_key = tsa.key
    signer_digest = sha256
    default_policy = 1.2.3.4.1
    digests = sha256
    accuracy = secs:1
    ordering = yes
    ess_cert_id_alg = sha256
    """

  private static let server = #"""
    import http.server, subprocess, sys

    mood, kept = sys.argv[1], []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            right = self.headers["Content-Type"] == "application/timestamp-query" and self.path == "/tsr"
            open("query.tsq", "wb").write(query if mood != "refusing" else query.replace(b"\x03\x04\x02\x01", b"\x03\x04\x02\x02"))
            command = ["openssl", "ts", "-reply", "-queryfile", "query.tsq", "-config", "tsa.cnf", "-out", "reply.tsr"]
            subprocess.run(command, stderr=subprocess.DEVNULL)
            kept.append(open("reply.tsr", "rb").read())
            answer = {"old": kept[0], "garbage": b"\x30\x03\x02\x01"}.get(mood, kept[-1])
            self.send_response(200 if right and mood != "failing" else 503)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *words): pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()
    """#
}
