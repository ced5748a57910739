import Foundation

/// A program on the loopback that is told of events: Python's HTTP server, which writes down what it hears and answers as
/// it is told to.
package final class HookServer {
  /// How it answers: `200` and every other status; `slow` only after a minute; `drop` closes the connection; `301`, `302`
  /// and the like lead to `/elsewhere` of the same server.
  package var mood: String {
    get { (try? String(contentsOfFile: folder + "/mood", encoding: .utf8)) ?? "" }
    set { try? newValue.write(toFile: folder + "/mood", atomically: true, encoding: .utf8) }
  }

  package let port: Int
  private let folder: String
  private let process = Process()

  /// What was heard.
  package struct Request: Decodable, Sendable, Hashable {
    package let path: String
    package let id: String
    package let timestamp: String
    package let signature: String
    package let body: String
  }

  package init(mood: String = "200", port: Int = 0, secure: Bool = false) throws {
    folder = NSTemporaryDirectory() + "hook-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Self.server.write(toFile: folder + "/server.py", atomically: true, encoding: .utf8)
    try mood.write(toFile: folder + "/mood", atomically: true, encoding: .utf8)
    if secure { try Self.makeCertificate(in: folder) }
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "server.py", String(port), secure ? "tls" : "plain"]
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
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Goes away; whoever connects from then on is refused.
  package func stop() {
    guard process.isRunning else { return }
    // The tests' own threads block the signal to terminate, and a child inherits that.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  package var url: String { "http://127.0.0.1:\(port)/hook" }

  /// The certificate of a secure one, which it has signed itself, PEM.
  package var certificate: String { folder + "/cert.pem" }

  /// What it has heard, in order.
  package var heard: [Request] {
    get throws {
      guard let text = try? String(contentsOfFile: folder + "/heard", encoding: .utf8) else { return [] }
      return try text.split(separator: "\n").map { try JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
    }
  }

  private static func makeCertificate(in folder: String) throws {
    let made = Process()
    made.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    made.arguments = [
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
      "key.pem", "-out", "cert.pem", "-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1",
      "-batch",
    ]
    made.currentDirectoryURL = URL(fileURLWithPath: folder)
    made.standardError = FileHandle.nullDevice
    try made.run()
    made.waitUntilExit()
  }

  private static let server = #"""
    import http.server, json, ssl, sys, time

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            names = {"id": "webhook-id", "timestamp": "webhook-timestamp", "signature": "webhook-signature"}
            heard = {key: self.headers[name] or "" for key, name in names.items()}
            with open("heard", "a") as file:
                file.write(json.dumps({**heard, "path": self.path, "body": body}) + "\n")
            mood = open("mood").read()
            if mood == "slow": time.sleep(60)
            if mood == "drop": self.close_connection = True; return
            code = int(mood) if mood.isdigit() else 200
            self.send_response(code)
            if 300 <= code < 400: self.send_header("Location", "/elsewhere")
            if code == 429: self.send_header("Retry-After", "77")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words): pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler)
    server.daemon_threads = True
    if sys.argv[2] == "tls":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, flush=True)
    server.serve_forever()
    """#
}
