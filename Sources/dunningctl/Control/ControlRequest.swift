import DunningAPI
import DunningBytes

/// One request of the control API.
struct ControlRequest {
  var method: String
  /// What all paths of this version of the API begin with.
  var root = Version.root
  /// The path below ``root``, each segment encoded.
  var path: String
  var query: [(name: String, value: String)] = []
  var contentType = "application/json"
  var body: [UInt8]?
  /// What follows the body; nil where that is all.
  var spooled: SpooledBody?
  var lastEventID: String?
  /// The revision of a claim that is meant.
  var revision: Int64?

  static func get(_ segments: [String], query: [(name: String, value: String?)] = []) -> ControlRequest {
    let given = query.compactMap { pair in pair.value.map { (name: pair.name, value: $0) } }
    return ControlRequest(method: "GET", path: path(segments), query: given)
  }

  static func post(_ segments: [String], query: [(name: String, value: String?)] = []) -> ControlRequest {
    let given = query.compactMap { pair in pair.value.map { (name: pair.name, value: $0) } }
    return ControlRequest(method: "POST", path: path(segments), query: given)
  }

  static func post(
    _ segments: [String], query: [(name: String, value: String?)] = [], _ body: some Encodable
  ) throws(Failure) -> ControlRequest {
    var request = post(segments, query: query)
    request.body = try Wire.encode(body)
    return request
  }

  static func patch(
    _ segments: [String], query: [(name: String, value: String?)] = [], _ body: some Encodable
  ) throws(Failure) -> ControlRequest {
    var request = try post(segments, query: query, body)
    request.method = "PATCH"
    return request
  }

  /// The head of the request; the connection is for this one alone.
  var head: [UInt8] {
    let parameters = query.map { "\(Self.encoded($0.name))=\(Self.encoded($0.value))" }.joined(separator: "&")
    var lines = [
      "\(method) \(root)\(path)\(parameters.isEmpty ? "" : "?\(parameters)") HTTP/1.1", "Host: dunningd",
      "Connection: close", "User-Agent: dunningctl/\(Version.current)",
    ]
    if let lastEventID { lines.append("Last-Event-ID: \(lastEventID)") }
    if let revision { lines.append("If-Match: \"\(revision)\"") }
    if method != "GET" {
      let count = (body?.count ?? 0) + (spooled?.count ?? 0)
      lines += ["Content-Type: \(contentType)", "Content-Length: \(count)"]
    }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
  }

  private static func path(_ segments: [String]) -> String {
    segments.map { "/" + encoded($0) }.joined()
  }

  /// Percent-encodes everything but the unreserved characters of RFC 3986 2.3.
  static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      if character.isASCII, character.isLetter || character.isNumber || "-._~".contains(character) {
        return String(character)
      }
      return "%" + String(decoding: Hex.uppercase(byte), as: UTF8.self)
    }.joined()
  }
}
